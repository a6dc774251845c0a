"""Accounts for those who speak in a recording, made by the same actions as any member's."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.text import slugify

from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts import queries
from beside.foundation.accounts.models import Invitation, Person, Role
from beside.foundation.audit.actions import BESIDE
from beside.foundation.profiles import actions as profiles
from beside.foundation.profiles.models import Comfort, Experience, ExperienceKind, ExperienceName, SeenBy, Stance
from beside.interfaces.cli.replay.recording import Recorded

# What recordings call a problem, and what the list of experiences calls it; other names are taken as they are.
_KEYS: Final = {
    "ongoing depression": "depression",
    "breakup with partner": "breakup",
    "problems with friends": "friendship-troubles",
    "sleep problems": "sleep",
    "issues with children": "parenting-struggles",
    "alcohol abuse": "alcohol",
    "issues with parents": "conflict-with-parents",
    "school bullying": "bullying",
}
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Played:
    """Someone in the replay, with what their browser and their programs would hold."""

    person: Person
    cookie: str
    token: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A recorded conversation with an account for each side; ``experience`` is what it is about."""

    recorded: Recorded
    experience: Experience
    seeker: Played
    supporter: Played


def make(recordings: list[Recorded], tell: Tell) -> list[Pair]:
    """A seeker and a supporter for each recording; ``tell`` hears how many more pairs there are."""
    run = secrets.token_hex(4)
    invitation, _code = accounts.make_invitation(actor=BESIDE, uses=2 * len(recordings) + 1, note=f"replay {run}")
    pairs = []
    for number, recorded in enumerate(recordings):
        experience = _experience(recorded.problem)
        seeker = _member(f"{run}-{number}-seeker", invitation, experience, Stance.LIVING)
        supporter = _member(f"{run}-{number}-supporter", invitation, experience, Stance.CAME_THROUGH)
        accounts.grant_role(supporter.person, Role.PEER_SUPPORTER, actor=BESIDE)
        pairs.append(Pair(recorded, experience, seeker, supporter))
        tell(1)
    return pairs


def stranger() -> Played:
    """Someone who sits in none of the conversations."""
    invitation, _code = accounts.make_invitation(actor=BESIDE, note="replay")
    return _member(f"{secrets.token_hex(6)}-stranger", invitation, None, Stance.LIVING)


def _member(name: str, invitation: Invitation, experience: Experience | None, stance: Stance) -> Played:
    person = accounts.join(email=f"{name}@replay.invalid", birth_year=1990, invitation=invitation, actor=BESIDE)
    for text in queries.current_texts():
        accounts.give_consent(person, text, actor=person)
    accounts.finish_joining(person, actor=person)
    if person.admitted_at is None:
        raise RuntimeError(f"someone in the replay could not join: {queries.next_step(person)}")
    profiles.begin(actor=person)
    profiles.change_profile(actor=person, languages=["en"])
    if experience is not None:
        said = profiles.Said(stance, Comfort.GLADLY, SeenBy.MATCHES)
        profiles.say_lived(experience, said, actor=person)
    _row, token = accounts.make_token(person, "replay", ["talks:read"], actor=person)
    return Played(person, _cookie(person), token)


def _cookie(person: Person) -> str:
    """A signed-in session, as a sign-in would have made it."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _experience(problem: str) -> Experience:
    key = _KEYS.get(problem.lower()) or slugify(problem)[:60] or "other"
    found = Experience.objects.filter(key=key).first()
    if found is None:
        found = Experience.objects.create(key=key, kind=ExperienceKind.EVENT)
        ExperienceName.objects.create(experience=found, name=problem[:80], phrase=f"know {problem}"[:120])
    return found
