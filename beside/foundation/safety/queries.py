"""Reading blocks, offers, cases, staffed hours and helplines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.foundation.accounts import keys
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person, Role
from beside.foundation.safety import helplines, reviewing, roster, shown_lines
from beside.foundation.safety.models import Appeal, Block, Case, Concern, Report
from beside.foundation.safety.reviewing import Excerpt

DESK: Final = (Role.MODERATOR, Role.SAFETY_LEAD)
PAGE: Final = 20
GRAVE: Final = ("elevated", "high", "imminent")
# A gentle offer is for the hours after the words were written, not for a month later.
_OFFER_STANDS: Final = timedelta(hours=24)


_BLOCKS = Prepared(lambda one: Block.objects.filter(Q(by=one) | Q(of=one)).values_list("by_id", "of_id"))
_OPEN_OFFERS = Prepared(
    lambda person: Concern.objects.filter(person=person, offered_at__isnull=False, offer_closed_at=None).values_list(
        "pk"
    )
)


# --- texts before the desk ---
def under_review(kind: str, refs: Iterable[str]) -> set[str]:
    """Those of these texts about which a case is open because of what triage noticed."""
    open_cases = Case.objects.filter(closed_at=None, concern__subject_kind=kind, concern__subject_ref__in=list(refs))
    return set(open_cases.values_list("concern__subject_ref", flat=True))


def concerned_in(talk_ref: str) -> set[int]:
    """Whose words in a talk triage noticed something in, without what: whoever leads there may look in on them."""
    rows = Concern.objects.filter(subject_ref__startswith=f"{talk_ref}:", person__isnull=False)
    return {person_id for person_id in rows.values_list("person_id", flat=True) if person_id is not None}


def open_case_in(talk_ref: str) -> bool:
    """Whether a case is open about something that was said in a talk: then its words may not go."""
    concerned = Q(concern__subject_ref__startswith=f"{talk_ref}:")
    told = Q(reports__subject_ref__startswith=f"{talk_ref}:")
    return Case.objects.filter(concerned | told, closed_at=None).exists()


# --- blocks ---
def blocked_ids(person: Person) -> set[int]:
    """Everyone whom this person does not see and who does not see them, by either's wish."""
    pairs = _BLOCKS.rows(person.pk)
    return {other for pair in pairs for other in pair if other != person.pk}


def are_apart(a: Person, b: Person) -> bool:
    """Whether either has blocked the other."""
    return Block.objects.filter(Q(by=a, of=b) | Q(by=b, of=a)).exists()


def apart_among(person_ids: Iterable[int]) -> set[frozenset[int]]:
    """The pairs within a group of people that do not see each other; one query."""
    ids = set(person_ids)
    pairs = Block.objects.filter(by__in=ids, of__in=ids).values_list("by_id", "of_id")
    return {frozenset(pair) for pair in pairs}


def has_blocked(by: Person, of: Person) -> bool:
    """Whether ``by`` blocked ``of``; the other way round does not count."""
    return Block.objects.filter(by=by, of=of).exists()


@dataclass(frozen=True, slots=True)
class Blocked:
    """Someone the person has blocked; ``name`` is empty once they left."""

    ref: str
    name: str
    at: datetime


def blocked_by(person: Person) -> list[Blocked]:
    """Whom the person has blocked, newest first. Never who blocked them."""
    rows = list(Block.objects.filter(by=person).select_related("of").order_by("-at", "-pk"))
    names = reviewing.names(row.of_id for row in rows)
    return [Blocked(row.of.ref, names.get(row.of_id, ""), row.at) for row in rows]


# --- the writer's own offer of help ---
def open_offer(person: Person) -> Concern | None:
    """The newest private offer of help that the person has not put away, from the last day."""
    if not _OPEN_OFFERS.rows(person.pk):  # nearly always; asked on every page of a conversation
        return None
    recent = Concern.objects.filter(person=person, offered_at__gt=now() - _OFFER_STANDS, offer_closed_at=None)
    return recent.order_by("-offered_at", "-pk").first()


# --- cases ---
def desk(about: Person | None = None) -> list[Person]:
    """Everyone on the care desk, without the one the matter is about."""
    return [person for person in accounts.holders(*DESK) if about is None or person.pk != about.pk]


def cases_for(viewer: Person) -> QuerySet[Case]:
    """The cases a member of staff may see: all but those about themselves."""
    return Case.objects.exclude(about=viewer).select_related("concern", "about", "taken_by", "closed_by")


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of cases; ``later`` is the ref to go on from, empty at the end."""

    cases: list[Case]
    later: str


def open_cases(viewer: Person, *, after: Case | None = None) -> CasePage:
    """Open cases, most urgent and then oldest first; ``after`` is the last one of the page before."""
    found = cases_for(viewer).filter(closed_at=None).order_by("-urgency", "opened_at", "pk")
    if after is not None:
        older = Q(opened_at__gt=after.opened_at) | Q(opened_at=after.opened_at, pk__gt=after.pk)
        found = found.filter(Q(urgency__lt=after.urgency) | (Q(urgency=after.urgency) & older))
    return _page(found)


def closed_cases(viewer: Person, *, after: Case | None = None) -> CasePage:
    """Closed cases, newest first."""
    found = cases_for(viewer).filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
    if after is not None and after.closed_at is not None:
        found = found.filter(Q(closed_at__lt=after.closed_at) | Q(closed_at=after.closed_at, pk__lt=after.pk))
    return _page(found)


def _page(found: QuerySet[Case]) -> CasePage:
    cases = list(found[: PAGE + 1])
    return CasePage(cases[:PAGE], cases[PAGE - 1].ref if len(cases) > PAGE else "")


def open_call(person: Person) -> Case | None:
    """The person's own call for help that nobody has closed yet."""
    return Case.objects.filter(about=person, kind=Case.Kind.HELP, closed_at=None).first()


def may_take(case: Case, person: Person) -> bool:
    """Whether somebody on the desk may take a case on: an appeal never by those who were part of what is appealed."""
    found = Appeal.objects.filter(case=case).select_related("decision__case").first()
    if found is None:
        return True
    decision = found.decision
    part = {decision.by_id, decision.agreed_by_id, decision.about_id, found.by_id}
    return person.pk not in part and not decision.case.reports.filter(by=person).exists()


def may_be_unwell(person: Person) -> bool:
    """Whether something open says that the person may be in danger: a concern, a call for help, somebody's worry."""
    return Case.objects.filter(
        Q(kind__in=(Case.Kind.HELP, Case.Kind.WORRIED)) | Q(concern__level__in=GRAVE), about=person, closed_at=None
    ).exists()


def words_of(report: Report) -> str:
    """What the reporter wrote."""
    return keys.open_for_site(bytes(report.words), report.words_context)


def copy_of(report: Report) -> Excerpt | None:
    """The reported text as it stood, if the reporter included it; its author's number is not kept in it."""
    if not report.excerpt:
        return None
    copy = json.loads(keys.open_for_site(bytes(report.excerpt), report.excerpt_context))
    return Excerpt(copy["text"], None, datetime.fromisoformat(copy["at"]), copy["place"])


def note_of(case: Case) -> str:
    """Why staff decided as they did; for staff."""
    return keys.open_for_site(bytes(case.note), case.note_context)


# --- who is here ---
@dataclass(frozen=True, slots=True)
class Staffing:
    """Whether somebody of the staff has promised to be here now.

    With a roster ``until_at`` says until when, without a gap, and ``next_at`` when somebody is next; ``since`` and
    ``until`` are empty. Without one, they are the hours the organisation named, on its own clock; ``here`` is None
    where it named none. ``people`` is False where nobody holds a role on the care desk: then nobody is told.
    """

    here: bool | None
    since: time | None
    until: time | None
    zone: str
    people: bool
    until_at: datetime | None = None
    next_at: datetime | None = None
    roster: bool = False


def staffing(moment: datetime, about: Person | None = None) -> Staffing:
    """Whether the staff are here at ``moment``: by the roster, else as the organisation's hours promise."""
    people = bool(desk(about))
    if roster.exists():
        on = roster.on_call(moment, about)
        here = bool(on.people)
        return Staffing(here, None, None, settings.TIME_ZONE, people, on.until, on.next_at, roster=True)
    place = accounts.organisation()
    since, until = place.staffed_from, place.staffed_until
    if since is None or until is None:
        return Staffing(None, None, None, settings.TIME_ZONE, people)
    local = moment.astimezone(roster.zone()).time()
    # Hours such as 18:00 to 02:00 run past midnight; the same time twice means day and night.
    here = since <= local < until if since < until else local >= since or local < until
    opens = [roster.moment_of(roster.local_day(moment) + timedelta(days=ahead), since) for ahead in (0, 1)]
    next_at = None if here else next((one for one in opens if one > moment), None)
    return Staffing(here and people, since, until, settings.TIME_ZONE, people, next_at=next_at)


# --- helplines ---
@dataclass(frozen=True, slots=True)
class Help:
    """Help for one country; ``code`` is empty where nobody said which. ``first`` come before ``others``.

    ``confirmed`` is the day the operator said that the emergency numbers are right. Equal help reads the same.
    """

    code: str
    found: helplines.HelpFor | None
    first: tuple[helplines.Line, ...]
    others: tuple[helplines.Line, ...]
    confirmed: date | None = None


def help_for(person: Person | None, chosen: str = "", first: int = 3, *, lasting: bool = False) -> Help:
    """Help where the person is: the country they chose now, else the one of their profile, else the organisation's.

    Never guessed from an address or a language. Hours are read in a zone only where we know it for that country.
    ``lasting``: for a copy that is read hours later, so "open now" is said of no line but those that never close.
    """
    own = reviewing.home_of(person) if person is not None else reviewing.Home("", None)
    country = accounts.organisation().country
    code = (chosen or own.country or country).strip().upper()[:2]
    if not code:
        return Help("", None, (), ())
    zone: tzinfo | None = None
    if not lasting and code == own.country and own.zone is not None:
        zone = own.zone
    elif not lasting and code == country:
        zone = ZoneInfo(settings.TIME_ZONE)
    found = helplines.for_country(code, now(), zone, shown_lines.entries(code), shown_lines.own_country(code))
    top = helplines.top(found, first)
    others = tuple(line for line in found.lines if line not in top)
    return Help(code, found, top, others, shown_lines.emergency_confirmed(code))
