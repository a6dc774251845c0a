"""What a person did, beside how they were."""
