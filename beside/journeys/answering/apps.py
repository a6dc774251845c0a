"""App configuration."""

from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    """Registers the app, what it holds on people, and what it does when something is written in a space."""

    name = "beside.journeys.answering"
    label = "answering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.features.spaces import hooks
        from beside.journeys.answering import actions, kindred, notices, personal, queries

        hooks.register_on_post(actions.promise)
        hooks.register_on_reply(actions.answered)
        hooks.register_usual(queries.usually)
        hooks.register_kindred(kindred.of, kindred.placed)
        notices.register()
        personal.register()
