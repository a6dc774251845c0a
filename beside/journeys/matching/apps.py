"""App configuration."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Registers the app: its notices, what it holds, and what it does for those below."""

    name = "beside.journeys.matching"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.features.conversations import hooks
        from beside.foundation.safety.reviewing import register_on_block
        from beside.journeys.matching import actions, notices, peering, personal, reviewing, words

        personal.register()
        notices.register()
        reviewing.register()
        register_on_block(peering.part)
        hooks.register_why(words.for_conversation)
        hooks.register_hand_over(actions.ask_for_another)
