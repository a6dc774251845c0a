"""Reading groups: who is in them, who waits, when they meet, what stands between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from beside.core.clock import now
from beside.features.groups.models import (
    Absence,
    Group,
    JoinRequest,
    Membership,
    Note,
    Rank,
    Remind,
    Reminded,
    Room,
    Session,
    Waiting,
)
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety.queries import blocked_ids
from beside.foundation.talk import queries as talk
from beside.foundation.talk.models import Message
from beside.foundation.talk.queries import Shown

EARLY: Final = timedelta(minutes=15)
LATE: Final = timedelta(minutes=60)
"""A room is open so long before and, if nobody ends it, after its session."""
_LONGEST_BEFORE: Final = timedelta(minutes=max(Remind.values))


def is_in(group: Group, person: Person) -> bool:
    """Whether somebody has a place in the group."""
    return Membership.objects.filter(group=group, person=person, left_at=None).exists()


def taken_seats(group: Group) -> int:
    """Members, and seats that are held for somebody in line."""
    members = Membership.objects.filter(group=group, left_at=None, rank=Rank.MEMBER, person__is_active=True).count()
    held = Waiting.objects.filter(group=group, ended_at=None, offered_until__gt=now()).count()
    return members + held


def free_seats(group: Group) -> int:
    """Seats that nobody has and that are held for nobody."""
    return group.size - taken_seats(group)


def place_in_line(group: Group, person: Person) -> tuple[Waiting, int] | None:
    """Somebody's place on the waiting list, and how many stand before them; None where they do not wait."""
    own = Waiting.objects.filter(group=group, person=person, ended_at=None).first()
    if own is None:
        return None
    before = Waiting.objects.filter(group=group, ended_at=None, offered_at=None)
    return own, before.filter(Q(at__lt=own.at) | Q(at=own.at, pk__lt=own.pk)).count()


def open_request(group: Group, person: Person) -> JoinRequest | None:
    """The person's request that nobody has answered."""
    return JoinRequest.objects.filter(group=group, person=person, decided_at=None).first()


def coming(group: Group, most: int = 6) -> list[Session]:
    """The sessions that are not over, soonest first."""
    return list(group.sessions.filter(ends_at__gt=now()).order_by("starts_at")[:most])


def session_now(group: Group) -> Session | None:
    """The session whose room can be gone into, if there is one."""
    moment = now()
    rows = group.sessions.filter(starts_at__lte=moment + EARLY, ends_at__gte=moment - LATE, called_off_at=None)
    return rows.exclude(room__ended_at__isnull=False).order_by("-starts_at").first()


def facilitators(group: Group) -> list[Membership]:
    """Those who lead it, longest first."""
    rows = Membership.objects.filter(group=group, rank=Rank.FACILITATOR, left_at=None, person__is_active=True)
    return list(rows.select_related("person").order_by("joined_at", "pk"))


def facilitator(group: Group, ref: str) -> Person | None:
    """The facilitator with this public name."""
    return next((row.person for row in facilitators(group) if row.person.ref == ref), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: an experience's key, a language, a weekday (0 for Monday), an age, a free seat.

    ``words`` are looked for in what a group is called, what it is for and whom it is for.
    """

    experience: str = ""
    language: str = ""
    weekday: int | None = None
    free: bool = False
    age: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A group in a list: when it meets next, and how many seats are free."""

    group: Group
    next: Session | None
    free: int


def find(asked: Asked, person: Person) -> list[Listed]:
    """Groups that run and that one is not in, those that meet soonest first."""
    mine = Membership.objects.filter(person=person, left_at=None).values("group")
    rows = Group.objects.filter(ended_at=None).exclude(pk__in=mine).select_related("experience")
    if asked.experience:
        rows = rows.filter(experience__key=asked.experience)
    if asked.language:
        rows = rows.filter(language=asked.language)
    if asked.age is not None:
        rows = rows.filter(Q(youngest=None) | Q(youngest__lte=asked.age), Q(oldest=None) | Q(oldest__gte=asked.age))
    for word in asked.words.split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(purpose__icontains=word) | Q(identity__icontains=word))
    found = [one for one in _listed(rows) if _fits(one, asked)]
    return sorted(found, key=lambda one: (one.next is None, one.next.starts_at if one.next else one.group.made_at))


def _fits(one: Listed, asked: Asked) -> bool:
    if asked.free and one.free < 1:
        return False
    return asked.weekday is None or (one.next is not None and one.next.day.weekday() == asked.weekday)


def mine(person: Person) -> list[Listed]:
    """Groups the person is in, those that meet soonest first; ended ones, while their words stay, last."""
    own = Membership.objects.filter(person=person, left_at=None).values("group")
    found = _listed(Group.objects.filter(pk__in=own, emptied_at=None))
    return sorted(found, key=lambda one: (one.next is None, one.next.starts_at if one.next else one.group.made_at))


def _listed(rows: QuerySet[Group]) -> list[Listed]:
    """Three questions, however many groups there are."""
    members = Count(
        "memberships",
        filter=Q(memberships__left_at=None, memberships__rank=Rank.MEMBER, memberships__person__is_active=True),
        distinct=True,
    )
    held = Count("waiting", filter=Q(waiting__ended_at=None, waiting__offered_until__gt=now()), distinct=True)
    groups = list(rows.annotate(free=F("size") - members - held)[:500])
    following: dict[int, Session] = {}
    sessions = Session.objects.filter(group__in=groups, ends_at__gt=now(), called_off_at=None)
    for session in sessions.order_by("-starts_at"):
        following[session.group_id] = session
    return [Listed(group, following.get(group.pk), max(group.free, 0)) for group in groups]


# --- inside ---
def absent(sessions: Iterable[Session], person: Person) -> set[int]:
    """Those of these sessions that the person cannot come to."""
    return set(Absence.objects.filter(session__in=list(sessions), person=person).values_list("session_id", flat=True))


def people_of(group: Group, to: Person) -> dict[int, profiles.Card]:
    """Everybody in the group, as one of them sees them."""
    rows = Membership.objects.filter(group=group, left_at=None, person__is_active=True)
    return profiles.cards(rows.values_list("person_id", flat=True), to=to)


def note_context(note: Note) -> str:
    """What a note is locked to."""
    return f"groups.note:{note.ref}"


def word_context(room: Room, person: Person, moment: str) -> str:
    """What a line of one's own is locked to."""
    return f"groups.word:{room.pk}:{person.pk}:{moment}"


def notes(group: Group, person: Person, leads: bool) -> list[dict[str, Any]]:
    """What the group keeps, newest first, without what is hidden or written by somebody one does not see."""
    rows = list(group.notes.filter(hidden_at=None).exclude(author__in=blocked_ids(person)).order_by("-pk")[:200])
    names = profiles.names_of({row.author_id for row in rows})
    found = []
    for row in rows:
        words = keys.open_text(row.author_id, bytes(row.sealed), note_context(row))
        if words:
            name = names[row.author_id].pseudonym if row.author_id in names else ""
            own = leads or row.author_id == person.pk
            found.append({"row": row, "words": words, "name": name, "mine": own})
    return found


def to_remind(moment: datetime) -> list[tuple[Membership, Session]]:
    """Who is to be reminded of what by now: once each, and nobody who said they cannot come."""
    soon = Session.objects.filter(starts_at__gt=moment, called_off_at=None, group__ended_at=None).exclude(
        starts_at__gt=moment + _LONGEST_BEFORE
    )
    found = []
    for session in soon.select_related("group"):
        rows = Membership.objects.filter(group=session.group, left_at=None, remind__gt=0, person__is_active=True)
        rows = rows.exclude(rests_until__gt=session.starts_at)
        rows = rows.exclude(person__in=Absence.objects.filter(session=session).values("person"))
        rows = rows.exclude(person__in=Reminded.objects.filter(session=session).values("person"))
        found += [
            (row, session)
            for row in rows.select_related("person")
            if session.starts_at - timedelta(minutes=row.remind) <= moment
        ]
    return found


def message(talk_ref: str, number: int, person: Person) -> Shown:
    """A message that can be reacted to: not one's own, nor of somebody one does not see. Raises 404."""
    row = Message.objects.select_related("talk").filter(talk__ref=talk_ref, number=number, taken_back_at=None).first()
    if row is None or row.author_id == person.pk or row.author_id in blocked_ids(person):
        raise Http404
    return talk.one(row.talk, number)
