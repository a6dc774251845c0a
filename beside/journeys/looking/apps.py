"""App configuration."""

from django.apps import AppConfig


class LookingConfig(AppConfig):
    """Tells *Looking back* what moved: goals, and what was used. Holds nothing itself."""

    name = "beside.journeys.looking"
    label = "looking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.journeys.looking import lines

        lines.register()
