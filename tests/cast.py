# ruff: noqa: E402 - models can be imported only once Django is set up
"""The cast in the database of a service that runs for a test: ``python -m tests.cast make`` prints who they are.

``python -m tests.cast drop-session KEY`` ends a session as signing out elsewhere does, ``erase REF`` erases somebody.
"""

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from beside.core.clock import now
from beside.features.conversations import actions as conversations
from beside.foundation.accounts import actions, keys, queries
from beside.foundation.accounts.models import Consent, Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.profiles.models import Profile

NAMES = {"ada": "Wren", "ben": "Heron", "cy": "Sparrow"}


def make() -> dict[str, Any]:
    """Ada, Ben and Cy, each with a session and a token; Ada and Ben have a conversation."""
    call_command("migrate", interactive=False, verbosity=0)
    people = {name: _person(name, pseudonym) for name, pseudonym in NAMES.items()}
    opened = conversations.open_conversation(people["ada"], people["ben"], why=[], how=[], actor=BESIDE)
    found: dict[str, Any] = {name: _shown(person) for name, person in people.items()}
    found["talk"] = opened.ref
    return found


def _person(name: str, pseudonym: str) -> Person:
    person = Person(sign_in_name=name, birth_year=1990, admitted_at=now())
    person.set_unusable_password()
    person.save()
    keys.make(person.pk)
    Profile.objects.create(person=person, pseudonym=pseudonym, skeleton=pseudonym.lower(), languages=["en"])
    for text in queries.current_texts():
        Consent.objects.create(person=person, text=text)
    return person


def _shown(person: Person) -> dict[str, str]:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    _row, token = actions.make_token(person, "test", ["talks:read", "talks:write"], actor=person)
    return {
        "ref": person.ref,
        "session": str(session.session_key),
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}",
        "token": token,
    }


def main() -> None:
    """Do what is asked and print JSON."""
    if sys.argv[1] == "make":
        print(json.dumps(make()))  # noqa: T201 - this is the answer
    elif sys.argv[1] == "drop-session":
        SessionStore(sys.argv[2]).delete()
    elif sys.argv[1] == "erase":
        person = Person.objects.get(ref=sys.argv[2])
        actions.erase(person, actor=person)


if __name__ == "__main__":
    main()
