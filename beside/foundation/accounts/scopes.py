"""What a bearer token may be allowed to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCOPES: dict[str, Promise] = {
    "profile": _("See your own profile"),
    "talks:read": _("Read your conversations"),
    "talks:write": _("Write in your conversations"),
    "groups:read": _("See your groups and when they meet"),
    "groups:write": _("Say whether you come to a session"),
}
