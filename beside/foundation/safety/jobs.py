"""What follows from decisions by itself. Each may be cut off anywhere and begun anew."""

from django.db import transaction

from beside.core.clock import now
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety.actions.cases import open_case
from beside.foundation.safety.actions.restricting import begin_what_is_due, empty_what_is_over
from beside.foundation.safety.actions.sharing import end_openings
from beside.foundation.safety.models import Case, Decision


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
