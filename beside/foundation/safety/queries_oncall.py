"""Reading calls, the roster for pages, and what weighs on whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beside.core.clock import now
from beside.foundation.accounts import keys
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person
from beside.foundation.safety import roster
from beside.foundation.safety.models import (
    AutomaticMeasure,
    CareSettings,
    Case,
    Debrief,
    FollowUp,
    Page,
    Pattern,
    StaffBreak,
    StaffWish,
    SwapAsk,
)

_LOAD_OVER: Final = timedelta(days=28)
# Where no shift says when it began: how far back cases count as of this day's work.
_A_DAY: Final = timedelta(hours=12)
# The oldest calls stand in the strip; a whole page of them would leave no room for answering.
_ALARMS_SHOWN: Final = 2
_BREAK_AFTER_WITHIN: Final = timedelta(hours=2)


def care_settings() -> CareSettings:
    """The one row; made with its defaults on first use."""
    return CareSettings.objects.get_or_create(pk=1)[0]


# --- calls ---
def open_pages(viewer: Person) -> QuerySet[Page]:
    """Calls that nobody has yet, oldest first; none about the viewer themselves."""
    waiting = Page.objects.filter(seen_at=None, case__closed_at=None).exclude(case__about=viewer)
    return waiting.select_related("case").order_by("at", "pk")


def alarms(viewer: Person) -> list[Page]:
    """Calls to the viewer that nobody has yet."""
    return list(open_pages(viewer).filter(told__person=viewer))


def alarm_strip(viewer: Person) -> dict[str, Any]:
    """The viewer's alarms as core's strip shows them. Discreet, like a notice: somebody may look over a shoulder."""
    waiting = alarms(viewer)
    left = len(waiting) - _ALARMS_SHOWN
    return {
        "href": reverse("safety:alarms"),
        "more": ngettext("%(count)s more call waits", "%(count)s more calls wait", left) % {"count": left}
        if left > 0
        else "",
        "more_href": reverse("safety:on_call"),
        "calls": [
            {
                "text": _("Somebody needs you on the care desk now."),
                "at": one.at,
                "href": reverse("safety:case", args=[one.case.ref]),
                "answer_href": reverse("safety:have_it", args=[one.ref]),
            }
            for one in waiting[:_ALARMS_SHOWN]
        ],
    }


def due_pages(moment: datetime) -> list[Page]:
    """Calls that waited long enough at ``moment``."""
    return list(Page.objects.filter(seen_at=None, next_at__lte=moment).order_by("next_at", "pk"))


def freed_cases() -> list[Case]:
    """Cases somebody had been called for, that are open and in nobody's hands again."""
    free = Case.objects.filter(closed_at=None, taken_by=None, pages__seen_at__isnull=False)
    return list(free.exclude(pages__in=Page.objects.filter(seen_at=None)).distinct().select_related("about"))


# --- the roster ---
def swaps_asked_of(person: Person) -> list[SwapAsk]:
    """Questions of others that wait for the person's answer, for days still to come."""
    coming = SwapAsk.objects.filter(asked=person, answered_at=None, day__gte=roster.local_day(now()))
    return list(coming.select_related("duty", "by").order_by("day", "pk"))


def swaps_asked_by(person: Person) -> list[SwapAsk]:
    """What the person asked of others, for days still to come, and nobody has answered."""
    coming = SwapAsk.objects.filter(by=person, answered_at=None, day__gte=roster.local_day(now()))
    return list(coming.select_related("duty", "asked").order_by("day", "pk"))


# --- care after ---
def follow_ups(holder: Person) -> list[FollowUp]:
    """What stands open on somebody's list, first the one due first; never about themselves."""
    return list(FollowUp.objects.filter(holder=holder, done_at=None).exclude(person=holder).select_related("person"))


def late_follow_ups() -> list[FollowUp]:
    """What is overdue, or on nobody's list; for the safety leads."""
    today = roster.local_day(now())
    able = [person.pk for person in accounts.holders(*roster.STAFF)]
    open_ones = FollowUp.objects.filter(done_at=None).filter(Q(due_on__lt=today) | Q(holder=None) | ~Q(holder__in=able))
    return list(open_ones.select_related("person", "holder"))


def follow_up_of(person: Person) -> FollowUp | None:
    """The person's own, if somebody will ask them how they are."""
    return FollowUp.objects.filter(person=person, done_at=None).first()


# --- those on the desk ---
def covers_heavy(person: Person) -> bool:
    """Whether heavy texts stay covered for this person until they open them."""
    wish = StaffWish.objects.filter(person=person).first()
    return wish is None or wish.cover_heavy


def break_of(person: Person) -> StaffBreak | None:
    """The break the person has now."""
    return StaffBreak.objects.filter(person=person, ended_at=None, until__gt=now()).first()


def cases_this_shift(person: Person) -> int:
    """How many cases the person took or closed since their shift began; without one, in the last twelve hours."""
    moment = now()
    mine = [one.begins for one in roster.stretches(moment, moment + timedelta(minutes=1)) if person in one.people]
    since = min(mine, default=moment - _A_DAY)
    touched = Q(taken_by=person, taken_at__gte=since) | Q(closed_by=person, closed_at__gte=since)
    return Case.objects.filter(touched).count()


def had_enough(person: Person) -> bool:
    """Whether the person has had as many cases in this shift as the safety lead set. Nothing is ever kept from them."""
    return cases_this_shift(person) >= care_settings().cases_per_shift


def break_suggested(person: Person) -> Case | None:
    """The heavy case the person has just closed, if they have not had a break since."""
    heavy = Case.objects.filter(closed_by=person, urgency=Case.Urgency.NOW, closed_at__gt=now() - _BREAK_AFTER_WITHIN)
    last = heavy.order_by("-closed_at").first()
    if last is None or last.closed_at is None:
        return None
    return None if StaffBreak.objects.filter(person=person, began_at__gte=last.closed_at).exists() else last


def for_case(case: Case, viewer: Person) -> dict[str, Any]:
    """What the page of a case shows for its reader's own sake, and what a pattern or a hidden text rests on."""
    is_open = case.closed_at is None
    suggested = break_suggested(viewer) if case.closed_by_id == viewer.pk else None
    return {
        "cover": covers_heavy(viewer),
        "enough": is_open and case.taken_by_id is None and had_enough(viewer),
        "suggested": suggested is not None and suggested.pk == case.pk,
        "pattern": Pattern.objects.filter(case=case).first(),
        "measure": AutomaticMeasure.objects.filter(case=case).first(),
    }


def words_of_debrief(note: Debrief) -> str:
    """What the person wrote; for themselves alone."""
    return keys.open_text(note.person_id, note.sealed, note.context) or ""


def debriefs(person: Person) -> list[Debrief]:
    """The person's own notes, newest first."""
    return list(Debrief.objects.filter(person=person).order_by("-at", "-pk")[:50])


def wanting_to_talk(viewer: Person) -> list[Debrief]:
    """Who would like to talk about a case; not what they wrote. For safety leads."""
    wanting = Debrief.objects.filter(wants_to_talk=True, talked_at=None).exclude(person=viewer)
    return list(wanting.select_related("person").order_by("at", "pk"))


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody on the desk had in the last four weeks: counts and hours, never how they feel."""

    person: Person
    cases: int
    heavy: int
    calls: int
    hours: float
    breaks: int
    follow_ups: int


def load(people: Iterable[Person]) -> list[Load]:
    """The last four weeks of each."""
    moment = now()
    since = moment - _LOAD_OVER
    past = roster.stretches(since, moment)
    return [_load_of(person, past, since, moment) for person in people]


def _load_of(person: Person, past: list[roster.Stretch], since: datetime, moment: datetime) -> Load:
    closed = Case.objects.filter(closed_by=person, closed_at__gt=since)
    mine = [one for one in past if person in one.people]
    seconds = sum((min(one.ends, moment) - max(one.begins, since)).total_seconds() for one in mine)
    return Load(
        person,
        cases=closed.count(),
        heavy=closed.filter(urgency=Case.Urgency.NOW).count(),
        calls=Page.objects.filter(seen_by=person, seen_at__gt=since).count(),
        hours=seconds / 3600,
        breaks=StaffBreak.objects.filter(person=person, began_at__gt=since).count(),
        follow_ups=FollowUp.objects.filter(done_by=person, done_at__gt=since).count(),
    )
