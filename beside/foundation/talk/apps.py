"""App configuration."""

from django.apps import AppConfig


class TalkConfig(AppConfig):
    """Registers the app, its live frames, what can be reviewed and what it holds on people."""

    name = "beside.foundation.talk"
    label = "talk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.foundation.talk import live, personal, reviewing

        live.register()
        reviewing.register_messages()
        personal.register()
