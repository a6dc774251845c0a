"""What can be said of answers: to somebody who was asked, to a writer, to the organisation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beside.core.clock import now
from beside.features.spaces import access
from beside.features.spaces.models import SEEKING, Membership, Post
from beside.foundation.accounts.models import Person
from beside.foundation.talk.models import Message
from beside.journeys.answering.core.estimates import ENOUGH, Usual, usual
from beside.journeys.answering.gathering import zone_of_space
from beside.journeys.answering.models import GentleNote, Nudge, Willing

_LATELY: Final = timedelta(days=28)
_MONTH: Final = timedelta(days=30)


def willing_of(person: Person) -> Willing:
    """How somebody wishes to be asked; never, until they said."""
    return Willing.objects.filter(person=person).first() or Willing(person=person)


def open_nudges(person: Person) -> list[tuple[Nudge, access.Place]]:
    """What somebody was asked lately and has neither answered nor passed on, and may still read; newest first."""
    rows = Nudge.objects.filter(person=person, passed_at=None, answered_at=None, at__gt=now() - timedelta(days=2))
    found = []
    for row in rows.select_related("post").order_by("-at")[:20]:
        place = access.place_or_none(row.post.ref, person)
        if place is not None and row.post.second_reply_at is None:
            found.append((row, place))
    return found


def nudge_of(ref: str, person: Person) -> Nudge | None:
    """One's own nudge."""
    return Nudge.objects.filter(ref=ref, person=person).first()


def usually(post: Post) -> str:
    """When people usually answer in this space, in words; "" where too little is known to be honest."""
    found = usual(first for first, _second in _waits(Post.objects.filter(space=post.space_id, at__gt=now() - _LATELY)))
    if found is None:
        return ""
    return _("People here usually answer within {time}. Some answers take longer.").format(time=in_words(found.median))


def in_words(wait: timedelta) -> str:
    """A stretch of time, rounded up to what people say."""
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    if minutes > 90:
        hours = -(-minutes // 60)
        return ngettext("an hour", "%(count)s hours", hours) % {"count": hours}
    shown = minutes if minutes < 10 else -(-minutes // 5) * 5
    return ngettext("a minute", "%(count)s minutes", shown) % {"count": shown}


def _waits(posts: QuerySet[Post]) -> list[tuple[timedelta, timedelta | None]]:
    rows = posts.values_list("at", "first_reply_at", "second_reply_at")
    zero = timedelta(0)
    return [(max(one - at, zero), max(two - at, zero) if two else None) for at, one, two in rows if one is not None]


@dataclass(frozen=True, slots=True)
class Figures:
    """How answers came in one space or hour. Too few to tell: None."""

    label: str
    posts: int | None
    first: Usual | None
    second: Usual | None
    unanswered: float | None


def figures(since: datetime) -> tuple[list[Figures], list[Figures]]:
    """By space, and by hour of the day in the space's own zone; small numbers are left out."""
    rows = Post.objects.filter(at__gte=since, away_at=None, need__in=SEEKING).select_related("space")
    by_space: defaultdict[str, list[Post]] = defaultdict(list)
    by_hour: defaultdict[int, list[Post]] = defaultdict(list)
    for row in rows.iterator(chunk_size=2000):
        by_space[row.space.name].append(row)
        by_hour[row.at.astimezone(zone_of_space(row.space)).hour].append(row)
    spaces = [_figures(name, posts) for name, posts in sorted(by_space.items())]
    if len(spaces) > 1:
        # Small organisations have few posts in each space, and enough in all.
        spaces.insert(0, _figures(_("All spaces"), [row for posts in by_space.values() for row in posts]))
    hours = [_figures(f"{hour:02}:00", by_hour.get(hour, [])) for hour in range(24)]
    return spaces, hours


def _figures(label: str, posts: Iterable[Post]) -> Figures:
    rows = list(posts)
    if len(rows) < ENOUGH:
        return Figures(label, None, None, None, None)
    firsts = [max(row.first_reply_at - row.at, timedelta(0)) for row in rows if row.first_reply_at]
    seconds = [max(row.second_reply_at - row.at, timedelta(0)) for row in rows if row.second_reply_at]
    # What was written in the last day may still be answered; it does not count as left alone.
    old = [row for row in rows if row.at < now() - timedelta(days=1)]
    alone = sum(row.first_reply_at is None for row in old) / len(old) if len(old) >= ENOUGH else None
    return Figures(label, len(rows), usual(firsts), usual(seconds), alone)


def quiet_for_a_month() -> list[GentleNote]:
    """Those who asked for a note, and have neither written nor looked in for a month, nor been written to since."""
    before = now() - _MONTH
    rows = GentleNote.objects.filter(asked_at__lt=before, person__is_active=True).exclude(sent_at__gt=before)
    found = []
    for row in rows.select_related("person")[:500]:
        wrote = Message.objects.filter(author=row.person, at__gt=before).exists()
        looked = Membership.objects.filter(person=row.person, seen_at__gt=before).exists()
        again = row.sent_at is not None and not Message.objects.filter(author=row.person, at__gt=row.sent_at).exists()
        if not (wrote or looked or again):
            found.append(row)
    return found
