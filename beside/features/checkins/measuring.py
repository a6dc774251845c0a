"""Measures: what the organisation offers, and answering one. A result is the person's, first and only."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.core.refusal import Refused
from beside.features.checkins import keeping, measures, sealing
from beside.features.checkins.core import scoring
from beside.features.checkins.measures import Measure
from beside.features.checkins.models import Offered, Pathway, Taken, What
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.talk import writing

LONGEST_PATHWAY: Final = 600
SHORTEST_PATHWAY: Final = 20
MOST_A_DAY: Final = 12
_PATHWAY = Prepared(lambda: Pathway.objects.filter(ended_at=None).order_by("-pk")[:1], 0)
_OFFERED = Prepared(Offered.objects.all, 0)


def pathway() -> Pathway | None:
    """Who is there for people who answer PHQ-9, as it stands."""
    return _PATHWAY.first()


def offered() -> list[Measure]:
    """What members find here now, in order."""
    said = {row.measure: row.on for row in _OFFERED.objects()}
    stands = pathway() is not None
    return [one for one in measures.shipped().values() if _is_on(one, said, stands)]


def _is_on(measure: Measure, said: Mapping[str, bool], stands: bool) -> bool:
    if measure.needs_pathway:
        return stands and said.get(measure.id, True)
    return said.get(measure.id, measure.id in measures.FIRST_ON)


def offer(measure: Measure, on: bool, *, terms_read: bool = False, actor: Person) -> None:
    """Switch a measure on or off. Raises ``Refused`` where its terms were not read, or no pathway stands."""
    if on and measure.pack and not terms_read:
        raise Refused("terms", _("Read its terms first, and say that your organisation keeps to them."))
    if on and measure.needs_pathway and pathway() is None:
        raise Refused("pathway", _("Write down first who is there for people who answer it."))
    with transaction.atomic():
        row, _made = Offered.objects.update_or_create(measure=measure.id, defaults={"on": on, "at": now(), "by": actor})
        audit.record("measure.switched", row, actor=actor, measure=measure.id, on=on)


def write_pathway(words: str, *, actor: Person) -> Pathway:
    """Say who is there for people who answer PHQ-9, and when. Raises ``Refused``."""
    try:
        text = writing.clean(words, longest=LONGEST_PATHWAY)
    except Refused as refused:
        raise Refused("words", refused.words) from refused
    if len(text) < SHORTEST_PATHWAY:
        raise Refused("words", _("Say by name or role who is there, how they are reached, and when."))
    with transaction.atomic():
        Pathway.objects.filter(ended_at=None).update(ended_at=now(), ended_by=actor)
        row = Pathway.objects.create(words=text, by=actor)
        audit.record("measure.pathway_written", row, actor=actor)
    return row


def end_pathway(*, actor: Person) -> None:
    """Nobody is there any more: PHQ-9 cannot be begun from now on. Again changes nothing."""
    with transaction.atomic():
        row = pathway()
        if row is None:
            return
        Pathway.objects.filter(ended_at=None).update(ended_at=now(), ended_by=actor)
        audit.record("measure.pathway_ended", row, actor=actor)


def take(measure: Measure, answers: Mapping[int, int], *, actor: Person) -> Taken:
    """Keep what was answered, with its score. Raises ``Refused`` where a question that counts is left out."""
    if measure not in offered():
        raise Refused("not_offered", _("That measure is not offered here any more. Nothing was kept."))
    given = {one.n: answers[one.n] for one in measure.items if one.n in answers}
    score = _score(measure, given)
    with transaction.atomic():
        own = keeping.own(actor)
        if Taken.objects.filter(person=actor, at__date=now().date()).count() >= MOST_A_DAY:
            raise Refused("many", _("That is a lot of questions for one day. Rest from them until tomorrow."))
        row = Taken(person=actor)
        sealing.seal_row(row, held(measure, given, score, keeping.today(actor)))
        row.save()
        audit.record("own.kept", own, actor=actor)
    return row


def held(measure: Measure, answers: Mapping[int, int], score: int, day: date) -> dict[str, Any]:
    """What is kept of a result: with the very wording that was answered."""
    return {
        "measure": measure.id,
        "version": measure.version,
        "language": measure.language,
        "sha256": measure.sha256,
        "day": day.isoformat(),
        "score": score,
        "answers": dict(answers),
    }


def _score(measure: Measure, answers: dict[int, int]) -> int:
    for item in measure.items:
        if item.n in answers and answers[item.n] not in {option.value for option in item.options}:
            raise Refused(f"q{item.n}", _("Choose one of the answers."))
    try:
        return measure.score(answers)
    except scoring.Partial as partial:
        raise Refused(f"q{partial.missing[0]}", _("This one is still open.")) from partial


def opens_help(measure: Measure, answers: Mapping[int, int]) -> bool:
    """Whether the help view opens before anything else. It says nothing about the person."""
    return measure.help_item is not None and answers.get(measure.help_item, 0) > 0


def remove(row: Taken, *, actor: Person) -> None:
    """Remove one's own result; for a day it can be brought back."""
    with transaction.atomic():
        own = keeping.own(actor)
        sealing.remember(actor, What.RESULT, row.ref, {**sealing.open_row(row), "at": row.at.isoformat()})
        row.delete()
        audit.record("own.removed", own, actor=actor)


def undo_remove(ref: str, *, actor: Person) -> Taken:
    """Bring it back. Raises ``Refused`` when that is over."""
    with transaction.atomic():
        own = keeping.own(actor)
        stood = sealing.take_back(actor, What.RESULT, ref)
        row = Taken(person=actor, ref=ref, at=stood.pop("at"))
        sealing.seal_row(row, stood)
        row.save()
        audit.record("own.kept", own, actor=actor)
    return row
