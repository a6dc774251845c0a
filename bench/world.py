"""People, talks and messages to measure with, made in the data folder that BESIDE_DATA names.

``python -m bench.world`` prints JSON: pairs and rooms (session cookies by talk), a short and a long conversation, and a
token that may read both.
"""

# ruff: noqa: E402 - models can be imported only once Django is set up
import json
import os
import secrets
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import transaction

from beside.core.clock import now
from beside.features.conversations import actions as conversations
from beside.foundation.accounts import actions, keys, queries
from beside.foundation.accounts.models import Consent, Person, Role, RoleGrant
from beside.foundation.audit.actions import BESIDE
from beside.foundation.profiles.models import Profile
from beside.foundation.talk import actions as talk
from beside.foundation.talk import watch, writing
from beside.foundation.talk.models import Kind, Part
from beside.foundation.talk.outgoing import Outgoing
from beside.foundation.talk.store import store

PAIRS, ROOMS, ROOM_SIZE = 50, 10, 12
SHORT, LONG = 60, 6_000


def main() -> None:
    """Make everything and print where it is."""
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        pairs = [people(2) for _ in range(PAIRS)]
        rooms = [people(ROOM_SIZE) for _ in range(ROOMS)]
        made: dict[str, Any] = {
            "pairs": {_open(*two): [cookie(one) for one in two] for two in pairs},
            "rooms": {_room(people): [cookie(one) for one in people] for people in rooms},
        }
        reader, peer = pairs[0]
        made["reader"] = cookie(reader)
        made["token"] = actions.make_token(reader, "bench", ["talks:read"], actor=reader)[1]
    for name, count in (("short", SHORT), ("long", LONG)):
        made[name] = _open(reader, peer)
        _write(made[name], (reader, peer), count)
    # Otherwise the service under measurement would still be looking at these.
    while watch.sweep():
        pass
    print(json.dumps(made))


def people(count: int) -> list[Person]:
    return [_person() for _ in range(count)]


def _person() -> Person:
    person = Person(sign_in_name=f"bench-{secrets.token_hex(6)}", birth_year=1990, admitted_at=now())
    person.set_unusable_password()
    person.save()
    keys.make(person.pk)
    name = f"Bench {secrets.token_hex(6)}"
    Profile.objects.create(person=person, pseudonym=name, skeleton=name.lower(), languages=["en"])
    RoleGrant.objects.create(person=person, role=Role.PEER_SUPPORTER)
    for text in queries.current_texts():
        Consent.objects.create(person=person, text=text)
    return person


def cookie(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _open(seeker: Person, peer: Person) -> str:
    return conversations.open_conversation(seeker, peer, why=[], how=["heard"], actor=BESIDE).ref


def _room(people: list[Person]) -> str:
    return talk.make_talk(Kind.ROOM, dict.fromkeys(people, Part.MEMBER), actor=BESIDE).ref


def _write(ref: str, people: tuple[Person, Person], count: int) -> None:
    words = "I walked by the river this morning and it helped a little; how was your night, did you sleep at all? "
    for first in range(0, count, 200):
        store(
            [
                Outgoing(ref, who.pk, who.ref, f"bench-{number:08}", writing.clean(f"{number} {(words * 2)[:154]}"))
                for number in range(first, min(first + 200, count))
                for who in [people[number % 2]]
            ]
        )


if __name__ == "__main__":
    main()
