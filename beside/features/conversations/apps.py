"""App configuration."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Registers the app, what it holds on people, and what follows a block."""

    name = "beside.features.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.features.conversations import personal, reviewing

        personal.register()
        reviewing.register()
