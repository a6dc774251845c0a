"""Calling the people on call about a case, one after the other, until somebody has it."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from beside.core.clock import now
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import holders
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.realtime import hub
from beside.foundation.safety import notices, notices_oncall, queries, queries_oncall, roster
from beside.foundation.safety.models import Case, Page, PageTold

# Cases in which somebody may be in danger: these call the people on call. All else waits on the desk.
PAGED = frozenset({Case.Kind.CONCERN, Case.Kind.HELP, Case.Kind.WORRIED})


def announce(case: Case, *, actor: Acting) -> None:
    """Tell of a new case: those on call where somebody may be in danger, else everyone on the desk."""
    if case.urgency == Case.Urgency.NOW and case.kind in PAGED:
        page(case, actor=actor)
    elif case.kind != Case.Kind.HELD:
        notices.ring(case, queries.desk(case.about))


def page(case: Case, *, actor: Acting) -> None:
    """Call the first person on call; with nobody on call, the whole desk at once. Nothing where a call is open."""
    rung, people = _next(case, Page.Rung.WAITING)
    _open(case, rung, people, now() + _wait(), actor=actor)


def page_later(case: Case, moment: datetime, *, actor: Acting) -> None:
    """Call whoever is on call at ``moment``; nobody before that."""
    _open(case, Page.Rung.WAITING, [], moment, actor=actor)


def _open(case: Case, rung: Page.Rung, people: list[Person], next_at: datetime, *, actor: Acting) -> None:
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Page.objects.create(case=case, rung=rung, next_at=next_at)
        except IntegrityError:
            return  # called at the same moment from elsewhere
        record("page.opened", made, actor=actor, rung=rung.name.lower())
        _tell(made, case, rung, people)


def call_again(case: Case, *, actor: Acting) -> None:
    """Somebody asks once more: whoever has the case hears of it; while nobody has it, the next are called now."""
    if case.taken_by is not None:
        notices.ring(case, [case.taken_by])
        return
    waiting = Page.objects.filter(case=case, seen_at=None).first()
    if waiting is None:
        page(case, actor=actor)
    else:
        pass_on(waiting, actor=actor)


def pass_on(waiting: Page, *, actor: Acting = BESIDE) -> bool:
    """Call the next: the second person, then the whole desk, then the safety leads again and again.

    Of two who pass it on at once, one does: the row must still stand as it was found. Tells whether it did.
    """
    case = Case.objects.select_related("about", "taken_by", "closed_by").get(pk=waiting.case_id)
    holder = case.closed_by or case.taken_by
    if holder is not None:
        # Somebody had it by another way than the alarm; whoever closed it is past being called.
        with transaction.atomic():
            settle(case, actor=holder)
        return False
    rung, people = _next(case, Page.Rung(waiting.rung))
    with transaction.atomic():
        as_found = Page.objects.filter(pk=waiting.pk, seen_at=None, rung=waiting.rung, next_at=waiting.next_at)
        if not as_found.update(rung=rung, next_at=now() + _wait()):
            return False
        record("page.passed_on", waiting, actor=actor, rung=rung.name.lower())
        _tell(waiting, case, rung, people)
    return True


def settle(case: Case, *, actor: Person) -> None:
    """Somebody has the case: alarms end, and whoever asked is told so. In the caller's transaction."""
    for open_page in Page.objects.filter(case=case, seen_at=None):
        if Page.objects.filter(pk=open_page.pk, seen_at=None).update(seen_by=actor, seen_at=now()):
            record("page.seen", open_page, actor=actor)
            _refresh(list(open_page.told.values_list("person_id", flat=True)))
            notices_oncall.tell_seen(case)


def call_about_freed(*, actor: Acting = BESIDE) -> None:
    """A case that was handed back while somebody may be in danger calls anew."""
    for case in queries_oncall.freed_cases():
        page(case, actor=actor)


def _wait() -> timedelta:
    return timedelta(minutes=queries_oncall.care_settings().pass_on_minutes)


def _next(case: Case, rung: Page.Rung) -> tuple[Page.Rung, list[Person]]:
    """Whom to call after ``rung``. Read from the roster as it is now: a shift may have changed meanwhile."""
    on = roster.to_call(roster.on_call(now(), case.about).people)
    if rung < Page.Rung.FIRST and on:
        return Page.Rung.FIRST, on[:1]
    if rung < Page.Rung.SECOND and len(on) > 1:
        return Page.Rung.SECOND, on[:2]
    desk = queries.desk(case.about)
    if rung < Page.Rung.DESK:
        return Page.Rung.DESK, desk
    leads = [person for person in holders(Role.SAFETY_LEAD) if case.about is None or person.pk != case.about.pk]
    return Page.Rung.LEAD, leads or desk


def _tell(called: Page, case: Case, rung: Page.Rung, people: list[Person]) -> None:
    """The second rung leaves the first in peace, unless a change of shift put somebody new there. From the whole desk
    on everyone is called again: whoever missed it once may hear it now.
    """
    told = set(called.told.values_list("person_id", flat=True))
    if rung < Page.Rung.DESK:
        people = [person for person in people if person.pk not in told]
    PageTold.objects.bulk_create(
        [PageTold(page=called, person=person, rung=rung) for person in people if person.pk not in told]
    )
    notices_oncall.clear_earlier_calls(case, people)
    notices.ring(case, people)
    _refresh([person.pk for person in people])


def _refresh(people: list[int]) -> None:
    """Open pages of these people look again at which alarms stand."""
    transaction.on_commit(lambda: [hub.publish(f"person:{person}", {"on": "alarm"}) for person in people])
