"""What a bearer token may be allowed to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCOPES: dict[str, Promise] = {
    "profile": _("See your own profile"),
    "talks:read": _("Read your conversations"),
    "talks:write": _("Write in your conversations"),
}
