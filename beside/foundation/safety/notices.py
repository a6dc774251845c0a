"""What safety tells people, and in which words. Notices and letters stay discreet: someone may look over a shoulder."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications.kinds import register_kind
from beside.foundation.safety.models import Case, Report

NOW = "safety.case_now"
CASE = "safety.case"
OUTCOME = "safety.outcome"
OLD_LINES = "safety.old_lines"

# What a reporter hears; no more than they need, nothing about the person beyond what was done with the report.
HEARD = {
    Case.Outcome.REACHED: gettext_lazy("A person on the staff got in touch with them."),
    Case.Outcome.TALKED: gettext_lazy("A person on the staff talked with them about it."),
    Case.Outcome.ACTED: gettext_lazy("It goes against the house rules, and we did something about it."),
    Case.Outcome.WITHIN_RULES: gettext_lazy("We looked at it with care. It does not go against the house rules."),
    Case.Outcome.NO_NEED: gettext_lazy("We looked into it with care. There is nothing more to do right now."),
    Case.Outcome.NOT_SO: gettext_lazy("We looked into it with care. It was not what it seemed."),
    Case.Outcome.UNCLEAR: gettext_lazy("We looked into it, but could not find out enough to act on it."),
}


def ring(case: Case, staff: list[Person]) -> None:
    """Tell the desk that something waits, by notice and by letter; in the caller's transaction, so none gets lost.

    The service tells it, not the one who reported: no trace leads from a notice to them.
    """
    href = reverse("safety:case", args=[case.ref])
    urgent = case.urgency == Case.Urgency.NOW
    for person in staff:
        data = {"urgency": int(case.urgency)}
        notifications.notify(person, NOW if urgent else CASE, data, href, actor=BESIDE, email=not urgent)
        if urgent:
            _write_each_time(person, href)


def _write_each_time(person: Person, href: str) -> None:
    """A letter for every urgent case: notices send one only until it is seen, and the second person in danger must not
    go unheard because the first notice was not yet put away.
    """
    address = EmailAddress.objects.filter(user_id=person.pk, verified=True).order_by("-primary").first()
    if address is not None:
        body = _("Sign in to see it:") + f"\n{settings.ENV.public_url}{href}\n"
        notifications.keep_letter(address.email, _("You are needed now"), body)


def tell_outcome(report: Report, outcome: str) -> None:
    """Tell a reporter that a person has decided; what came of it stands behind the link, where only they can read."""
    if report.by is not None:
        href = reverse("safety:own_report", args=[report.ref])
        notifications.notify(report.by, OUTCOME, {"outcome": outcome}, href, actor=BESIDE, email=True)


def case_words(data: dict[str, Any]) -> str:
    """A new case, to staff. Says how soon, never who or what."""
    urgency = Case.Urgency(data.get("urgency", Case.Urgency.TODAY))
    said = {
        Case.Urgency.NOW: _("Somebody needs you on the care desk now."),
        Case.Urgency.TODAY: _("Something on the care desk needs a look today."),
        Case.Urgency.WHEN_POSSIBLE: _("There is something new on the care desk."),
    }
    return said[urgency]


def outcome_words(data: dict[str, Any]) -> str:
    """A decision, to the one who told us."""
    return _("We have looked into what you told us. Here is what came of it.")


def tell_of_old_lines(operators: Iterable[Person], count: int, href: str) -> None:
    """To the operators, by letter too: helplines were confirmed more than six months ago."""
    for person in operators:
        notifications.notify(person, OLD_LINES, {"count": count}, href, email=True, actor=BESIDE)


def old_lines_words(data: dict[str, Any]) -> str:
    """What an operator reads about confirmations that have grown old."""
    return _("Helplines were confirmed more than six months ago. Numbers change: please check them again.")


def register() -> None:
    """Register what safety tells."""
    register_kind(NOW, case_words)
    register_kind(CASE, case_words, lambda: _("Something is waiting for you"))
    register_kind(OLD_LINES, old_lines_words, lambda: _("Something is waiting for you"))
    register_kind(OUTCOME, outcome_words, lambda: _("There is an answer for you"))
