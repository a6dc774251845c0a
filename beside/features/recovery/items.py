"""What can be shared, one thing at a time: how it is found, what it is called, where its owner keeps it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.prepared import Among
from beside.features.recovery import aiming, keeping, letters, marking, showing
from beside.features.recovery.content import HEADING
from beside.features.recovery.models import Goal, Kind, Letter, Milestone, Page
from beside.foundation.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of thing. ``all(owner, refs)`` gives those that are there; ``show`` what the template needs."""

    label: "str | Promise"
    all: Callable[[Person, Iterable[str]], dict[str, Any]]
    title: Callable[[Any], str]
    show: Callable[[Any], dict[str, Any]]
    href: Callable[[str], str]
    template: str

    def find(self, owner: Person, ref: str) -> Any:
        """One of them, or None."""
        return self.all(owner, [ref]).get(ref)


def _plan(kind: Kind) -> Callable[[Person, Iterable[str]], dict[str, Any]]:
    def found(owner: Person, _refs: Iterable[str]) -> dict[str, Any]:
        pages = keeping.pages(owner, kind)
        return {"": pages} if pages else {}

    return found


def _rows(table: type[Model], **more: Any) -> Callable[[Person, Iterable[str]], dict[str, Any]]:
    asked: Among[Any] = Among(
        lambda refs, owner: table._default_manager.filter(owner=owner, ref__in=refs, **more), 1, texts=True
    )

    def found(owner: Person, refs: Iterable[str]) -> dict[str, Any]:
        return {row.ref: row for row in asked.objects(refs, owner.pk)}

    return found


def heading_of(page: Page) -> str:
    """What a page of the wellness plan is called."""
    return str(HEADING[page.key].title) if page.key in HEADING else keeping.opened(page).title


def _journal_title(page: Page) -> str:
    return keeping.opened(page).title or _("A page of the journal")


ITEMS: Final[dict[str, Item]] = {
    "safety": Item(
        Kind.SAFETY.label,
        _plan(Kind.SAFETY),
        lambda _found: str(Kind.SAFETY.label),
        lambda found: {"steps": showing.safety_for_reading(found)},
        lambda _ref: "/plans/safety",
        "recovery/parts/item_plan.html",
    ),
    "wellness": Item(
        Kind.WELLNESS.label,
        _plan(Kind.WELLNESS),
        lambda _found: str(Kind.WELLNESS.label),
        lambda found: {"steps": showing.wellness_for_reading(found)},
        lambda _ref: "/plans/wellness",
        "recovery/parts/item_plan.html",
    ),
    "heading": Item(
        gettext_lazy("A part of my wellness plan"),
        _rows(Page, kind=Kind.WELLNESS, removed_at=None),
        heading_of,
        lambda found: {"steps": showing.wellness_for_reading([found])},
        lambda ref: f"/plans/wellness/{ref}",
        "recovery/parts/item_plan.html",
    ),
    "journal": Item(
        gettext_lazy("A page of my journal"),
        _rows(Page, kind=Kind.JOURNAL, removed_at=None),
        _journal_title,
        lambda found: {"day": found.day, "words": keeping.opened(found)},
        lambda ref: f"/journal/{ref}",
        "recovery/parts/item_journal.html",
    ),
    "goal": Item(
        gettext_lazy("A goal"),
        _rows(Goal),
        lambda found: aiming.opened(found)["title"],
        lambda found: {"goal": showing.goal(found)},
        lambda ref: f"/goals/{ref}",
        "recovery/parts/item_goal.html",
    ),
    "letter": Item(
        gettext_lazy("A letter to myself"),
        _rows(Letter),
        lambda found: letters.name_of(found),
        lambda found: {"text": letters.opened(found), "letter": found},
        lambda ref: f"/letters/{ref}",
        "recovery/parts/item_letter.html",
    ),
    "milestone": Item(
        gettext_lazy("A milestone"),
        _rows(Milestone),
        lambda found: marking.opened(found)["title"],
        lambda found: {"milestone": showing.milestone(found)},
        lambda _ref: "/goals/milestones",
        "recovery/parts/item_milestone.html",
    ),
}
