"""A month of invented posts and people, through the same routing as the service and through plain newest-first."""
