"""What members tell each other of what they do: written with a guide, looked at, shown, taken back.

It is told as experience, never as advice; a moderator looks before anybody else reads it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.toolkit import keeping, notices
from beside.features.toolkit.core import medicine
from beside.features.toolkit.core.own import Own
from beside.features.toolkit.core.words import MOODS
from beside.features.toolkit.models import PeerNote, PeerStrategy
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.safety import guards, hinting, reviewing, triage
from beside.foundation.safety.actions import Noticed, notice_concerns
from beside.foundation.safety.decided import check
from beside.foundation.safety.models import Limit
from beside.foundation.talk import writing

SUBJECT: Final = "toolkit.peer"
LONGEST: Final = 1_500
LONGEST_TITLE: Final = 80
LONGEST_NOTE: Final = 1_000
MOST_AT_ONCE: Final = 10
PARTS: Final = (
    ("going", gettext_lazy("What was going on"), gettext_lazy("As little as you like. No details that hurt.")),
    ("do", gettext_lazy("What I do"), gettext_lazy("So that somebody could try it: where, how, how long.")),
    ("does", gettext_lazy("What it does for me"), gettext_lazy("Also what it does not do, and on which days.")),
    ("watch", gettext_lazy("What to watch for"), gettext_lazy("Whom it may not suit, and when you leave it.")),
)
NAMES: Final = tuple(name for name, _label, _hint in PARTS)
LOOKED_FOR: Final = (
    gettext_lazy("It is told as one person's experience: what I do, not what others ought to do"),
    gettext_lazy("No medicine, dose, or word about stopping treatment"),
    gettext_lazy("No method by which somebody could get hurt, no numbers of weight or calories"),
    gettext_lazy("Nobody can be recognised who did not agree"),
    gettext_lazy("It promises nothing"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One that shows: its row, its words, and the name it stands under (empty for none)."""

    row: PeerStrategy
    title: str
    parts: tuple[tuple[str, str], ...]
    moods: tuple[str, ...]
    name: str = ""


def context(row: PeerStrategy) -> str:
    """What it is locked to."""
    return f"toolkit.peer:{row.ref}"


def note_context(row: PeerStrategy) -> str:
    """What notes on it are locked to."""
    return f"toolkit.note:{row.ref}"


def opened(row: PeerStrategy) -> dict[str, Any]:
    """Its words, opened; empty where the writer's key is gone."""
    if row.author_id is None or not row.sealed:
        return {}
    words = keys.open_text(row.author_id, bytes(row.sealed), context(row))
    held: dict[str, Any] = json.loads(words) if words else {}
    return {**{name: held.get(name, "") for name in ("title", *NAMES)}, "moods": held.get("moods", [])}


def whole(said: Mapping[str, Any]) -> str:
    """All of it as one text, for triage, hints and safety."""
    return "\n\n".join(said[name] for name in ("title", *NAMES) if said.get(name))


def told(rows: Iterable[PeerStrategy], mood: str = "", most: int | None = None) -> list[Told]:
    """Those that can be opened, each with its parts in words; the first ``most`` that serve a mood, if one is given."""
    listed = list(rows)
    keys.boxes_of({row.author_id for row in listed if row.author_id is not None})
    held = ((row, opened(row)) for row in listed)
    wanted = list(islice(((row, said) for row, said in held if whole(said) and _serves(said, mood)), most))
    names = reviewing.names(row.author_id for row, _said in wanted if row.named)
    return [
        Told(
            row,
            said["title"],
            tuple((str(label), said[name]) for name, label, _hint in PARTS if said[name]),
            tuple(said["moods"]),
            names.get(row.author_id or 0, "") if row.named else "",
        )
        for row, said in wanted
    ]


def _serves(said: Mapping[str, Any], mood: str) -> bool:
    return not mood or mood in said["moods"]


def begin(*, actor: Person) -> PeerStrategy:
    """A new draft. Raises ``Refused`` when many lie unfinished."""
    check(actor, Limit.WRITING)
    if PeerStrategy.objects.filter(author=actor, sent_at=None, withdrawn_at=None).count() >= MOST_AT_ONCE:
        raise Refused("many", _("Several are begun already. Finish one, or take one back first."))
    with transaction.atomic():
        row = PeerStrategy.objects.create(author=actor)
        audit.record("peer_strategy.begun", row, actor=actor)
    return row


def save(row: PeerStrategy, said: Mapping[str, Any], *, named: bool, actor: Person) -> None:
    """Keep what is written so far; what shows already waits for a moderator again. Raises ``Refused``."""
    check(actor, Limit.WRITING)
    parts: dict[str, Any] = {name: _part(said.get(name, ""), LONGEST) for name in NAMES}
    parts["title"] = " ".join(_part(said.get("title", ""), LONGEST_TITLE).split())
    parts["moods"] = [mood for mood in MOODS if mood in said.get("moods", ())]
    with transaction.atomic():
        row.sealed = keys.seal(actor.pk, json.dumps(parts, ensure_ascii=False), context(row))
        row.named, row.changed_at = named, now()
        again = row.published_at is not None
        if again:
            row.published_at, row.sent_at = None, now()
        row.save()
        audit.record("peer_strategy.saved", row, actor=actor)
        if row.sent_at is not None:
            _look(row, parts)
        if again:
            notices.tell_moderators(row)


def _part(text: Any, longest: int) -> str:
    return writing.clean(text, longest=longest) if str(text).strip() else ""


def send(row: PeerStrategy, *, actor: Person) -> None:
    """Give it to a moderator. Raises ``Refused`` while what one does is not written. Again changes nothing."""
    said = opened(row)
    if not said.get("title") or not said.get("do"):
        raise Refused("empty", _("Give it a title, and say what you do. The rest can stay empty."))
    check(actor, Limit.WRITING)
    with transaction.atomic():
        if PeerStrategy.objects.filter(pk=row.pk, sent_at=None, withdrawn_at=None).update(sent_at=now()):
            audit.record("peer_strategy.sent", row, actor=actor)
            _look(row, said)
            notices.tell_moderators(row)


def _look(row: PeerStrategy, said: Mapping[str, Any]) -> None:
    """Triage looks at it as at all words that others read."""
    if row.author is not None:
        found = triage.assess([triage.Text(whole(said))])[0]
        notice_concerns([Noticed(row.author, SUBJECT, f"{row.ref}:{int(row.changed_at.timestamp())}", found)])


def noticed(said: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a moderator is pointed to: medicines, a method or dose, ways to reach somebody. People decide."""
    text = whole(said)
    return {
        "medicine": list(medicine.mentions(text)),
        "method": [text[one.start : one.end] for one in guards.method_or_dose(text)],
        "details": [str(hinting.KINDS[one.kind]) for one in guards.details(text)],
    }


def publish(row: PeerStrategy, *, actor: Person) -> None:
    """Let it show. Again changes nothing."""
    with transaction.atomic():
        waiting = PeerStrategy.objects.filter(pk=row.pk, published_at=None, withdrawn_at=None, sent_at__isnull=False)
        if waiting.exclude(author=actor).update(published_at=now(), published_by=actor):
            audit.record("peer_strategy.published", row, actor=actor)
            notices.tell_shown(row)


def give_back(row: PeerStrategy, *, actor: Person) -> None:
    """Give it back to its writer as a draft, with what was said about it."""
    with transaction.atomic():
        sent = PeerStrategy.objects.filter(pk=row.pk, sent_at__isnull=False, published_at=None)
        if sent.update(sent_at=None):
            audit.record("peer_strategy.given_back", row, actor=actor)
            notices.tell_given_back(row)


def say(row: PeerStrategy, words: str, *, actor: Person) -> PeerNote:
    """A note between moderator and writer. Raises ``Refused``."""
    text = writing.clean(words, longest=LONGEST_NOTE)
    with transaction.atomic():
        note = PeerNote.objects.create(strategy=row, by=actor, sealed=keys.seal_for_site(text, note_context(row)))
        audit.record("peer_strategy.note", row, actor=actor)
        if actor.pk == row.author_id:
            notices.tell_moderators(row)
        else:
            notices.tell_note(row)
    return note


def notes_of(row: PeerStrategy) -> list[dict[str, Any]]:
    """What was said about it, oldest first."""
    return [
        {
            "words": keys.open_for_site(bytes(note.sealed), note_context(row)),
            "at": note.at,
            "by_writer": note.by_id == row.author_id,
        }
        for note in row.notes.order_by("pk")
    ]


def withdraw(row: PeerStrategy, *, actor: Person) -> None:
    """Take it back at any time: words and notes are gone, and it leaves every toolkit."""
    with transaction.atomic():
        still = PeerStrategy.objects.filter(pk=row.pk, withdrawn_at=None)
        if still.update(withdrawn_at=now(), sealed=b""):
            row.notes.all().delete()
            audit.record("peer_strategy.withdrawn", row, actor=actor)


def set_hidden(ref: str, hidden: bool, *, actor: audit.Acting) -> None:
    """Take it out of sight by a decision, or bring it back."""
    row = PeerStrategy.objects.filter(ref=ref.partition(":")[0]).first()
    if row is not None:
        PeerStrategy.objects.filter(pk=row.pk).update(hidden_at=now() if hidden else None)
        audit.record("peer_strategy.hidden" if hidden else "peer_strategy.restored", row, actor=actor)


def helped(row: PeerStrategy, on: bool, *, actor: Person) -> None:
    """Say that it helped, or take that back. Its writer hears it once, without a name; nobody counts."""
    if row.author_id == actor.pk:
        raise Refused("own", _("This is yours. Others can say that it helped them."))
    first = False

    def said(own: Own) -> Own:
        nonlocal first
        first = on and row.ref not in own.thanked
        rest = tuple(ref for ref in own.helped if ref != row.ref)
        return replace(
            own,
            helped=(*rest, row.ref) if on else rest,
            thanked=(*own.thanked, row.ref) if first else own.thanked,
        )

    with transaction.atomic():
        held, other = keeping.change(actor, said)
        if other:
            audit.record("toolkit.helped", held, actor=actor)
        if first:
            notices.tell_helped(row)
