"""App configuration."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Registers the app, what it holds on people, what can be reviewed and found, and the notices it sends."""

    name = "beside.features.stories"
    label = "stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.features.stories import indexing, notices, personal, reviewing

        indexing.register()
        notices.register()
        personal.register()
        reviewing.register()
