"""What the desk's work needs done by itself. Each step is safe to repeat and safe in several processes at once."""

from contextlib import ExitStack

from django.db import transaction

from beside.core.clock import now
from beside.foundation.audit.actions import BESIDE, record
from beside.foundation.safety import notices, queries_oncall, reviewing, roster
from beside.foundation.safety.actions import care, holding, legal, outside, paging, patterns, thresholds
from beside.foundation.safety.actions.cases import open_case
from beside.foundation.safety.models import Case, Decision, Opening
from beside.foundation.safety.restricting import begin_what_is_due, empty_what_is_over

# Nobody is reminded of a follow-up in the night. Hours of the organisation's clock.
_MORNING = 8


def call_on() -> None:
    """Pass on every call that waited long enough, call anew about cases that were handed back, hide what must wait."""
    with ExitStack() as turns:  # one that breaks keeps none of the others from being passed on
        turns.callback(holding.sweep, actor=BESIDE)
        turns.callback(paging.call_about_freed, actor=BESIDE)
        for waiting in reversed(queries_oncall.due_pages(now())):
            turns.callback(paging.pass_on, waiting, actor=BESIDE)


def remind() -> None:
    """Remind of what is due on somebody's list, from the morning on."""
    if now().astimezone(roster.zone()).hour >= _MORNING:
        care.remind_of_follow_ups(actor=BESIDE)


def look_at_newcomers() -> None:
    """Notice who comes back after the staff ended their membership."""
    patterns.look_at_newcomers(actor=BESIDE)


def keep_records() -> None:
    """Empty notices from outside that are over, and remind of risks that are to be looked at again."""
    outside.forget_outside(actor=BESIDE)
    legal.remind_of_risks(actor=BESIDE)


def keep_decisions() -> None:
    """Begin what was to begin later, ask the desk to look after people again, end openings, empty what is over."""
    begin_what_is_due()
    check_on()
    end_openings()
    empty_what_is_over()


def check_on() -> int:
    """Open a case for everyone who was to be looked after again by now; how many."""
    due = Decision.objects.filter(check_at__lte=now(), checked_at=None, reversed_at=None, about__isnull=False)
    done = 0
    for one in due.select_related("about"):
        with transaction.atomic():
            if Decision.objects.filter(pk=one.pk, checked_at=None).update(checked_at=now()):
                open_case(Case.Kind.CHECK, about=one.about, urgency=Case.Urgency.TODAY, actor=BESIDE)
                done += 1
    return done


def end_openings() -> int:
    """Tell the members of what was opened, once that is over; how many openings."""
    done = 0
    for one in Opening.objects.filter(until__lte=now(), told_at=None):
        holder = reviewing.reviewable(one.subject_kind)
        with transaction.atomic():
            if not Opening.objects.filter(pk=one.pk, told_at=None).update(told_at=now()):
                continue
            record("opening.ended", one, actor=BESIDE)
            if holder is not None and holder.sealed is not None:
                for person, href in holder.sealed.members(one.subject_ref):
                    notices.tell_opened(person, href)
            done += 1
    return done


def forget_scores() -> None:
    """Let counts of scores go that no threshold is set from any more."""
    thresholds.forget_scores(actor=BESIDE)
