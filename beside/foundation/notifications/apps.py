"""App configuration."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Registers the app, what it holds on people, and itself as the carrier of letters."""

    name = "beside.foundation.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put together with accounts, which stands below and cannot ask."""
        from beside.foundation.accounts import letters
        from beside.foundation.notifications import actions, personal

        personal.register()
        letters.carried_by(actions.keep_letter)
