"""App configuration."""

from django.apps import AppConfig
from django.core.checks import register


class CheckinsConfig(AppConfig):
    """Registers the app, what it holds on people, the notices it sends, its card on *Mine*, and its wording check."""

    name = "beside.features.checkins"
    label = "checkins"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.features.checkins import corners, measures, personal, reminding
        from beside.foundation.profiles.mine import register_corner

        register(measures.check)
        personal.register()
        reminding.register()
        register_corner(20, corners.corner)
