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
    """``step``, ``steps`` and ``label`` for the progress line.

    The way is longer for those without an email. Until someone has chosen, nobody knows how long theirs is:
    ``steps`` is then 0 and no total is shown. It never changes once it is shown.
    """
    organisation, person = queries.organisation(), request.user
    nameless = page in ("name", "codes") or (isinstance(person, Person) and not person.email)
    way = ["code"] if organisation.joining == Joining.CODE else []
    way += ["year", *(["how"] if organisation.without_email else []), "name" if nameless else "email"]
    way += [*(["codes"] if nameless else []), "house_rules", "privacy"]
    at = way.index(page) + 1 if page in way else len(way)
    undecided = organisation.without_email and page in ("code", "year", "how")
    return {"step": at, "steps": 0 if undecided else len(way), "label": _LABELS[page]}
