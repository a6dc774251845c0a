"""Fetching what is one's own, or shared with one. "Not yours" looks like "not there"."""

from typing import Any, TypeVar

from django.http import Http404

from beside.core.prepared import Prepared
from beside.features.recovery import items, sharing
from beside.features.recovery.content import HEADING, HEADINGS, STEP, STEPS, Part
from beside.features.recovery.models import Goal, HopeThing, Kind, Letter, Milestone, Page, Share, Step
from beside.foundation.accounts.models import Person

T = TypeVar("T")
_PART = Prepared(lambda owner, kind, key: Page.objects.filter(owner=owner, kind=kind, key=key), 3, texts=(1, 2))
_GOAL = Prepared(lambda owner, ref: Goal.objects.filter(owner=owner, ref=ref), 2, texts=(1,))
_SHARE = Prepared(lambda ref: Share.objects.select_related("owner").filter(ref=ref), texts=(0,))


def step_of(key: str) -> Part:
    """A step of the safety plan. Raises 404."""
    if key not in STEP:
        raise Http404
    return STEP[key]


def step_page(owner: Person, part: Part) -> Page:
    """The page of a step; not yet kept if nothing was ever written there."""
    found = _PART.first(owner.pk, Kind.SAFETY.value, part.key)
    return found or Page(owner=owner, kind=Kind.SAFETY, key=part.key, place=STEPS.index(part))


def heading_page(owner: Person, name: str) -> Page:
    """A heading of the wellness plan: by its key, or one's own by its public name. Raises 404."""
    if name in HEADING:
        found = _PART.first(owner.pk, Kind.WELLNESS.value, name)
        return found or Page(owner=owner, kind=Kind.WELLNESS, key=name, place=HEADINGS.index(HEADING[name]))
    return own_page(owner, Kind.WELLNESS, name)


def own_page(owner: Person, kind: Kind, ref: str) -> Page:
    """A page of one's own that was not taken away. Raises 404."""
    return _there(Page.objects.filter(owner=owner, kind=kind, ref=ref, removed_at=None).first())


def any_own_page(owner: Person, ref: str, *, removed: bool = False) -> Page:
    """A page of one's own, of whatever kind. Raises 404."""
    return _there(Page.objects.filter(owner=owner, ref=ref, removed_at__isnull=not removed).first())


def own_goal(owner: Person, ref: str) -> Goal:
    """A goal of one's own. Raises 404."""
    return _there(_GOAL.first(owner.pk, ref))


def step_in(goal: Goal, ref: str) -> Step:
    """A step of a goal. Raises 404."""
    return _there(Step.objects.filter(goal=goal, ref=ref).first())


def own_letter(owner: Person, ref: str) -> Letter:
    """A letter of one's own. Raises 404."""
    return _there(Letter.objects.filter(owner=owner, ref=ref).first())


def own_thing(owner: Person, ref: str) -> HopeThing:
    """Something in one's hope box. Raises 404."""
    return _there(HopeThing.objects.filter(owner=owner, ref=ref).first())


def own_milestone(owner: Person, ref: str) -> Milestone:
    """A milestone of one's own. Raises 404."""
    return _there(Milestone.objects.filter(owner=owner, ref=ref).first())


def own_item(owner: Person, kind: str, ref: str) -> Any:
    """Something of one's own that can be shared. Raises 404."""
    if kind not in items.ITEMS:
        raise Http404
    return _there(items.ITEMS[kind].find(owner, ref))


def own_share(owner: Person, ref: str) -> Share:
    """A share one made. Raises 404."""
    return _there(Share.objects.filter(owner=owner, ref=ref).first())


def shared(viewer: Person, ref: str) -> tuple[Share, Any]:
    """What is shared with somebody now, and the thing itself. Raises 404 before, after, and for everybody else."""
    row = _SHARE.first(ref)
    if row is None or not sharing.is_open(row, viewer):
        raise Http404
    thing = items.ITEMS[row.item_kind].find(row.owner, row.item_ref)
    return row, _there([] if thing is None and row.together else thing)


def shared_to_fill(viewer: Person, ref: str) -> Share:
    """A safety plan that somebody may fill in with its owner now. Raises 404."""
    row = Share.objects.select_related("owner").filter(ref=ref, item_kind="safety", together=True).first()
    if row is None or not sharing.is_open(row, viewer):
        raise Http404
    return row


def _there(found: T | None) -> T:
    if found is None:
        raise Http404
    return found
