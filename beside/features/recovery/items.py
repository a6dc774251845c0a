"""What can be shared, one thing at a time: how it is found, what it is called, where its owner keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.features.recovery import aiming, keeping, letters, marking, showing
from beside.features.recovery.content import HEADING
from beside.features.recovery.models import Goal, Kind, Letter, Milestone, Page
from beside.foundation.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of thing. ``find(owner, ref)`` gives it or None; ``show`` what the template for readers needs."""

    label: "str | Promise"
    find: Callable[[Person, str], Any]
    title: Callable[[Any], str]
    show: Callable[[Any], dict[str, Any]]
    href: Callable[[str], str]
    template: str


def _plan(kind: Kind) -> Callable[[Person, str], Any]:
    def find(owner: Person, ref: str) -> list[Page] | None:
        found = keeping.pages(owner, kind)
        return found if not ref and found else None

    return find


def _page(kind: Kind) -> Callable[[Person, str], Page | None]:
    def find(owner: Person, ref: str) -> Page | None:
        return Page.objects.filter(owner=owner, kind=kind, ref=ref, removed_at=None).first()

    return find


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
        _page(Kind.WELLNESS),
        heading_of,
        lambda found: {"steps": showing.wellness_for_reading([found])},
        lambda ref: f"/plans/wellness/{ref}",
        "recovery/parts/item_plan.html",
    ),
    "journal": Item(
        gettext_lazy("A page of my journal"),
        _page(Kind.JOURNAL),
        _journal_title,
        lambda found: {"day": found.day, "words": keeping.opened(found)},
        lambda ref: f"/journal/{ref}",
        "recovery/parts/item_journal.html",
    ),
    "goal": Item(
        gettext_lazy("A goal"),
        lambda owner, ref: Goal.objects.filter(owner=owner, ref=ref).first(),
        lambda found: aiming.opened(found)["title"],
        lambda found: {"goal": showing.goal(found)},
        lambda ref: f"/goals/{ref}",
        "recovery/parts/item_goal.html",
    ),
    "letter": Item(
        gettext_lazy("A letter to myself"),
        lambda owner, ref: Letter.objects.filter(owner=owner, ref=ref).first(),
        lambda found: letters.name_of(found),
        lambda found: {"text": letters.opened(found), "letter": found},
        lambda ref: f"/letters/{ref}",
        "recovery/parts/item_letter.html",
    ),
    "milestone": Item(
        gettext_lazy("A milestone"),
        lambda owner, ref: Milestone.objects.filter(owner=owner, ref=ref).first(),
        lambda found: marking.opened(found)["title"],
        lambda found: {"milestone": showing.milestone(found)},
        lambda _ref: "/goals/milestones",
        "recovery/parts/item_milestone.html",
    ),
}
