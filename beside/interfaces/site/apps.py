"""App configuration."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers the app."""

    name = "beside.interfaces.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"
