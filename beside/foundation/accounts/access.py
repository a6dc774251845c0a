"""Who may open a page. Every view carries exactly one of these rules; an architecture test looks for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from beside.foundation.accounts import queries
from beside.foundation.accounts.models import Consent, Person, Role, Token

P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
STAFF = (Role.MODERATOR, Role.SAFETY_LEAD, Role.OPERATOR)


def person_of(request: HttpRequest) -> Person:
    """The signed-in person. Raises 404 when nobody is, so that a forgotten rule shows nothing."""
    user: Person | AnonymousUser = request.user
    if isinstance(user, Person):
        return user
    raise Http404


def device(person: Person, number: int) -> UserSession:
    """One of the person's own signed-in devices. Raises 404 for anyone else's."""
    return get_object_or_404(UserSession, pk=number, user_id=person.pk)


def consent(person: Person, number: int) -> Consent:
    """One of the person's own living agreements. Raises 404."""
    return get_object_or_404(Consent.objects.select_related("text"), pk=number, person=person, withdrawn_at=None)


def token(person: Person, number: int) -> Token:
    """One of the person's own living tokens. Raises 404."""
    return get_object_or_404(Token, pk=number, person=person, ended_at=None)


def _marked(view: Any, rule: str) -> Any:
    view.access = rule
    return view


def public(view: View[P]) -> View[P]:
    """Anyone, signed in or not."""
    marked: View[P] = _marked(view, "public")
    return marked


def signed_in(view: View[P]) -> View[P]:
    """Anyone with an account, also before they have finished joining."""
    return _checked(view, "signed in", lambda person: True)


def member(view: View[P]) -> View[P]:
    """Someone who has joined: questions answered and, where asked for, said yes to."""
    return _checked(view, "member", lambda person: person.admitted_at is not None)


def needs(*roles: Role) -> Callable[[View[P]], View[P]]:
    """A member who holds one of these roles. To others the page is not there."""

    def rule(view: View[P]) -> View[P]:
        return _checked(
            view,
            "role: " + " ".join(roles),
            lambda person: person.admitted_at is not None and bool(queries.roles_of(person) & set(roles)),
        )

    return rule


def _checked(view: View[P], name: str, holds: Callable[[Person], bool]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user = request.user
        if not isinstance(user, Person):
            return redirect_to_login(request.get_full_path())
        if not holds(user):
            raise Http404
        return view(request, *args, **kwargs)  # type: ignore[return-value]

    marked: View[P] = _marked(guarded, name)
    return marked
