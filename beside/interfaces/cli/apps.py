"""App configuration."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """Registers the app."""

    name = "beside.interfaces.cli"
    label = "cli"
