"""App configuration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the app."""

    name = "beside.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
