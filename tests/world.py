# ruff: noqa: E402 - models can be imported only once Django is set up
"""The world a running service serves, seen from its database. ``tests.running.World`` starts this and asks.

Reads a JSON object a line, ``{"ask": name, …}``, and answers with ``{"found": …}``. What it cannot answer ends it.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")

import django

django.setup()

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import close_old_connections

from beside.core.clock import now
from beside.features.conversations import actions as conversations
from beside.features.conversations.models import Conversation, HowWasIt
from beside.features.groups.models import Group
from beside.features.spaces import joining
from beside.features.spaces.models import Post, Space
from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts import queries
from beside.foundation.accounts.actions.organisation import SetUp
from beside.foundation.accounts.models import Admission, Joining, Person, Role
from beside.foundation.audit.actions import BESIDE
from beside.foundation.profiles import actions as profiles
from beside.foundation.profiles.actions import Said
from beside.foundation.profiles.models import Experience, LivedExperience
from beside.foundation.safety import actions as safety
from beside.foundation.safety import roster
from beside.foundation.safety.actions import Subject
from beside.foundation.safety.models import Case, Duty, FollowUp
from beside.foundation.talk import actions as store
from beside.foundation.talk import queries as talk
from beside.foundation.talk.models import Talk
from beside.interfaces.cli import serve
from beside.journeys.matching import actions as matching
from beside.journeys.matching import peering
from beside.journeys.matching.actions import Wanted
from beside.journeys.matching.models import OPEN, Availability, Request
from beside.journeys.matching.peering import Here
from tests import checkins, community, groups, own_side, recovery, toolkit

PASSWORD = "a quiet lamp by the window"
_CAST: dict[str, tuple[str, str, Role | None]] = {
    "ada": ("Wren", "living", None),
    "ben": ("Heron", "came_through", Role.PEER_SUPPORTER),
    "cy": ("Sparrow", "", None),
    "mo": ("Maple", "", Role.MODERATOR),
    "sol": ("Juniper", "", Role.SAFETY_LEAD),
}


def make(joining: str = "code") -> dict[str, Any]:
    """An organisation that is set up, the cast, and an invitation code. Ola runs it. The service need not have run."""
    serve.prepare()
    secret = accounts.make_setup_link(actor=BESIDE).rpartition("/")[2]
    ola = accounts.set_up(
        secret,
        SetUp(
            name="The Reading Room",
            country="IE",
            joining=Joining.OPEN,
            login="ola-signs-in",
            password=PASSWORD,
            birth_year=1980,
        ),
    )
    _settle(ola, "Otter")
    for name, (pseudonym, stance, role) in _CAST.items():
        person = accounts.join(birth_year=1990, sign_in_name=f"{name}-signs-in", password=PASSWORD, actor=BESIDE)
        _settle(person, pseudonym)
        if stance:
            entry = Experience.objects.get(key="panic")
            profiles.say_lived(entry, Said(stance, 3, "matches", "It comes in shops."), actor=person)
        if role is not None:
            accounts.grant_role(person, role, actor=ola)
    accounts.change_organisation({"joining": Joining(joining)}, actor=ola)
    _row, code = accounts.make_invitation(actor=ola, uses=50)
    return {"code": code, "password": PASSWORD}


def newcomer(pseudonym: str, lived: dict[str, str] | None = None, role: str = "") -> list[str]:
    """One more member, for a test that wants people of its own; their recovery codes.

    They sign in as "<pseudonym>-signs-in".
    """
    person = accounts.join(
        birth_year=1990, sign_in_name=f"{pseudonym.lower()}-signs-in", password=PASSWORD, actor=BESIDE
    )
    Admission.objects.filter(person=person).update(accepted=True)
    codes = _settle(person, pseudonym)
    for key, stance in (lived or {}).items():
        profiles.say_lived(Experience.objects.get(key=key), Said(stance, 3, "matches", ""), actor=person)
    if role:
        accounts.grant_role(person, Role(role), actor=BESIDE)
    return codes


def quiet() -> None:
    """Nobody is there and nobody waits: what an earlier test left behind does not answer in the next."""
    for row in Availability.objects.filter(ended_at=None):
        peering.stop_being_here(row, actor=BESIDE)
    for held in Request.objects.filter(OPEN).select_related("person"):
        matching.withdraw(held, actor=held.person)


def _settle(person: Person, pseudonym: str) -> list[str]:
    codes = accounts.make_recovery_codes(person, actor=person)
    accounts.recovery_codes_kept(person, actor=person)
    for text in queries.texts_to_agree(person):
        accounts.give_consent(person, text, actor=person)
    accounts.finish_joining(person, actor=person)
    profiles.choose_name(pseudonym, actor=person)
    profiles.change_profile(actor=person, languages=["en"], country="IE", time_zone="Europe/Dublin")
    return codes


def _called(name: str) -> Person:
    """Someone by sign-in name ("ada" for the cast's) or pseudonym."""
    found = Person.objects.filter(sign_in_name=f"{name}-signs-in").first()
    return found or Person.objects.get(profile__pseudonym=name)


def ref(who: str) -> str:
    """Someone's public name in addresses."""
    return _called(who).ref


def cookie(who: str) -> dict[str, str]:
    """A session of someone's, for a browser that need not show how signing in goes."""
    person = _called(who)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    key = str(session.session_key)
    UserSession.objects.create(user=person, session_key=key, ip="0.0.0.0", user_agent="")  # noqa: S104 - unknown
    return {"name": settings.SESSION_COOKIE_NAME, "value": key}


def session_lives(key: str) -> bool:
    """Whether a session's row is still there."""
    return Session.objects.filter(session_key=key).exists()


def end_sessions(who: str) -> int:
    """Let someone's sessions run out: the rows go, and no page is told."""
    rows = UserSession.objects.filter(user=_called(who))
    keys = [row.session_key for row in rows]
    return int(Session.objects.filter(session_key__in=keys).delete()[0])


def conversation(seeker: str, peer: str) -> str:
    """Two people brought together; the conversation's public name."""
    opened = conversations.open_conversation(_called(seeker), _called(peer), why=[], how=[], actor=BESIDE)
    return str(opened.ref)


def busy_day() -> None:
    """Something on every desk: Ada and Ben talk, Cy waits and Ben is asked, Mo and Sol have cases."""
    ada, ben, cy, sol = (_called(name) for name in ("ada", "ben", "cy", "sol"))
    running = conversations.open_conversation(ada, ben, why=[], how=["be_heard"], actor=BESIDE)
    for number, author in enumerate((ada, ben, ada, ben)):
        store.send(running.ref, f"Words of this evening, {number}.\nAnd a second line.", str(uuid4()), actor=author)
    store.react(running.ref, 1, "hear_you", actor=ben)
    store.send(running.ref, "That is what I mean", str(uuid4()), actor=ada, reply_to=2)
    store.take_back(running.ref, 3, actor=ada)
    over = conversations.open_conversation(ada, _called("mo"), why=[], how=[], actor=BESIDE)
    conversations.end(over, actor=ada)
    peering.be_here(Here(until=now() + timedelta(hours=2), capacity=3), actor=ben)
    peering.be_here(Here(since=now() + timedelta(hours=24), until=now() + timedelta(hours=26)), actor=ben)
    matching.let_beside_ask(matching.ask(Wanted(words="I would like to say it.", severity=1), actor=cy), actor=cy)
    safety.report(Subject(_called("mo")), reason="pressure", words="It was too much.", excerpt=None, actor=ada)
    told = safety.say_worried(ada, words="She sounded far away.", actor=ben)
    if told.case is not None:
        safety.take(told.case, actor=sol)
    mo = _called("mo")
    on_call("mo", "sol")
    safety.cannot(next(one for one in roster.stretches(now(), now() + roster.AHEAD) if one.first == mo), actor=mo)
    called = safety.ask_for_help(actor=cy)
    safety.close(called, outcome=Case.Outcome.REACHED, note="We spoke.", actor=mo)
    safety.write_debrief("It was a long evening.", wants_to_talk=True, actor=mo)
    safety.ask_for_help(actor=cy)
    accounts.make_token(ada, "my own program", ["talks:read"], actor=ada)
    community.fill(ada, ben, cy, sol)
    groups.fill(ada, ben, cy)
    recovery.fill(ada, ben)
    checkins.fill(ada, _called("ola"))
    toolkit.fill(ada, ben, mo)
    safety.block(_called("sol"), actor=ada)


def on_call(first: str, second: str = "") -> None:
    """Whoever is named is on call all day, every day of this week; nobody else is."""
    Duty.objects.all().delete()
    sol, today = _called("sol"), roster.local_day(now())
    for ahead in range(-1, 7):
        row = safety.set_duty(
            safety.Hours(
                today + timedelta(days=max(ahead, 0)),
                time(0),
                time(0),
                _called(first),
                _called(second) if second else None,
                once=True,
            ),
            actor=sol,
        )
        if ahead < 0:  # what began before midnight may still run
            day = today - timedelta(days=1)
            Duty.objects.filter(pk=row.pk).update(from_day=day, until_day=day, weekday=day.weekday())


def due_today(who: str) -> int:
    """The day came on which somebody wanted to ask how they are; how many."""
    return FollowUp.objects.filter(person=_called(who), done_at=None).update(due_on=roster.local_day(now()))


def messages(talk_ref: str) -> list[dict[str, Any]]:
    """Every message, opened, in order."""
    held = Talk.objects.get(ref=talk_ref)
    shown = talk.page(held, limit=200).messages
    names = dict(Person.objects.values_list("ref", "profile__pseudonym"))
    return [
        {
            "number": one.number,
            "author": names.get(one.author_ref or ""),
            "text": one.text,
            "edited": one.edited,
            "taken_back": one.taken_back,
            "reply_to": one.reply_to,
            "reactions": sorted(kind for kind, _who in one.reactions),
        }
        for one in shown
    ]


def space(name: str, people: list[str]) -> str:
    """A space of a test's own with these people in it; its public name."""
    made = Space.objects.create(name=name, purpose="For this test.")
    for who in people:
        joining.join(made, actor=_called(who))
    return str(made.ref)


def group(name: str, lead: str, people: list[str], size: int = 6) -> str:
    """A group of a test's own; its public name."""
    return str(groups.make(name, _called(lead), *map(_called, people), size=size).ref)


def begin_session(group_ref: str) -> str:
    """Its next session begins in a minute; its public name."""
    return groups.begin(Group.objects.get(ref=group_ref))


def lead_too(group_ref: str, who: str) -> None:
    """One more who leads a group."""
    groups.lead_too(Group.objects.get(ref=group_ref), _called(who))


def with_voice(group_ref: str) -> None:
    """Let people speak in a group."""
    Group.objects.filter(ref=group_ref).update(voice=True, camera=True)


def fall_silent(session_ref: str, who: str) -> None:
    """Somebody's page has not been heard of for a while."""
    groups.fall_silent(session_ref, _called(who))


def room_versions(session_ref: str) -> list[int]:
    """The versions of what happened in a room, in order."""
    return groups.versions(session_ref)


def room_talk(session_ref: str) -> str:
    """Where the words of a room are."""
    return str(Talk.objects.get(room__session__ref=session_ref).ref)


def in_group(group_ref: str) -> list[str]:
    """Who is in it, by pseudonym, sorted."""
    rows = Person.objects.filter(groups__group__ref=group_ref, groups__left_at=None)
    return sorted(rows.values_list("profile__pseudonym", flat=True))


def group_talk(group_ref: str) -> str:
    """Where a group's words are."""
    return str(Talk.objects.get(group__ref=group_ref).ref)


def post(space_ref: str, who: str, text: str) -> str:
    """A post somebody wrote; its public name."""
    return community.post(Space.objects.get(ref=space_ref), _called(who), text)


def replies(post_ref: str, people: list[str], count: int) -> None:
    """So many answers to a post, by these people in turn."""
    community.replies(post_ref, [_called(one) for one in people], count)


def thread(post_ref: str) -> str:
    """Where a post's words are."""
    return str(Post.objects.get(ref=post_ref).talk.ref)


def ended(talk_ref: str) -> dict[str, Any]:
    """How a conversation ended, and what each said of it."""
    row = Conversation.objects.get(talk__ref=talk_ref)
    said = HowWasIt.objects.filter(conversation=row)
    return {"ended": row.ended_at is not None, "heard": sorted(one.heard or 0 for one in said)}


def lived(who: str) -> list[str]:
    """Keys of what someone has been through."""
    found = LivedExperience.objects.filter(person=_called(who))
    return list(found.order_by("experience__key").values_list("experience__key", flat=True))


def person(who: str) -> dict[str, Any]:
    """What joining left behind."""
    row = _called(who)
    return {
        "admitted": row.admitted_at is not None,
        "email": row.email,
        "birth_year": row.birth_year,
        "consents": row.consents.filter(withdrawn_at=None).count(),
        "roles": sorted(queries.roles_of(row)),
    }


_ASKED: tuple[Callable[..., Any], ...] = (
    make, newcomer, quiet, busy_day, on_call, due_today, ref, cookie, session_lives, end_sessions, conversation,
    messages, space, post, replies, thread, group, in_group, group_talk, begin_session, lead_too, with_voice,
    fall_silent, room_talk, room_versions, ended, lived, person, *own_side.ASKED,
)  # fmt: skip
_ANSWERS = {one.__name__: one for one in _ASKED}


def main() -> None:
    """Answer until there are no more questions."""
    for line in sys.stdin:
        given = json.loads(line)
        close_old_connections()
        try:
            answer = {"found": _ANSWERS[given.pop("ask")](**given)}
        except Exception:  # noqa: BLE001 - one test's mistake is told to that test, and takes no other with it
            answer = {"wrong": traceback.format_exc()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
