"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the app and what it holds on people."""

    name = "beside.foundation.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell those below."""
        from beside.foundation.search import personal

        personal.register()
