"""What the desk had in the weeks before: enough for a report in numbers, about people who have left since."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from beside.core.clock import now
from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts import queries
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.profiles import actions as profiles
from beside.foundation.safety import actions as safety
from beside.foundation.safety import periods, roster
from beside.foundation.safety.actions import Grounds, Subject, Words
from beside.foundation.safety.models import Case, Decision, Report
from beside.interfaces.cli.demo.arriving import People
from beside.interfaces.cli.demo.moving_back import scene
from beside.interfaces.cli.demo.people import PASSWORD

_LEFT: Final = ("Grey Plover", "Sandpiper", "Turnstone", "Oystercatcher")
_DAYS: Final = 30
_REASONS: Final = (
    *[Report.Reason.PRESSING] * 10,
    *[Report.Reason.UNKIND] * 7,
    *[Report.Reason.PRIVATE] * 5,
    *[Report.Reason.PRETENDING] * 2,
)
_WORRIED: Final = 6
_LIMITED, _SUSPENDED, _SUPPORTED = 9, 15, 19
_APPEALED: Final = 7
_REVERSED: Final = 2
_RULES: Final = (1, 4, 4, 1, 4)
_FACTS: Final = "Three people asked to be left alone, and were written to all the same."
_LOOKED, _DECIDED = (9, 14, 22, 35, 50, 75), (50, 95, 140, 260, 410)  # minutes after being told


def tell(people: People, present: datetime) -> None:
    """All of it, and what the operator made of it; in the caller's transaction."""
    operator, lead, moderator = people["tern"], people["hawthorn"], people["tamarack"]
    with scene(present - timedelta(days=_DAYS + 1)):
        left = [_someone(name, operator) for name in _LEFT]
    made = list(_reports(left, moderator, present))
    _appeals([one for one in made if one.kind in {Decision.Kind.LIMIT, Decision.Kind.SUSPEND}], lead, present)
    _worries(left, lead, present)
    with scene(present - timedelta(days=2)):
        for person in left:
            accounts.erase(person, actor=person)
    _outside(moderator, present)
    _law(operator, present)
    for person in (operator, lead, moderator):
        notifications.put_all_away(person, actor=person)


def _someone(name: str, operator: Person) -> Person:
    _invitation, code = accounts.make_invitation(actor=operator, note="The winter group")
    person = accounts.join(
        birth_year=now().year - 40,
        sign_in_name=name.lower().replace(" ", "-"),
        password=PASSWORD,
        invitation=queries.invitation_for(code),
        actor=BESIDE,
    )
    accounts.make_recovery_codes(person, actor=person)
    accounts.recovery_codes_kept(person, actor=person)
    for text in queries.texts_to_agree(person):
        accounts.give_consent(person, text, actor=person)
    accounts.finish_joining(person, actor=person)
    profiles.choose_name(name, actor=person)
    return person


def _moment(present: datetime, turn: int, of: int) -> datetime:
    """Spread over the weeks, at different hours of the day."""
    return present - timedelta(days=_DAYS) * (1 - turn / (of + 3)) + timedelta(minutes=37 * turn % 200)


def _reports(left: list[Person], moderator: Person, present: datetime) -> Iterator[Decision]:
    for turn, reason in enumerate(_REASONS):
        by, about = left[turn % 4], left[(turn + 1) % 4]
        at = _moment(present, turn, len(_REASONS))
        with scene(at):
            case = safety.report(Subject(about), reason=reason, words="", excerpt=None, actor=by).case
        with scene(at + timedelta(minutes=_LOOKED[turn % len(_LOOKED)])):
            safety.take(case, actor=moderator)
        with scene(at + timedelta(minutes=_LOOKED[turn % len(_LOOKED)] + _DECIDED[turn % len(_DECIDED)])):
            case.refresh_from_db()
            yield _decide(case, turn, moderator)


def _decide(case: Case, turn: int, moderator: Person) -> Decision:
    grounds = Grounds(_FACTS, Decision.Source.REPORT, _RULES[turn % len(_RULES)])
    if turn < _LIMITED:
        return safety.limit(case, grounds, "asking", 3, actor=moderator)
    if turn < _SUSPENDED:
        return safety.suspend(case, grounds, 1, actor=moderator)
    if turn < _SUPPORTED:
        return safety.support(case, grounds, "How are you today? I am here in the evening.", actor=moderator)
    return safety.find_nothing(case, grounds, actor=moderator)


def _appeals(made: list[Decision], lead: Person, present: datetime) -> None:
    for turn, decision in enumerate(made[:_APPEALED]):
        decision.refresh_from_db()
        if decision.about is None:
            raise TypeError(decision)
        with scene(decision.at + timedelta(hours=5)):
            asked = safety.appeal(decision, "I would like somebody else to look at it.", actor=decision.about)
        with scene(min(decision.at + timedelta(hours=26 + turn), present)):
            answer = safety.reverse if turn < _REVERSED else safety.uphold
            answer(asked, "I read it all again, and spoke with both.", actor=lead)


def _worries(left: list[Person], lead: Person, present: datetime) -> None:
    for turn in range(_WORRIED):
        at = _moment(present, turn, _WORRIED)
        with scene(at):
            case = safety.say_worried(left[turn % 4], words="", actor=left[(turn + 1) % 4]).case
        with scene(at + timedelta(minutes=2 + turn)):
            safety.take(case, actor=lead)
        with scene(at + timedelta(minutes=30 + turn)):
            safety.close(case, outcome=Case.Outcome.REACHED, note="We spoke.", actor=lead)


def _outside(moderator: Person, present: datetime) -> None:
    """A notice from outside, still open."""
    with scene(present - timedelta(hours=20)):
        where = "The house rules page, second paragraph from the end, as it stood last Tuesday."
        why = "A photograph credit is missing there. I took the picture that the page describes."
        safety.tell_from_outside("rights", Words(where, why, "A photographer"), actor=BESIDE)


def _law(operator: Person, present: datetime) -> None:
    """The contact point, three risks judged (one to be looked at again), and last month made public."""
    contact = {"contact_name": "The board of The Long Table", "contact_email": "board@long-table.example"}
    safety.set_legal(contact | {"languages": "English", "contact_post": "4 Harbour Row\nWindy Bay"}, actor=operator)
    soon = roster.local_day(present) + timedelta(days=300)
    _judge("suicide", "medium", "high", soon, operator)
    _judge("harassment", "medium", "medium", soon, operator)
    _judge("fraud", "low", "medium", roster.local_day(present) - timedelta(days=1), operator)
    last_month = periods.find(f"{present - timedelta(days=present.day):%Y-%m}")
    if last_month is not None:
        safety.publish_report(last_month, actor=operator)


def _judge(key: str, likelihood: str, impact: str, again: date, operator: Person) -> None:
    judged = {
        "likelihood": likelihood,
        "impact": impact,
        "why": "What the log of the last year shows, and what members said in the spring survey.",
        "measures": "Two people on the desk each evening; help on every page; everyone who tells us hears back.",
        "owner": "Safety lead",
        "review_by": again,
    }
    safety.judge_risk(key, judged, actor=operator)
