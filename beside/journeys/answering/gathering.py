"""Rows as the plain objects that the core takes: posts that wait, and people who may be asked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max

from beside.features.spaces import queries as spaces
from beside.features.spaces.models import Membership, Post, Rank, Space
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.profiles.places import zone_of
from beside.foundation.realtime.hub import hub
from beside.foundation.safety import decided
from beside.foundation.safety import queries as safety
from beside.foundation.safety.models import Block, Concern
from beside.foundation.talk.models import Kind, Message
from beside.foundation.talk.writing import REPLY
from beside.journeys.answering.core import promises
from beside.journeys.answering.core.routing import Helper, Waiting
from beside.journeys.answering.models import Nudge, Promised, Willing

_RISKS: Final = {"low": 1, "elevated": 2, "imminent": 3, "high": 3}
_JUST_NOW: Final = timedelta(minutes=10)
AT_MOST: Final = 500
"""Posts looked at in one go; of more, the oldest come first."""


def zone_of_space(space: Space) -> ZoneInfo:
    """The zone of a space's hours."""
    return zone_of(space.time_zone) or ZoneInfo(settings.TIME_ZONE)


def promise_of(space: Space, since: datetime) -> promises.Promise:
    """What a post written at ``since`` is promised."""
    hours = promises.hours_of(space.staffed)
    return promises.promise(since, space.first_within, space.second_within, hours, zone_of_space(space))


def waiting(now: datetime) -> list[Waiting]:
    """Posts that still wait and that others can see."""
    rows = Promised.objects.filter(kept_at=None, post__away_at=None, post__space__closed_at=None)
    rows = rows.select_related("post__space", "post__author", "post__talk").order_by("post_id")[:AT_MOST]
    open_rows = list(rows)
    words = spaces.first_words([row.post for row in open_rows])
    asked, standing = _asked([row.post_id for row in open_rows], now)
    risks = _risks([row.post for row in open_rows])
    return [
        Waiting(
            id=row.post_id,
            space=row.post.space_id,
            author=row.post.author_id,
            since=row.post.at,
            first_due=row.first_due,
            second_due=row.second_due,
            risk=risks.get(row.post.talk.ref, 0),
            topics=topics_of(row.post),
            answers=int(row.post.first_reply_at is not None),
            asked=frozenset(asked[row.post_id]),
            standing=standing[row.post_id],
            newcomer=row.newcomer,
            minor=is_minor(row.post.author, now),
        )
        for row in open_rows
        if row.post.author_id is not None and _open(words.get(row.post.talk_id))
    ]


def _open(words: Message | None) -> bool:
    return words is not None and words.hidden_at is None and words.taken_back_at is None


def topics_of(post: Post) -> frozenset[str]:
    """What a post is about, for finding somebody who shares it: its topics and what its space is for."""
    about = post.space.experience.key if post.space.experience is not None else ""
    return frozenset([*post.topics, *([about] if about else [])])


def is_minor(person: Person | None, now: datetime) -> bool:
    """Whether somebody may be under eighteen: adults and minors are kept apart."""
    return person is not None and person.birth_year is not None and now.year - person.birth_year < 19


def _asked(posts: Iterable[int], now: datetime) -> tuple[dict[int, set[int]], dict[int, int]]:
    asked: defaultdict[int, set[int]] = defaultdict(set)
    standing: defaultdict[int, int] = defaultdict(int)
    for row in Nudge.objects.filter(post__in=list(posts)):
        asked[row.post_id].add(row.person_id)
        standing[row.post_id] += row.until > now and row.passed_at is None and row.answered_at is None
    return asked, standing


def _risks(posts: Iterable[Post]) -> dict[str, int]:
    """How grave triage found each post, by its talk; 0 where it noticed nothing."""
    refs = [f"{post.talk.ref}:1" for post in posts]
    found: dict[str, int] = {}
    for ref, level in Concern.objects.filter(subject_kind=REPLY, subject_ref__in=refs).values_list(
        "subject_ref", "level"
    ):
        talk = ref.partition(":")[0]
        found[talk] = max(found.get(talk, 0), _RISKS.get(level, 0))
    return found


def helpers(posts: Iterable[Waiting], now: datetime) -> list[Helper]:
    """Everybody who may be asked for one of these posts, with how much they carry already."""
    wanted = sorted({post.space for post in posts})
    if not wanted:
        return []
    willing = {row.person_id: row for row in Willing.objects.filter(a_day__gt=0, person__is_active=True)}
    inside: defaultdict[int, set[int]] = defaultdict(set)
    hosting: defaultdict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(space__in=wanted, left_at=None, person__is_active=True, person__erased_at=None)
    for row in rows.exclude(away_until__gt=now):
        if row.person_id in willing:
            inside[row.person_id].add(row.space_id)
        if row.rank == Rank.HOST:
            hosting[row.person_id].add(row.space_id)
    staff = {person.pk for person in safety.desk()} if safety.staffing(now).here else set()
    people = set(inside) | set(hosting) | staff
    people -= decided.kept_from_writing(people)
    return _as_helpers(people, willing, inside, hosting, staff, now)


def _here(people: set[int], now: datetime) -> set[int]:
    """Who has a page open: a line to this process, or (seen by all) a space looked at in the last minutes."""
    lately = Membership.objects.filter(person__in=people, seen_at__gt=now - _JUST_NOW).values_list("person", flat=True)
    return set(lately) | {number for number in people if hub.lines_of(number)}


def _as_helpers(
    people: set[int],
    willing: dict[int, Willing],
    inside: dict[int, set[int]],
    hosting: dict[int, set[int]],
    staff: set[int],
    now: datetime,
) -> list[Helper]:
    rows = Person.objects.in_bulk(people)
    lived = profiles.for_matching(people)
    today = _counts(Nudge.objects.filter(person__in=people, at__gt=now - timedelta(days=1)).values_list("person"))
    last = dict(Nudge.objects.filter(person__in=people).values_list("person").annotate(last=Max("at")))
    answers = Message.objects.filter(author__in=people, at__gt=now - timedelta(days=7), number__gt=1)
    load = _counts(answers.filter(talk__kind=Kind.THREAD).values_list("author"))
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for by, of in Block.objects.filter(by__in=people).values_list("by_id", "of_id"):
        apart[by].add(of)
    for by, of in Block.objects.filter(of__in=people).values_list("by_id", "of_id"):
        apart[of].add(by)
    here = _here(people, now)
    return [
        Helper(
            id=number,
            spaces=frozenset(inside.get(number, ())),
            topics=frozenset(key for key, _stance, comfort in lived.get(number, []) if comfort > 1),
            wish=willing[number].a_day if number in willing else 0,
            today=today.get(number, 0),
            load=load.get(number, 0),
            last_at=last.get(number),
            hosts=frozenset(hosting.get(number, ())),
            staff=number in staff,
            here=number in here,
            welcomes=number in willing and willing[number].welcomes,
            minor=is_minor(person, now),
            apart=frozenset(apart.get(number, ())),
        )
        for number, person in sorted(rows.items())
    ]


def _counts(rows: object) -> dict[int, int]:
    return dict(rows.annotate(count=Count("pk")))  # type: ignore[attr-defined]
