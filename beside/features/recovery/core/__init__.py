"""What can be decided without a database: plain Python."""
