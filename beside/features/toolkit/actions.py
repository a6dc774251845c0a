"""What a person can do in their own toolkit. Nobody else sees any of it, and no audit row says what it was."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from beside.core.clock import lately, now
from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.toolkit import access, keeping
from beside.features.toolkit.core import own as document
from beside.features.toolkit.core.own import Own
from beside.features.toolkit.core.sheets import names
from beside.features.toolkit.core.strategy import Strategy
from beside.features.toolkit.core.words import MARKS
from beside.features.toolkit.models import Sheet, Try
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.talk import writing

LONGEST_NAME: Final = 60
LONGEST_LINE: Final = 500
LONGEST_ANSWER: Final = 4_000
MOST_SHEETS: Final = 500
MOST_TRIES: Final = 5_000
WAITS_AT_MOST: Final = timedelta(days=31)  # what waited longer on a device is taken as said now
STRONGEST: Final = 10


def _change(actor: Person, verb: str, changed: Callable[[Own], Own]) -> None:
    with transaction.atomic():
        row, other = keeping.change(actor, changed)
        if other:
            audit.record(verb, row, actor=actor)


def set_marks(marks: Iterable[str], *, actor: Person) -> None:
    """Say what to be careful with; nothing marked is an answer, too."""
    chosen = set(marks)
    kept = tuple(mark for mark in MARKS if mark in chosen)
    _change(actor, "toolkit.marked", lambda own: replace(own, marks=kept, asked=True))


def read_cautions(one: Strategy, *, actor: Person) -> None:
    """Remember that the cautions of this version were read."""
    _change(actor, "toolkit.read", lambda own: replace(own, read={**own.read, one.key: one.version}))


def keep(key: str, *, actor: Person) -> None:
    """Put something into the toolkit. Again changes nothing. Raises ``Refused``."""
    if not access.may_keep(key, actor):
        raise Refused("not_there", _("That is not here any more."))

    def changed(own: Own) -> Own:
        if not own.has(key) and len(own.kept) >= document.MOST_KEPT:
            raise Refused("full", _("Your toolkit is full. Let something go first."))
        return document.keep(own, key)

    _change(actor, "toolkit.kept", changed)


def let_go(key: str, *, actor: Person) -> None:
    """Take something out of the toolkit."""
    _change(actor, "toolkit.let_go", lambda own: document.let_go(own, key))


def put_back(*, actor: Person) -> None:
    """Put what was taken out last back in its place, with its name."""
    _change(actor, "toolkit.put_back", document.put_back)


def forget_out(*, actor: Person) -> None:
    """Let go for good of what was taken out last."""
    _change(actor, "toolkit.let_go_for_good", document.forget_out)


def move(key: str, by: int, *, actor: Person) -> None:
    """One place up (-1) or down (1)."""
    _change(actor, "toolkit.moved", lambda own: document.move(own, key, by))


def rename(key: str, name: str, *, actor: Person) -> None:
    """Give it a name of one's own, or its first name back. Raises ``Refused``."""
    words = " ".join(writing.clean(name, longest=LONGEST_NAME).split()) if name.strip() else ""
    _change(actor, "toolkit.renamed", lambda own: document.rename(own, key, words))


def put_on_card(key: str, on: bool, *, actor: Person) -> None:
    """On the card for the bad day, or off it. Raises ``Refused`` for a fourth."""

    def changed(own: Own) -> Own:
        try:
            return document.on_card(own, key, on)
        except ValueError:
            raise Refused("card_full", _("Three fit on the card. Take one off first.")) from None

    _change(actor, "toolkit.card", changed)


def try_it(
    key: str, before: int | None, after: int | None, *, actor: Person, named: str = "", at: datetime | None = None
) -> Try:
    """Note that something was tried: how strong it was before and after, where that was said. Raises ``Refused``.

    Sent again under the same name it is kept once. ``at``: when it was said, without a network.
    """
    held = _held(named, actor)
    if held is not None:
        return held
    if not access.may_keep(key, actor):
        raise Refused("not_there", _("That is not here any more."))
    for value in (before, after):
        if value is not None and not 0 <= value <= STRONGEST:
            raise Refused("number", _("Choose a number from 0 to 10, or leave it out."))
    if Try.objects.filter(person=actor).count() >= MOST_TRIES:
        raise Refused("many", _("Your record is full. Take out some of the oldest first."))
    row = Try(person=actor, ref=named or new_ref(), at=lately(at, WAITS_AT_MOST))
    row.sealed = keeping.seal_try(row, {"key": key, "before": before, "after": after, "line": ""})
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            audit.record("toolkit.tried", row, actor=actor)
    except IntegrityError:  # two tabs sent it in the same moment, or the name is another's
        held = _held(named, actor)
        if held is None:
            raise Refused("name", _("Open the page again, and say it once more.")) from None
        return held
    return row


def _held(named: str, actor: Person) -> Try | None:
    return Try.objects.filter(person=actor, ref=named).first() if named else None


def add_line(row: Try, line: str, *, actor: Person) -> None:
    """A line to a try, or none. Raises ``Refused``."""
    words = writing.clean(line, longest=LONGEST_LINE) if line.strip() else ""
    with transaction.atomic():
        row.sealed = keeping.seal_try(row, {**keeping.open_try(row), "line": words})
        row.save(update_fields=["sealed"])
        audit.record("toolkit.line", row, actor=actor)


def forget_try(row: Try, *, actor: Person) -> None:
    """Take a try out of the record, for good."""
    with transaction.atomic():
        audit.record("toolkit.forgotten", row, actor=actor)
        row.delete()


def keep_sheet(one: Strategy, said: Mapping[str, str], *, actor: Person) -> Sheet:
    """Keep what was written. Raises ``Refused`` when nothing was, or far too much is kept."""
    if Sheet.objects.filter(person=actor).count() >= MOST_SHEETS:
        raise Refused("many", _("Many sheets are kept already. Take one away first."))
    words = _said(one, said)
    with transaction.atomic():
        row = Sheet(person=actor)
        row.sealed = keeping.seal_sheet(row, one.key, words)
        row.save()
        audit.record("toolkit.sheet_kept", row, actor=actor)
    return row


def change_sheet(row: Sheet, one: Strategy, said: Mapping[str, str], *, actor: Person) -> None:
    """Write on a kept sheet. Raises ``Refused``."""
    words = _said(one, said)
    with transaction.atomic():
        row.sealed, row.changed_at = keeping.seal_sheet(row, one.key, words), now()
        row.save(update_fields=["sealed", "changed_at"])
        audit.record("toolkit.sheet_changed", row, actor=actor)


def forget_sheet(row: Sheet, *, actor: Person) -> None:
    """Take a sheet away, for good."""
    with transaction.atomic():
        audit.record("toolkit.sheet_gone", row, actor=actor)
        row.delete()


def _said(one: Strategy, said: Mapping[str, str]) -> dict[str, str]:
    boxes = one.exercise.boxes if one.exercise is not None else ()
    found = {}
    for name, _box in names(boxes):
        text = said.get(name, "")
        if text.strip():
            found[name] = writing.clean(text, longest=LONGEST_ANSWER)
    if not found:
        raise Refused("empty", _("There is nothing written yet. One line is enough."))
    return found
