"""App configuration."""

from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    """Registers the app."""

    name = "beside.foundation.realtime"
    label = "realtime"
    default_auto_field = "django.db.models.BigAutoField"
