"""App configuration."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Registers the app, what it holds on people, and what it tells them."""

    name = "beside.foundation.safety"
    label = "safety"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what this app holds and tells, and whether triage may use its model."""
        from django.conf import settings

        from beside.foundation.safety import answered, notices, notices_oncall, personal, personal_oncall, triage

        triage.allow_learnt(settings.ENV.triage == "full")
        answered.register()
        personal.register()
        personal_oncall.register()
        notices.register()
        notices_oncall.register()
