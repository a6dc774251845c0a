"""App configuration."""

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    """Registers the app: what it holds on people, its notices, its cards on *Mine*, the safety plan on help pages."""

    name = "beside.features.recovery"
    label = "recovery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.features.recovery import corners, live, notices, personal, reviewing

        corners.register()
        live.register()
        notices.register()
        personal.register()
        reviewing.register()
