"""Bringing messages to triage after they are stored: in batches, never in the way of delivery, losing none.

A stored message carries ``triaged = 0`` until the rules have looked at it, so a crash only delays the look. What was
just stored is looked at from memory; what is left over (a crash, an edit, another process) is swept up from the table.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection, transaction
from django.db.models import Q

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.realtime import hub
from beside.foundation.safety import triage
from beside.foundation.safety.actions import Noticed, count_scores, notice_concerns
from beside.foundation.safety.models import Concern
from beside.foundation.safety.queries import staffing
from beside.foundation.safety.queries_thresholds import thresholds
from beside.foundation.talk import queries, writing
from beside.foundation.talk.models import Kind, Message, Part, Seat
from beside.foundation.talk.outgoing import Stored
from beside.foundation.talk.store import in_turn

T = TypeVar("T")
log = logging.getLogger(__name__)
SUBJECT: Final = writing.SUBJECT
_BATCH: Final = 200
_AT_ONCE: Final = 4  # texts judged without a rest
_BEFORE: Final = 5  # earlier messages that triage may look at; more is nobody's business


class Look(NamedTuple):
    """One text to judge, and where it stands. ``change`` makes sure that an edit in between is looked at anew."""

    talk_id: int
    talk_ref: str
    number: int
    change: int
    author_id: int
    part: str
    text: str
    edited: bool = False
    subject: str = writing.SUBJECT

    @property
    def ref(self) -> str:
        """Where safety finds it; other words under the same number are another text to judge."""
        return f"{self.talk_ref}:{self.number}" + (f":{self.change}" if self.edited else "")


def _look(item: Stored) -> Look:
    return Look(
        item.talk_id,
        item.talk_ref,
        item.number,
        item.change,
        item.author_id,
        item.author_part,
        item.text,
        subject=_subject(item.kind),
    )


def _subject(kind: str) -> str:
    return writing.REPLY if kind == Kind.THREAD else writing.SUBJECT


_waiting: deque[Stored] = deque()
_lock = threading.Lock()
_state = {"running": False}


class _Thread:
    """Where the looking happens, and how long it waits for company. Tests look at once, where they stand."""

    def __init__(self) -> None:
        self.run: Callable[[Callable[[], None]], object] = ThreadPoolExecutor(
            max_workers=1, thread_name_prefix="triage"
        ).submit
        self.gather_seconds = 0.8
        # Between a few texts and the next few, so that messages on their way find the interpreter free.
        self.rest_seconds = 0.002


place = _Thread()


def noticed(stored: Sequence[Stored]) -> None:
    """Look at these soon. Returns at once; in the same thread when a page or command sent them (``transaction``)."""
    _waiting.extend(stored)
    with _lock:
        if _state["running"]:
            return
        _state["running"] = True
    place.run(_work)


def look_again() -> None:
    """Something edited is waiting in the table."""
    place.run(_sweep_quietly)


def _work() -> None:
    try:
        while _waiting:
            # A little patience gathers what arrives together; each look then costs less.
            if len(_waiting) < _BATCH and place.gather_seconds:
                time.sleep(place.gather_seconds)
            batch = [_waiting.popleft() for _ in range(min(len(_waiting), _BATCH))]
            look([_look(item) for item in batch])
    except DatabaseError:
        log.exception("triage could not note what it saw; the sweep comes back to it")
    finally:
        with _lock:
            _state["running"] = False


def _sweep_quietly() -> None:
    try:
        close_old_connections()
        sweep()
    except DatabaseError:
        log.exception("the sweep could not read; it comes again")


def sweep(limit: int = 1_000, *, settled_seconds: float = 0) -> int:
    """Look at what nobody has looked at yet; returns how many. Run on the timetable and after a start.

    ``settled_seconds`` leaves out what was sent just now: that is on its way from memory.
    """
    before = now() - timedelta(seconds=settled_seconds)
    left = Message.objects.filter(triaged=0, at__lte=before).exclude(author=None)
    items = []
    for row in left.select_related("talk").order_by("id")[:limit]:
        if row.author_id is None:
            continue
        text = queries.shown(row.talk, [row], for_staff=True)[0].text or ""
        part = Seat.objects.filter(talk=row.talk, person_id=row.author_id).values_list("part", flat=True).first()
        items.append(
            Look(
                row.talk_id,
                row.talk.ref,
                row.number,
                row.change,
                row.author_id,
                part or Part.MEMBER,
                text,
                row.edited_at is not None,
                _subject(row.talk.kind),
            )
        )
    look(items)
    return len(items)


def look(items: Sequence[Look]) -> None:
    """Judge texts and note what was seen; the two are one transaction, so a crash repeats rather than forgets."""
    if not items:
        return
    opened = [(item, triage.read(item.text)) for some in _few(items) for item in some]
    before = _context(items, [item for item, reading in opened if triage.needs_context(reading)])
    set_to = thresholds()
    judged: list[triage.Assessment] = []
    for few in _few(opened):
        judged += triage.assess([_text(item, reading, before) for item, reading in few], set_to)
    seen = [(item, found) for item, found in zip(items, judged, strict=True) if found.attention or found.offer_help]
    with in_turn(), transaction.atomic():
        concerns = _note(seen)
        count_scores([found.score for found in judged], actor=BESIDE)
        _mark(items)
    offers = [item for item, concern in concerns if concern is not None and concern.offered_at is not None]
    if offers:
        staffed = staffing(now()).here
        for item in offers:
            event = {"on": "care", "talk": item.talk_ref, "number": item.number, "staffed": staffed}
            hub.publish(f"person:{item.author_id}", event)


def _few(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """A few at a time, with a rest between them."""
    for start in range(0, len(items), _AT_ONCE):
        if start and place.rest_seconds:
            time.sleep(place.rest_seconds)
        yield items[start : start + _AT_ONCE]


def _text(item: Look, reading: triage.Reading, before: Mapping[tuple[int, int], tuple[str, ...]]) -> triage.Text:
    return triage.Text(
        body=item.text,
        language=None,
        role="supporter" if item.part == Part.SUPPORTER else "member",
        context=before.get((item.talk_id, item.number), ()),
        reading=reading,
    )


def _context(items: Sequence[Look], asking: Sequence[Look]) -> dict[tuple[int, int], tuple[str, ...]]:
    """The messages before those few texts that alone say too little ("yes", "I have a plan"), oldest first.

    What stands in the batch is taken from it; the rest is one question to the table, however many texts ask.
    """
    wanted = {(item.talk_id, number) for item in asking for number in range(max(1, item.number - _BEFORE), item.number)}
    known = {(item.talk_id, item.number): item.text for item in items}
    missing = sorted(wanted - known.keys())
    if missing:
        numbers: dict[int, list[int]] = {}
        for talk_id, number in missing:
            numbers.setdefault(talk_id, []).append(number)
        among = Q()
        for talk_id, chosen in numbers.items():
            among |= Q(talk_id=talk_id, number__in=chosen)
        known |= queries.texts_of(list(Message.objects.filter(among, taken_back_at=None).exclude(author=None)))
    return {
        (item.talk_id, item.number): tuple(
            known[item.talk_id, number]
            for number in range(max(1, item.number - _BEFORE), item.number)
            if (item.talk_id, number) in known
        )
        for item in asking
    }


def _note(seen: Sequence[tuple[Look, triage.Assessment]]) -> list[tuple[Look, Concern | None]]:
    if not seen:
        return []
    people = Person.objects.in_bulk({item.author_id for item, _found in seen})
    known = [(item, found) for item, found in seen if item.author_id in people]
    concerns = notice_concerns(
        [Noticed(people[item.author_id], item.subject, item.ref, found) for item, found in known]
    )
    return [(item, concern) for (item, _found), concern in zip(known, concerns, strict=True)]


def _mark(items: Sequence[Look]) -> None:
    """One statement for all: PostgreSQL would plan each of many anew."""
    for start in range(0, len(items), _BATCH):
        some = sorted((item.talk_id, item.number, item.change) for item in items[start : start + _BATCH])
        marks = ",".join(["(%s,%s,%s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE talk_message SET triaged = %s"  # noqa: S608 (only marks are put in)
                f" FROM (VALUES {marks}) AS judged WHERE talk_message.talk_id = judged.column1"
                " AND talk_message.number = judged.column2 AND talk_message.change = judged.column3",
                [triage.RULES_VERSION, *chain.from_iterable(some)],
            )
