"""Keeping pages: plans and the journal. Nothing that was written is lost by writing on."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.core.refusal import Refused
from beside.features.recovery.core.phones import dialled
from beside.features.recovery.models import Kind, Page, PageVersion
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.realtime import hub
from beside.foundation.talk import writing

LARGEST_PLAN: Final = 50_000  # bytes of words in one plan, or on one page of the journal
MOST_HEADINGS: Final = 30
MOST_PEOPLE: Final = 12
LONGEST_TITLE: Final = 80
MOST_VERSIONS: Final = 20
KEPT_REMOVED: Final = timedelta(days=30)
# Whoever writes on within this time is still at it: what was kept by itself meanwhile is no version of its own.
_SITTING: Final = timedelta(minutes=30)


_PAGES = Prepared(
    lambda owner, kind: Page.objects.filter(owner=owner, kind=kind, removed_at=None).order_by("place", "pk"),
    2,
    texts=(1,),
)


class Changed(Exception):
    """Somebody (perhaps the writer, in another window) has kept something else meanwhile."""

    def __init__(self, page: Page) -> None:
        super().__init__("changed")
        self.page = page


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a page. ``title`` is a heading of one's own; ``people`` are names with numbers."""

    text: str = ""
    title: str = ""
    people: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> list[str]:
        """The text as a list, without empty lines."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]

    @property
    def calls(self) -> list[dict[str, str]]:
        """The people, with what a phone would dial."""
        return [{"name": name, "number": number, "tel": dialled(number)} for name, number in self.people]

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return not (self.text.strip() or self.people)


def context(page: Page, version: int) -> str:
    """What a page is locked to: its row, and how often it was saved."""
    return f"recovery.page:{page.owner_id}:{page.ref}:{version}"


def opened(page: Page) -> Words:
    """What stands on it now."""
    return _unpacked(page, page.version, bytes(page.sealed))


def opened_version(version: PageVersion) -> Words:
    """What stood on it then."""
    return _unpacked(version.page, version.number, bytes(version.sealed))


def _unpacked(page: Page, version: int, sealed: bytes) -> Words:
    words = keys.open_text(page.owner_id, sealed, context(page, version)) if sealed else ""
    if not words:
        return Words()
    found = json.loads(words)
    return Words(found["text"], found["title"], tuple((name, number) for name, number in found["people"]))


def _packed(words: Words) -> str:
    return json.dumps(
        {"text": words.text, "title": words.title, "people": [list(one) for one in words.people]}, ensure_ascii=False
    )


def cleaned(words: Words) -> Words:
    """As it will be kept. Raises ``Refused`` with what is the matter."""
    if len(words.text) > LARGEST_PLAN:
        raise too_large()
    people = tuple((tidy(name, 80), tidy(number, 40)) for name, number in words.people if (name + number).strip())
    for name, number in people[:MOST_PEOPLE]:
        if not name:
            raise Refused("name", _("Say whose number that is."))
        if number and not dialled(number):
            raise Refused("number", _("“%(number)s” is not a number that a phone can call.") % {"number": number})
    if len(people) > MOST_PEOPLE:
        raise Refused("people", _("Twelve people fit here. Put the others into the lines above."))
    return Words(tidy(words.text, LARGEST_PLAN), tidy(words.title, LONGEST_TITLE), people)


def tidy(text: str, longest: int) -> str:
    """Clean text, or none. Raises ``Refused``."""
    if not text.strip():
        return ""
    if len(text.strip()) > longest:
        raise Refused("too_long", _("That is longer than fits here (%(count)s letters).") % {"count": longest})
    return writing.clean(text, longest=longest)


def too_large() -> Refused:
    """A plan grew beyond what one can read on a hard day."""
    return Refused(
        "too_large",
        _(
            "That is more than a plan can hold (about thirty printed pages). Nothing is lost: your words are still"
            " here. Shorten them, or keep a part of them elsewhere."
        ),
    )


def pages(owner: Person, kind: Kind) -> list[Page]:
    """What there is of a plan, in its order."""
    return _PAGES.objects(owner.pk, kind.value)


def keep(page: Page, words: Words, seen: int, *, by_itself: bool = False, actor: Person) -> Page:
    """Keep these words on the page; ``seen`` is the version they were written over.

    The caller has made sure that ``actor`` may write here. Raises ``Refused``, and ``Changed`` when another version
    stands there by now. What stood there before stays as a version, except while one and the same sitting goes on.
    """
    said = cleaned(words)
    packed = _packed(said)
    with transaction.atomic():
        held = _held(page, actor)
        if held.version and opened(held) == said:
            _settle(held, by_itself)
            return held  # also what is sent a second time, because its answer was lost on the way
        if held.version != seen:
            raise Changed(held)
        _make_room(held, len(packed.encode()))
        if held.version and not _same_sitting(held, actor):
            _remember(held)
        _write(held, packed, settled=not by_itself, actor=actor)
        if not by_itself:
            audit.record("page.kept", held, actor=actor, of=held.kind)
        tell(held)
    return held


def _held(page: Page, actor: Person) -> Page:
    """The row as it stands, locked where the database can; made if this is the first word on it."""
    rows = Page.objects.select_for_update()
    mine = {"owner_id": page.owner_id, "kind": page.kind}
    found = rows.filter(**mine, key=page.key).first() if page.key else rows.filter(**mine, ref=page.ref).first()
    if found is not None:
        if found.removed_at is not None:
            raise Refused("gone", _("This was taken away meanwhile. Bring it back first; your words are still here."))
        return found
    if page.kind == Kind.WELLNESS and not page.key and _own_headings(page.owner_id) >= MOST_HEADINGS:
        raise Refused("many", _("Thirty headings of your own are there already. Write it under one of them."))
    page.changed_by = actor
    try:
        with transaction.atomic():
            page.save(force_insert=True)
    except IntegrityError:
        raise Http404 from None  # a name that is somebody else's, or that another window has just used
    return page


def _own_headings(owner_id: int) -> int:
    return Page.objects.filter(owner=owner_id, kind=Kind.WELLNESS, key="", removed_at=None).count()


def _make_room(page: Page, size: int) -> None:
    rows = Page.objects.filter(owner=page.owner_id, kind=page.kind, removed_at=None).exclude(pk=page.pk)
    others = 0 if page.kind == Kind.JOURNAL else rows.aggregate(all=Sum("size"))["all"] or 0
    if others + size > LARGEST_PLAN:
        raise too_large()
    page.size = size


def _same_sitting(page: Page, actor: Person) -> bool:
    return not page.settled and page.changed_by_id == actor.pk and now() - page.changed_at < _SITTING


def _settle(page: Page, by_itself: bool) -> None:
    """The same words again: they are meant, then, and a step that was skipped no longer is."""
    if not by_itself and (not page.settled or page.skipped_at is not None):
        page.settled, page.skipped_at = True, None
        page.save(update_fields=["settled", "skipped_at"])


def _remember(page: Page) -> None:
    PageVersion.objects.create(
        page=page, number=page.version, sealed=page.sealed, at=page.changed_at, by_id=page.changed_by_id
    )
    old = page.versions.order_by("-number").values_list("pk", flat=True)[MOST_VERSIONS:]
    PageVersion.objects.filter(pk__in=list(old)).delete()


def _write(page: Page, packed: str, *, settled: bool, actor: Person) -> None:
    page.version += 1
    page.sealed = keys.seal(page.owner_id, packed, context(page, page.version))
    page.settled, page.skipped_at = settled, None
    page.changed_at, page.changed_by = now(), actor
    page.save()


def tell(page: Page) -> None:
    """Let open pages of those who fill it in together know; no words and no names go over the line."""
    if page.kind == Kind.SAFETY:
        event = {"on": "plan", "key": page.key, "version": page.version}
        topic = topic_of(page.owner_id)
        transaction.on_commit(lambda: hub.publish(topic, event))


def topic_of(owner_id: int) -> str:
    """Where changes of somebody's safety plan are told."""
    return f"recovery.plan:{owner_id}"


def skip(page: Page, *, actor: Person) -> None:
    """Leave a step out. What stands there stays, out of sight, until one comes back to it."""
    with transaction.atomic():
        held = _held(page, actor)
        Page.objects.filter(pk=held.pk).update(skipped_at=now())
        audit.record("page.skipped", held, actor=actor, of=held.kind)
        tell(held)


def bring_back(page: Page, number: int, *, actor: Person) -> Page:
    """Put a version back in place of what stands there now, which itself becomes a version. Raises 404."""
    version = page.versions.filter(number=number).select_related("page").first()
    if version is None:
        raise Http404
    words = opened_version(version)
    with transaction.atomic():
        Page.objects.filter(pk=page.pk).update(settled=True)
        return keep(page, words, Page.objects.get(pk=page.pk).version, actor=actor)


def remove(page: Page, *, actor: Person) -> None:
    """Take a page or a heading away; for thirty days it can be brought back."""
    with transaction.atomic():
        if Page.objects.filter(pk=page.pk, removed_at=None).update(removed_at=now()):
            audit.record("page.removed", page, actor=actor, of=page.kind)


def restore(page: Page, *, actor: Person) -> None:
    """Bring it back."""
    with transaction.atomic():
        if Page.objects.filter(pk=page.pk, removed_at__isnull=False).update(removed_at=None):
            audit.record("page.restored", page, actor=actor, of=page.kind)


def set_day(page: Page, day: date, *, actor: Person) -> None:
    """Say of which day a page of the journal tells."""
    if actor.pk == page.owner_id:
        Page.objects.filter(pk=page.pk).update(day=day)


def with_more(words: Words, added: Iterable[str], *, people: bool) -> Words:
    """The words with suggested lines after them; where people are asked for, a line "Name, number" becomes one."""
    text, known = words.text.rstrip(), list(words.people)
    for line in added:
        name, _comma, number = line.rpartition(",")
        if people and name and dialled(number):
            known.append((name.strip(), number.strip()))
        elif line not in text.split("\n"):
            text = f"{text}\n{line}" if text else line
    return Words(text, words.title, tuple(known))
