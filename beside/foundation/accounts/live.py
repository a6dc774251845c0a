"""How the live line knows who is calling."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare

from beside.foundation.accounts.models import Person
from beside.foundation.realtime.socket import Caller


def caller(session_key: str) -> Caller | None:
    """The member behind a session cookie, or None when it is not (or no longer) good.

    The same checks as a page makes: the session lives, the person is active and admitted, and the password has not
    been changed since.
    """
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    person_id = session.get(SESSION_KEY)
    if person_id is None or session.session_key != session_key:
        return None
    person = Person.objects.filter(pk=person_id, is_active=True).exclude(admitted_at=None).first()
    if person is None or person.is_out:
        return None
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()):
        return None
    return Caller(person.pk, person.ref, session_key, float(session.get_expiry_age()))
