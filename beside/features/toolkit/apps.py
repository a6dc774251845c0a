"""App configuration."""

from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    """Registers the app, what it holds on people, what can be reviewed, its notices and its corner on *Mine*."""

    name = "beside.features.toolkit"
    label = "toolkit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.features.toolkit import corner, notices, personal, reviewing

        corner.register()
        notices.register()
        personal.register()
        reviewing.register()
