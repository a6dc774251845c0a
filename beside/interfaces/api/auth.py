"""Bearer tokens: who is calling, and what the token may do."""

from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from beside.core.clock import now
from beside.core.crypto import digest
from beside.foundation.accounts.models import Person, Token

# Writing the time of every call would cost more than the call.
_REMEMBER_USE: Final = timedelta(minutes=5)


class Bearer(HttpBearer):
    """A token with one scope. Without a good token: 401; without the scope: 403."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The person behind the token."""
        held = Token.objects.select_related("person").filter(digest=digest(token), ended_at=None).first()
        if held is None or not held.person.is_active or held.person.admitted_at is None or held.person.is_out:
            return None
        if self.scope not in held.scopes.split():
            raise HttpError(403, f"This token may not {self.scope}.")
        if held.last_used_at is None or now() - held.last_used_at > _REMEMBER_USE:
            Token.objects.filter(pk=held.pk).update(last_used_at=now())
        return held.person


def caller(request: HttpRequest) -> Person:
    """The person ninja's security found."""
    person: Any = request.auth  # type: ignore[attr-defined]
    if not isinstance(person, Person):
        raise HttpError(401, "Sign in with a token.")
    return person
