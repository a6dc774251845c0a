"""App configuration."""

from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Registers the app."""

    name = "beside.core"
    label = "core"

    def ready(self) -> None:
        """Say kindly, in every form, what Django calls a required field."""
        Field.default_error_messages = {**Field.default_error_messages, "required": _("This one is still open.")}
