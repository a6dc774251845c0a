"""App configuration."""

from typing import Any, Final

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.forms import Field
from django.utils.translation import gettext_lazy as _

# Of PostgreSQL, for each connection. The library would keep a hundred, and pages and timetable ask more than that: each
# would push out what the next one asks.
_KEPT_PLANS: Final = 500


def _keep_plans(connection: Any, **_given: Any) -> None:
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = _KEPT_PLANS


class CoreConfig(AppConfig):
    """Registers the app."""

    name = "beside.core"
    label = "core"

    def ready(self) -> None:
        """Say kindly, in every form, what Django calls a required field; let PostgreSQL keep all our plans."""
        connection_created.connect(_keep_plans)
        Field.default_error_messages = {**Field.default_error_messages, "required": _("This one is still open.")}
