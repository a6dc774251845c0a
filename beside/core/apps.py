"""App configuration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers the app."""

    name = "beside.core"
    label = "core"
