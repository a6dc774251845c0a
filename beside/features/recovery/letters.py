"""Letters to oneself: on a day, by one's own clock, or on a bad day."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core import dates
from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.recovery import notices
from beside.features.recovery.core import days
from beside.features.recovery.keeping import tidy
from beside.features.recovery.models import Letter, Occasion
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.notifications.wishes import zone

LONGEST: Final = 20_000
MOST: Final = 200


def context(letter: Letter) -> str:
    """What a letter is locked to."""
    return f"recovery.letter:{letter.owner_id}:{letter.ref}"


def opened(letter: Letter) -> str:
    """What it says."""
    return keys.open_text(letter.owner_id, bytes(letter.sealed), context(letter)) or ""


def name_of(letter: Letter) -> str:
    """What it is called in lists, without what it says."""
    if letter.on_day is not None:
        return _("A letter for %(day)s") % {"day": dates.day(letter.on_day)}
    return _("A letter for a bad day")


def write(text: str, occasion: str, on_day: date | None, *, actor: Person) -> Letter:
    """Write to oneself. Raises ``Refused``."""
    words = tidy(text, LONGEST)
    if not words:
        raise Refused("empty", gettext_lazy("There is nothing written yet."))
    dated = occasion == Occasion.DAY
    if dated and (on_day is None or not days.may_wait_for(on_day, now(), zone(actor.pk))):
        raise Refused("day", gettext_lazy("Choose a day from tomorrow on, within the next ten years."))
    if Letter.objects.filter(owner=actor).count() >= MOST:
        raise Refused("many", gettext_lazy("Two hundred letters are here already. Remove one first."))
    with transaction.atomic():
        letter = Letter(owner=actor, occasion=Occasion.DAY if dated else Occasion.BAD_DAY)
        letter.on_day = on_day if dated else None
        letter.sealed = keys.seal(actor.pk, words, context(letter))
        letter.save()
        audit.record("letter.written", letter, actor=actor)
    return letter


def deliver() -> int:
    """Let those letters arrive whose morning has come where their writers live; how many. Each arrives once."""
    at = now()
    came = 0
    # Nowhere is it later than fourteen hours ahead of UTC.
    rows = Letter.objects.filter(arrived_at=None, on_day__lte=(at + timedelta(hours=14)).date())
    for row in rows.select_related("owner").order_by("pk")[:1000]:
        if row.on_day is None or not days.has_come(row.on_day, at, zone(row.owner_id)):
            continue
        with transaction.atomic():
            if Letter.objects.filter(pk=row.pk, arrived_at=None).update(arrived_at=at):
                notices.tell_letter(row)
                came += 1
    return came


def for_a_bad_day(*, actor: Person) -> Letter | None:
    """A letter that was written for a day like this: the one not read for longest; None where there is none."""
    rows = Letter.objects.filter(owner=actor, occasion=Occasion.BAD_DAY)
    found = rows.order_by(F("opened_at").asc(nulls_first=True), "pk").first()
    if found is not None:
        read(found, actor=actor)
    return found


def read(letter: Letter, *, actor: Person) -> None:
    """Open a letter, be it before its day."""
    if actor.pk == letter.owner_id:
        Letter.objects.filter(pk=letter.pk).update(opened_at=now())
        Letter.objects.filter(pk=letter.pk, arrived_at=None).update(arrived_at=now())


def remove(letter: Letter, *, actor: Person) -> None:
    """Remove a letter for good."""
    with transaction.atomic():
        audit.record("letter.removed", letter, actor=actor)
        letter.delete()
