"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the app, and what it holds on people."""

    name = "beside.foundation.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held, the sign-in library's tables included."""
        from beside.foundation.accounts import held

        held.register()
