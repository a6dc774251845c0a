"""Who is behind a cookie: the same rows and rules as Django's and the library's, asked for by compiled questions.

Every page of somebody who is signed in asks for both, so what the ORM takes to build them is paid on every page.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.foundation.accounts.models import Person

_SESSIONS = Prepared(lambda key: Session.objects.filter(session_key=key), texts=(0,))
_PEOPLE = Prepared(lambda person: Person.objects.filter(pk=person))


class SessionStore(db.SessionStore):
    """Django's sessions in the database. The name is Django's own: it is part of what a session is signed with."""

    def _get_session_from_db(self) -> Session | None:
        found = _SESSIONS.first(self.session_key)
        if found is None or found.expire_date <= now():
            self._session_key = None
            return None
        return found


class SignIn(AuthenticationBackend):  # type: ignore[misc]
    """The library's way of signing in."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session, unless they are gone or may no longer sign in."""
        person = _PEOPLE.first(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
