"""How far along someone is with joining, in words."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from beside.foundation.accounts import queries
from beside.foundation.accounts.models import Joining, Person

_LABELS = {
    "code": _("your code"),
    "year": _("your birth year"),
    "how": _("how you sign in"),
    "email": _("your email"),
    "name": _("your sign-in name"),
    "codes": _("a way back in"),
    "house_rules": _("the house rules"),
    "privacy": _("how your words are kept"),
}


def place(request: HttpRequest, page: str) -> dict[str, object]:
    """``step``, ``steps`` and ``label`` for the progress line; the way is longer for those without an email."""
    organisation, person = queries.organisation(), request.user
    nameless = page in ("name", "codes") or (isinstance(person, Person) and not person.email)
    way = ["code"] if organisation.joining == Joining.CODE else []
    way += ["year", *(["how"] if organisation.without_email else []), "name" if nameless else "email"]
    way += [*(["codes"] if nameless else []), "house_rules", "privacy"]
    at = way.index(page) + 1 if page in way else len(way)
    return {"step": at, "steps": len(way), "label": _LABELS[page]}
