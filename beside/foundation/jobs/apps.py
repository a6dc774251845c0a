"""App configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the app."""

    name = "beside.foundation.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
