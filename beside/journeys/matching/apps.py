"""App configuration."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Registers the app."""

    name = "beside.journeys.matching"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"
