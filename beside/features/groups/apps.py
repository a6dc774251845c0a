"""App configuration."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Registers the app, what it holds on people, who may read its threads, and the notices it sends."""

    name = "beside.features.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.features.groups import live, notices, personal, reviewing, rooming, voice

        rooming.follow(voice.keep_to)
        live.register()
        notices.register()
        personal.register()
        reviewing.register()
