"""App configuration."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Tells recovery with whom something can be shared, and what to offer in a plan. Holds nothing itself."""

    name = "beside.journeys.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.journeys.sharing import receivers, suggestions

        receivers.register()
        suggestions.register()
