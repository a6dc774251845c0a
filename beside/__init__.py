"""Self-hosted peer support for mental health."""

__version__ = "0.1.0"
