"""Milestones of one's own choosing. Nothing is counted, nothing is broken; hard days are part of the picture."""

import json
from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.recovery.core import days
from beside.features.recovery.keeping import tidy
from beside.features.recovery.models import Along, Milestone, Visit
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.notifications.wishes import zone

MOST: Final = 100
LONGEST: Final = 200
LONGEST_NOTE: Final = 2_000


def context(milestone: Milestone) -> str:
    """What a milestone is locked to."""
    return f"recovery.milestone:{milestone.owner_id}:{milestone.ref}"


def along_context(along: Along, owner_id: int) -> str:
    """What something along the way is locked to."""
    return f"recovery.along:{owner_id}:{along.ref}"


def opened(milestone: Milestone) -> dict[str, str]:
    """Its ``title`` and ``note``."""
    words = keys.open_text(milestone.owner_id, bytes(milestone.sealed), context(milestone))
    found: dict[str, str] = json.loads(words) if words else {}
    return {"title": found.get("title", ""), "note": found.get("note", "")}


def opened_along(along: Along, owner_id: int) -> str:
    """What was said."""
    return keys.open_text(owner_id, bytes(along.sealed), along_context(along, owner_id)) or ""


def _past(day: date, person: Person) -> None:
    here = days.today(now(), zone(person.pk))
    if day > here:
        raise Refused("day", _("That day is still to come. A letter to yourself can wait for it."))
    if day.year < here.year - 120:
        raise Refused("day", _("That is longer ago than anybody lives. Look at the year again."))


def mark(title: str, note: str, day: date, *, actor: Person) -> Milestone:
    """Mark a day. Raises ``Refused``."""
    name = tidy(title, LONGEST)
    if not name:
        raise Refused("empty", _("Say in a few words what it is."))
    _past(day, actor)
    with transaction.atomic():
        if Milestone.objects.filter(owner=actor).count() >= MOST:
            raise Refused("many", _("A hundred milestones are here already. Take one away first."))
        row = Milestone(owner=actor, day=day)
        words = json.dumps({"title": name, "note": tidy(note, LONGEST_NOTE)}, ensure_ascii=False)
        row.sealed = keys.seal(actor.pk, words, context(row))
        row.save()
        audit.record("milestone.marked", row, actor=actor)
    return row


def add_along(milestone: Milestone, words: str, day: date, *, actor: Person) -> Along:
    """Something that belongs to the way, such as a hard day; the milestone stays where it is. Raises ``Refused``."""
    text = tidy(words, LONGEST_NOTE)
    if not text:
        raise Refused("empty", _("There is nothing written yet."))
    _past(day, actor)
    with transaction.atomic():
        if milestone.along.count() >= MOST:
            raise Refused("many", _("A hundred notes are here already. The journal has room for more."))
        row = Along(milestone=milestone, day=day)
        row.sealed = keys.seal(milestone.owner_id, text, along_context(row, milestone.owner_id))
        row.save()
        audit.record("milestone.note", milestone, actor=actor)
    return row


def take_along_out(milestone: Milestone, ref: str, *, actor: Person) -> None:
    """Take a note along the way out. One that is gone already stays gone."""
    with transaction.atomic():
        gone, _kinds = milestone.along.filter(ref=ref).delete()
        if gone:
            audit.record("milestone.note_removed", milestone, actor=actor)


def unmark(milestone: Milestone, *, actor: Person) -> None:
    """Take a milestone away, with what stands along it."""
    with transaction.atomic():
        audit.record("milestone.removed", milestone, actor=actor)
        milestone.delete()


def seen(person: Person) -> bool:
    """Somebody looks at what is theirs: whether today they are back after a while. Which gap it was is not kept."""
    here = days.today(now(), zone(person.pk))
    row = Visit.objects.filter(owner=person).first()
    if row is None:
        Visit.objects.get_or_create(owner=person, defaults={"day": here})
        return False
    if row.day != here:
        row.back_on = here if days.comes_back(row.day, here) else None
        row.day = here
        row.save()
    return row.back_on == here
