"""Reading what people answer to a word of support: their own, and for staff with the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.safety import decided, queries, reviewing
from beside.foundation.safety.models import Answer, Case, Decision
from beside.foundation.safety.reviewing import Excerpt, Reviewable

SUBJECT: Final = "safety.answer"
LONGEST: Final = 4_000  # characters, as of a message in a conversation
ANSWER_FOR: Final = timedelta(days=30)
"""How long a word of support can be answered."""


def register() -> None:
    """Let a person look at an answer that triage noticed something in. Nobody else reads one, so nobody reports one."""
    reviewing.register(Reviewable(SUBJECT, read=_read, read_for_case=_read_for_case))


def _read(ref: str, viewer: Person) -> Excerpt | None:
    row = Answer.objects.filter(ref=ref, author=viewer).first()
    return _excerpt(row) if row is not None else None


def _read_for_case(ref: str) -> Excerpt | None:
    row = Answer.objects.filter(ref=ref).first()
    return _excerpt(row) if row is not None else None


def _excerpt(row: Answer) -> Excerpt | None:
    words = words_of(row)
    return Excerpt(words, row.author_id, row.at, _("An answer to the staff")) if words else None


def words_of(row: Answer) -> str:
    """What was written; empty where its author has left."""
    return keys.open_text(row.author_id, row.sealed, row.context) or ""


# --- for the person it is about ---
def answerable(decision: Decision) -> bool:
    """Whether a decision is one that its person can answer, at least for a while."""
    return decision.kind == Decision.Kind.SUPPORT


def open_until(decision: Decision) -> datetime:
    """Until when it can be answered."""
    return (decision.agreed_at or decision.at) + ANSWER_FOR


def can_answer(decision: Decision) -> bool:
    """Whether it can be answered now."""
    return answerable(decision) and open_until(decision) > now()


@dataclass(frozen=True, slots=True)
class Own:
    """One's own answer; ``read`` once somebody on the desk has opened it."""

    ref: str
    words: str
    at: datetime
    read: bool


def own(decision: Decision, person: Person) -> list[Own]:
    """What the person answered to a decision, newest last."""
    rows = Answer.objects.filter(decision=decision, author=person)
    return [Own(row.ref, words_of(row), row.at, row.read_at is not None) for row in rows]


def later(decision: Decision) -> Decision | None:
    """What the staff last wrote to the person about the same case, where that is a later word than this one."""
    newest = _support(decision.case).order_by("at", "pk").last()
    return newest if newest is not None and newest.pk != decision.pk else None


# --- for staff ---
@dataclass(frozen=True, slots=True)
class Line:
    """Something that was written, by staff to the person or the other way; nobody's where its writer has left."""

    by_id: int | None
    words: str
    at: datetime
    from_staff: bool


def _support(case: Case) -> QuerySet[Decision]:
    return Decision.objects.filter(case=case, kind=Decision.Kind.SUPPORT)


def exchange(case: Case) -> list[Line]:
    """What was written to and fro on a case, oldest first. The caller has written the audit row."""
    wrote = [Line(one.by_id, decided.opened(one, "words"), one.at, True) for one in _support(case)]
    said = [Line(one.author_id, words_of(one), one.at, False) for one in Answer.objects.filter(decision__case=case)]
    return sorted([*wrote, *said], key=lambda line: line.at)


def waits(case: Case) -> bool:
    """Whether the person has answered since the staff last wrote to them."""
    wrote = _support(case).aggregate(last=Max("at"))["last"]
    return wrote is not None and Answer.objects.filter(decision__case=case, at__gt=wrote).exists()


def unread(viewer: Person) -> list[Case]:
    """Cases with an answer that nobody on the desk has opened, the longest waiting first; none about the viewer."""
    waiting = dict.fromkeys(Answer.objects.filter(read_at=None).values_list("decision__case", flat=True))
    found = queries.cases_for(viewer).in_bulk(waiting)
    return [found[number] for number in waiting if number in found]


def cases_of(person: Person) -> list[Case]:
    """Cases in which the person answered lately; for whoever asks them how they are."""
    lately = Answer.objects.filter(author=person, at__gt=now() - ANSWER_FOR)
    return list(Case.objects.filter(pk__in=lately.values("decision__case")).order_by("pk"))


def last_at(person_ids: Iterable[int]) -> dict[int, datetime]:
    """When each of these people last answered; who never did is missing."""
    found = Answer.objects.filter(author__in=set(person_ids)).order_by().values("author").annotate(last=Max("at"))
    return {row["author"]: row["last"] for row in found}
