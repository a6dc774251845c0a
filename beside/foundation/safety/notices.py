"""What safety tells people, and in which words. Notices and letters stay discreet: someone may look over a shoulder."""

from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications.kinds import register_kind
from beside.foundation.safety.models import Appeal, Case, Decision, Report

NOW = "safety.case_now"
CASE = "safety.case"
OUTCOME = "safety.outcome"
OLD_LINES = "safety.old_lines"
DECISION = "safety.decision"
APPEAL = "safety.appeal"
OPENED = "safety.opened"
ANSWERED = "safety.answered"
ASKED = "safety.asked"
RISK = "safety.risk"

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
        notifications.notify(person, NOW if urgent else CASE, data, href, actor=BESIDE)


def tell_outcome(report: Report, outcome: str) -> None:
    """Tell a reporter that a person has decided; what came of it stands behind the link, where only they can read."""
    if report.by is not None:
        href = reverse("safety:own_report", args=[report.ref])
        notifications.notify(report.by, OUTCOME, {"outcome": outcome}, href, actor=BESIDE)


def tell_decision(decision: Decision) -> None:
    """Tell the one a decision is about; all else stands behind the link, where only they can read."""
    if decision.about is not None:
        href = reverse("safety:statement", args=[decision.ref])
        kind = {"support": decision.kind == Decision.Kind.SUPPORT}
        notifications.notify(decision.about, DECISION, kind, href, actor=BESIDE, email=True)


def tell_appeal(appeal: Appeal) -> None:
    """Tell whoever asked for another look; and the author, where a decision about them was taken back by it."""
    if appeal.by is not None:
        notifications.notify(
            appeal.by, APPEAL, {}, reverse("safety:appeal", args=[appeal.ref]), actor=BESIDE, email=True
        )


def tell_answered(case: Case, staff: Iterable[Person]) -> None:
    """Tell the staff that somebody answered them; who and what stands behind the link."""
    href = reverse("safety:case", args=[case.ref]) + f"#exchange-{case.ref}"
    for person in staff:
        notifications.notify(person, ANSWERED, {}, href, actor=BESIDE)


def tell_opened(person: Person, href: str) -> None:
    """Tell a member of a sealed place, afterwards, that the staff looked into more of it."""
    notifications.notify(person, OPENED, {}, href, actor=BESIDE, email=True)


def ask_colleague(case: Case, colleague: Person) -> None:
    """Tell a colleague that somebody wants their eyes on a case."""
    notifications.notify(colleague, ASKED, {}, reverse("safety:case", args=[case.ref]), actor=BESIDE, email=True)


def decision_words(data: dict[str, Any]) -> str:
    """A decision, to the one it is about."""
    if data.get("support"):
        return _("Somebody on the staff has written to you.")
    return _("The staff have decided something that concerns you. Here is what, why, and how to object.")


def appeal_words(data: dict[str, Any]) -> str:
    """The answer to an appeal."""
    return _("A different person has looked again. Here is what they found.")


def opened_words(data: dict[str, Any]) -> str:
    """An opening, to the members."""
    return _("Two people on the staff looked into part of one of your conversations. Here is when.")


def asked_words(data: dict[str, Any]) -> str:
    """An invitation or a hand-over, to a colleague."""
    return _("A colleague would like you to look at a case.")


def answered_words(data: dict[str, Any]) -> str:
    """An answer to a word of support, to staff."""
    return _("Somebody has answered what the staff wrote to them.")


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


def _waits() -> str:
    return _("Something is waiting for you")


def _to_read() -> str:
    return _("There is something for you to read")


def _an_answer() -> str:
    return _("There is an answer for you")


_TO_MEMBERS: Final = {
    OUTCOME: (outcome_words, _an_answer, gettext_lazy("What came of something you told us")),
    DECISION: (decision_words, _to_read, gettext_lazy("What the staff decided about you")),
    APPEAL: (appeal_words, _an_answer, gettext_lazy("What came of asking for another look")),
    OPENED: (opened_words, _to_read, gettext_lazy("When the staff looked into a conversation of yours")),
}


_TO_THE_DESK: Final = {
    CASE: (case_words, gettext_lazy("Something new on the care desk")),
    ASKED: (asked_words, gettext_lazy("A colleague who asks you to look")),
    ANSWERED: (answered_words, gettext_lazy("An answer to what the staff wrote to somebody")),
}


def risk_words(data: dict[str, Any]) -> str:
    """A risk is to be looked at again."""
    return _("A risk you have judged is to be looked at again.")


def register() -> None:
    """Register what safety tells."""
    desk = gettext_lazy("Care desk")
    # Each time: the second person in danger must not go unheard because the first notice was not yet put away.
    register_kind(
        NOW,
        case_words,
        lambda: _("You are needed now"),
        label=gettext_lazy("The care desk needs you now"),
        group=desk,
        urgent=True,
        staff=True,
        each_time=True,
    )
    register_kind(
        RISK,
        risk_words,
        lambda: _("Something is to be looked at again"),
        label=gettext_lazy("Risks to look at again"),
        group=gettext_lazy("Console"),
        staff=True,
    )
    for name, (words, label) in _TO_THE_DESK.items():
        register_kind(name, words, _waits, label=label, group=desk, staff=True)
    for name, (words, subject, label) in _TO_MEMBERS.items():
        register_kind(name, words, subject, label=label, group=gettext_lazy("Safety"))
    register_kind(
        OLD_LINES,
        old_lines_words,
        _waits,
        label=gettext_lazy("Helplines that want another look"),
        group=gettext_lazy("Console"),
        staff=True,
    )
