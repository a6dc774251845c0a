"""What the desk's own work holds on a person, for export and erasure: members cared for, and those who care."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding
from beside.foundation.safety import queries_oncall
from beside.foundation.safety.models import (
    AutomaticMeasure,
    Debrief,
    Duty,
    DutyChange,
    EndedMembership,
    FollowUp,
    Page,
    PageTold,
    Pattern,
    StaffBreak,
    StaffWish,
    SwapAsk,
)


def register() -> None:
    """Register every table of the desk that speaks of somebody."""
    personal.register(
        Holding(Duty, "My hours on call", _export_duties, _erase_duties),
        Holding(DutyChange, "My hours on call", personal.nothing, _erase_changes),
        Holding(SwapAsk, "Hours I asked others to do, and they me", _export_swaps, _erase_swaps),
        Holding(Page, "Calls I answered", _export_pages, personal.leave),
        Holding(PageTold, "Calls to me", personal.nothing, _erase_told),
        Holding(FollowUp, "When the staff asked how I am", _export_follow_ups, _erase_follow_ups),
        Holding(StaffWish, "How I work on the care desk", _export_wish, _erase_wish),
        Holding(StaffBreak, "My breaks from the care desk", _export_breaks, _erase_breaks),
        Holding(Debrief, "What cases left with me", _export_debriefs, _erase_debriefs),
        Holding(AutomaticMeasure, "Messages of mine hidden until a person looked", _export_measures, _erase_measures),
        Holding(Pattern, "What was noticed in how I turn to others", _export_patterns, _erase_patterns),
        Holding(EndedMembership, "Kept because my membership was ended", _export_ended, _erase_ended),
    )


def _export_duties(person: Person) -> Iterable[dict[str, Any]]:
    for row in Duty.objects.filter(Q(first=person) | Q(second=person)):
        yield {
            "weekday": row.get_weekday_display(),
            "from": row.since.isoformat("minutes"),
            "until": row.until.isoformat("minutes"),
            "first_day": row.from_day.isoformat(),
            "last_day": row.until_day.isoformat() if row.until_day else None,
            "place": "first" if row.first_id == person.pk else "second",
        }


def _erase_duties(person: Person) -> None:
    Duty.objects.filter(first=person).update(first=None)
    Duty.objects.filter(second=person).update(second=None)
    Duty.objects.filter(made_by=person).update(made_by=None)


def _erase_changes(person: Person) -> None:
    DutyChange.objects.filter(instead=person).update(instead=None)
    DutyChange.objects.filter(by=person).update(by=None)


def _export_swaps(person: Person) -> Iterable[dict[str, Any]]:
    for row in SwapAsk.objects.filter(Q(by=person) | Q(asked=person)).order_by("pk"):
        yield {"day": row.day.isoformat(), "i_asked": row.by_id == person.pk, "yes": row.yes}


def _erase_swaps(person: Person) -> None:
    SwapAsk.objects.filter(Q(by=person) | Q(asked=person)).delete()


def _export_pages(person: Person) -> Iterable[dict[str, Any]]:
    for row in Page.objects.filter(seen_by=person, seen_at__isnull=False).order_by("pk"):
        yield {"called": row.at.isoformat(), "answered": row.seen_at.isoformat() if row.seen_at else None}


def _erase_told(person: Person) -> None:
    PageTold.objects.filter(person=person).delete()


def _export_follow_ups(person: Person) -> Iterable[dict[str, Any]]:
    for row in FollowUp.objects.filter(person=person):
        yield {"planned_for": row.due_on.isoformat(), "tries": row.tries, "outcome": row.get_outcome_display()}


def _erase_follow_ups(person: Person) -> None:
    FollowUp.objects.filter(person=person).delete()
    FollowUp.objects.filter(holder=person, done_at=None).update(holder=None)


def _export_wish(person: Person) -> Iterable[dict[str, Any]]:
    for row in StaffWish.objects.filter(person=person):
        yield {"cover_heavy_texts": row.cover_heavy}


def _erase_wish(person: Person) -> None:
    StaffWish.objects.filter(person=person).delete()


def _export_breaks(person: Person) -> Iterable[dict[str, Any]]:
    for row in StaffBreak.objects.filter(person=person).order_by("pk"):
        yield {"from": row.began_at.isoformat(), "until": (row.ended_at or row.until).isoformat()}


def _erase_breaks(person: Person) -> None:
    StaffBreak.objects.filter(person=person).delete()


def _export_debriefs(person: Person) -> Iterable[dict[str, Any]]:
    for row in Debrief.objects.filter(person=person).order_by("pk"):
        words = queries_oncall.words_of_debrief(row)
        yield {"at": row.at.isoformat(), "words": words, "wants_to_talk": row.wants_to_talk}


def _erase_debriefs(person: Person) -> None:
    Debrief.objects.filter(person=person).delete()


def _export_measures(person: Person) -> Iterable[dict[str, Any]]:
    for row in AutomaticMeasure.objects.filter(author=person).order_by("pk"):
        yield {
            "at": row.at.isoformat(),
            "automatic": True,
            "looked_at": row.seen_at.isoformat() if row.seen_at else None,
            "stays_hidden": row.kept_hidden,
        }


def _erase_measures(person: Person) -> None:
    AutomaticMeasure.objects.filter(author=person).update(author=None)


def _export_patterns(person: Person) -> Iterable[dict[str, Any]]:
    """Only what a person has looked at: before that, an export would warn somebody who looks for prey."""
    for row in Pattern.objects.filter(person=person, case__closed_at__isnull=False).order_by("pk"):
        yield {"at": row.at.date().isoformat(), "reasons": row.reasons}


def _erase_patterns(person: Person) -> None:
    Pattern.objects.filter(person=person).delete()


def _export_ended(person: Person) -> Iterable[dict[str, Any]]:
    for row in EndedMembership.objects.filter(person=person):
        yield {"at": row.at.isoformat(), "forgotten_on": row.forget_at.date().isoformat()}


def _erase_ended(person: Person) -> None:
    """The name goes; the keyed digest stays for its half year, or leaving would be the way back in unnoticed."""
    EndedMembership.objects.filter(person=person).update(person=None)
