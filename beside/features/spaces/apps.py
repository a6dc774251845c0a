"""App configuration."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    """Registers the app, what it holds on people, who may read its threads, and the notices it sends."""

    name = "beside.features.spaces"
    label = "spaces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.features.spaces import indexing, live, notices, personal, reviewing

        indexing.register()
        live.register()
        notices.register()
        personal.register()
        reviewing.register()
