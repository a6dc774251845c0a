"""What someone has answered before they have an account. It lives in their browser session and nowhere else."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from beside.foundation.accounts import queries
from beside.foundation.accounts.models import Invitation, Joining

_KEY: Final = "joining"
# Stays when everything else is forgotten: going back and giving another year does not help.
_NOT_YET: Final = "not_yet"


@dataclass(frozen=True, slots=True)
class Given:
    """The answers so far."""

    birth_year: int | None
    invitation: Invitation | None


def given(request: HttpRequest) -> Given:
    """The answers so far; an invitation only while it lets someone in."""
    held: dict[str, int] = request.session.get(_KEY, {})
    invitation = Invitation.objects.filter(pk=held["invitation"]).first() if "invitation" in held else None
    return Given(held.get("birth_year"), invitation if queries.still_lets_in(invitation) else None)


def keep(request: HttpRequest, **answers: Any) -> None:
    """Add to the answers."""
    request.session[_KEY] = {**request.session.get(_KEY, {}), **answers}


def forget(request: HttpRequest) -> None:
    """Once there is an account, or nobody wants one."""
    request.session.pop(_KEY, None)


def not_yet(request: HttpRequest) -> None:
    """Remember, for this browser session, that the answer was a year we cannot take; forget the year itself."""
    forget(request)
    request.session[_NOT_YET] = True


def is_not_yet(request: HttpRequest) -> bool:
    """Whether the door was found closed in this browser session."""
    return bool(request.session.get(_NOT_YET))


def first_missing(request: HttpRequest) -> str | None:
    """The name of the page that asks what is still missing before an account can be made."""
    if is_not_yet(request):
        return "accounts:not_yet"
    found = given(request)
    if found.invitation is None and queries.organisation().joining == Joining.CODE:
        return "accounts:code"
    if found.birth_year is None:
        return "accounts:year"
    return None


def may_make_account(request: HttpRequest) -> bool:
    """Whether everything that comes before an account is answered."""
    return first_missing(request) is None
