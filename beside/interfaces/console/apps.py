"""App configuration."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Registers the app."""

    name = "beside.interfaces.console"
    label = "console"
    default_auto_field = "django.db.models.BigAutoField"
