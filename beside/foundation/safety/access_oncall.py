"""Fetching and permission in one, for the roster, calls and care: what is not yours looks as if it were not there."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.safety import queries_oncall, reviewing, roster
from beside.foundation.safety.models import AutomaticMeasure, Debrief, Duty, FollowUp, Page, SwapAsk
from beside.foundation.safety.reviewing import Excerpt

Row = TypeVar("Row", bound=Model)


def _or_404(rows: QuerySet[Row]) -> Row:
    found = rows.first()
    if found is None:
        raise Http404
    return found


def page(viewer: Person, ref: str) -> Page:
    """A call, for staff; none about the viewer themselves. Raises 404."""
    return _or_404(Page.objects.filter(ref=ref).exclude(case__about=viewer).select_related("case__about"))


def stretch(ref: str, day: str) -> roster.Stretch:
    """A duty on one day ("2026-11-24"), for staff. Raises 404 where there is none."""
    duty = _or_404(Duty.objects.filter(ref=ref))
    try:
        found = roster.one(duty, date.fromisoformat(day))
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise Http404
    return found


def duty(ref: str) -> Duty:
    """Hours on the roster, for the safety lead. Raises 404."""
    return _or_404(Duty.objects.filter(ref=ref))


def swap(viewer: Person, ref: str) -> SwapAsk:
    """A question to the viewer, or one of their own. Raises 404."""
    rows = SwapAsk.objects.select_related("duty", "by", "asked")
    return _or_404(rows.filter(ref=ref, asked=viewer) | rows.filter(ref=ref, by=viewer))


def follow_up(viewer: Person, ref: str) -> FollowUp:
    """Something on the viewer's list; a safety lead's reach goes to every list. None about themselves. Raises 404."""
    rows = FollowUp.objects.filter(ref=ref).exclude(person=viewer).select_related("person", "holder")
    if Role.SAFETY_LEAD not in roles_of(viewer):
        rows = rows.filter(holder=viewer)
    return _or_404(rows)


def own_follow_up(viewer: Person) -> FollowUp:
    """That the viewer will be asked how they are. Raises 404."""
    found = queries_oncall.follow_up_of(viewer)
    if found is None:
        raise Http404
    return found


def debrief(viewer: Person, ref: str) -> Debrief:
    """The viewer's own note. Raises 404."""
    return _or_404(Debrief.objects.filter(ref=ref, person=viewer))


def wish_to_talk(viewer: Person, ref: str) -> Debrief:
    """Somebody's wish to talk, for a safety lead. Raises 404."""
    return _or_404(Debrief.objects.filter(ref=ref, wants_to_talk=True).exclude(person=viewer))


def measure(viewer: Person, ref: str) -> tuple[AutomaticMeasure, Excerpt | None]:
    """An automatic measure and its text, for the author alone. Raises 404."""
    found = _or_404(AutomaticMeasure.objects.filter(ref=ref, author=viewer).select_related("hidden", "case"))
    holder = reviewing.reviewable(found.hidden.subject_kind)
    return found, holder.read_for_case(found.hidden.subject_ref) if holder is not None else None
