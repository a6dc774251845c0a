"""App configuration."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the app."""

    name = "beside.interfaces.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
