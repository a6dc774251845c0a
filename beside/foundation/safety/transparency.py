"""What happened in a period, in numbers: what people told, what was decided, how long it took, how much by itself.

Counted from the rows and from the log that everything here writes. Every family of numbers goes through
``suppressing``; two families never share a total or a part of one, so that none can be worked out from another.
Times are given from ``small_under`` cases on, and the slowest twentieth from twenty on: of fewer it would be one case.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Any, Final

from django.db.models import F, Q
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.foundation.audit.models import Entry
from beside.foundation.safety.models import (
    RESTRICTING,
    Appeal,
    AutomaticMeasure,
    Case,
    Decision,
    LegalSettings,
    OutsideNotice,
    Page,
    PublishedReport,
    Report,
)
from beside.foundation.safety.periods import Period
from beside.foundation.safety.rules import find
from beside.foundation.safety.suppressing import Cell, Table, suppress, table

_FOR_SLOWEST: Final = 20
_AT_ONCE: Final = 500
_FIRST_LOOKS: Final = ("case.read", "case.taken", "case.closed")
_RULED: Final = RESTRICTING | {Decision.Kind.REVISE}


@dataclass(frozen=True, slots=True)
class Time:
    """How long something took, in minutes; None where there were too few to say."""

    key: str
    label: str
    middle: float | None
    slowest: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """A report as it may be shown: numbers below ``least`` are left out.

    ``by_program`` is the share of restrictions that a program pointed out, in per cent.
    """

    tables: list[Table]
    times: list[Time]
    by_program: int | None
    decided_by_program: int | None
    least: int


def legal_settings() -> LegalSettings:
    """The organisation's own, or what they are by default."""
    return LegalSettings.objects.filter(pk=1).first() or LegalSettings(pk=1)


def figures(period: Period) -> Figures:
    """The report of a period, with small numbers left out."""
    least = legal_settings().small_under
    families = [_told(period), _restrictions(period), _others(period), _appeals(period), _held(period)]
    families += [_concerns(period), _calls(period)]
    tables = [one for family in families for one in suppress(family, least)]
    return Figures(
        tables,
        list(_times(period, least)),
        _share(tables, "sources", Decision.Source.HINT.value),
        _share(tables, "automated", "yes"),
        least,
    )


def published() -> list[PublishedReport]:
    """What was made public, newest period first."""
    return list(PublishedReport.objects.all())


def as_published(report: PublishedReport) -> Figures:
    """A report as it was made public."""
    tables = [Table(one["key"], one["title"], one["total"], tuple(Cell(**cell) for cell in one["cells"]))
              for one in report.tables]  # fmt: skip
    given: dict[str, Any] = report.times
    return Figures(
        tables,
        [Time(**one) for one in given["times"]],
        given["by_program"],
        given["decided_by_program"],
        given["least"],
    )


def rows(shown: Figures) -> Iterator[list[object]]:
    """The same as lines for a spreadsheet; what is hidden is an empty cell."""
    yield ["table", "row", "number", "median_minutes", "p95_minutes"]
    for one in shown.tables:
        for cell in one.cells:
            yield [one.title, cell.label, cell.count, None, None]
        yield [one.title, _("Together"), one.total, None, None]
    for took in shown.times:
        yield [_("How long it took"), took.label, None, took.middle, took.slowest]
    yield [_("By itself"), _("Restrictions a program pointed out, per cent"), shown.by_program, None, None]
    yield [_("By itself"), _("Restrictions a program decided, per cent"), shown.decided_by_program, None, None]


def _within(name: str, period: Period) -> Q:
    return Q(**{f"{name}__gte": period.since, f"{name}__lt": period.until})


def _cells(counted: Counter[str], labels: Iterable[tuple[str, Any]]) -> list[Cell]:
    return [Cell(key, str(label), counted[key]) for key, label in labels]


def _told(period: Period) -> list[Table]:
    counted = Counter(
        reason or "worried" for reason in Report.objects.filter(_within("at", period)).values_list("reason", flat=True)
    )
    counted["outside"] = OutsideNotice.objects.filter(_within("at", period)).count()
    labels = [
        *Report.Reason.choices,
        ("worried", _("Worried about somebody")),
        ("outside", _("A notice from outside")),
    ]
    return [table("told", _("What people told us"), _cells(counted, labels))]


def _decided(period: Period) -> list[Decision]:
    found = Decision.objects.filter(_within("agreed_at", period)).select_related("text", "case")
    # Writing back to an answer goes on with what was decided when the case was closed.
    return list(found.exclude(kind=Decision.Kind.SUPPORT, at__gt=F("case__closed_at")))


def _restrictions(period: Period) -> list[Table]:
    """Decisions that restrict, in four ways: by kind, by rule, by how they came to notice, and who decided."""
    found = [one for one in _decided(period) if one.kind in _RULED]
    kinds = [(kind.value, kind.label) for kind in Decision.Kind if kind in _RULED]
    rules = sorted({_rule(one) for one in found})
    yes_or_no = [("no", _("By a person")), ("yes", _("By a program"))]
    return [
        table("restrictions", _("What was restricted"), _cells(Counter(one.kind for one in found), kinds)),
        table("rules", _("By which rule"), _cells(Counter(_rule(one) for one in found), [(one, one) for one in rules])),
        table(
            "sources", _("How it came to notice"), _cells(Counter(one.source for one in found), Decision.Source.choices)
        ),
        table(
            "automated",
            _("Who decided"),
            _cells(Counter("yes" if one.automated else "no" for one in found), yes_or_no),
        ),
    ]


def _rule(decision: Decision) -> str:
    """A rule by its words: its number may mean another one in the next version."""
    cited = find(decision.text, decision.rule)
    return f"{cited.number}. {cited.title}" if cited is not None else _("None")


def _others(period: Period) -> list[Table]:
    counted = Counter(one.kind for one in _decided(period) if one.kind not in _RULED)
    kinds = [(kind.value, kind.label) for kind in Decision.Kind if kind not in _RULED]
    return [table("others", _("What was decided otherwise"), _cells(counted, kinds))]


def _appeals(period: Period) -> list[Table]:
    counted = Counter(
        "open" if upheld is None else "upheld" if upheld else "reversed"
        for upheld in Appeal.objects.filter(_within("at", period)).values_list("upheld", flat=True)
    )
    labels = [("upheld", _("It stayed")), ("reversed", _("It was taken back")), ("open", _("Not answered yet"))]
    return [table("appeals", _("Asked for another look"), _cells(counted, labels))]


def _held(period: Period) -> list[Table]:
    counted = Counter(
        "open" if kept is None else "kept" if kept else "shown"
        for kept in AutomaticMeasure.objects.filter(_within("at", period)).values_list("kept_hidden", flat=True)
    )
    labels = [
        ("kept", _("A person kept it hidden")),
        ("shown", _("A person showed it again")),
        ("open", _("Nobody has looked yet")),
    ]
    return [table("held", _("Hidden by itself until a person looked"), _cells(counted, labels))]


def _concerns(period: Period) -> list[Table]:
    """From the log: a person who leaves takes their concerns along, and not what was done."""
    made = Entry.objects.filter(_within("at", period))
    noticed = made.filter(verb="concern.noticed").count()
    opened = made.filter(verb="case.opened", detail__kind=Case.Kind.CONCERN.value).count()
    counted = Counter({"acted": opened, "left": max(noticed - opened, 0)})
    labels = [("acted", _("Put before a person")), ("left", _("Help offered, or nothing"))]
    return [table("concerns", _("What the program noticed"), _cells(counted, labels))]


def _calls(period: Period) -> list[Table]:
    found = Page.objects.filter(_within("at", period)).values_list("rung", "seen_at")
    counted = Counter("open" if seen is None else str(rung) for rung, seen in found)
    labels = [(str(rung.value), rung.label) for rung in Page.Rung if rung != Page.Rung.WAITING]
    counted[str(Page.Rung.FIRST.value)] += counted.pop(str(Page.Rung.WAITING.value), 0)
    return [table("calls", _("Calls to those on call, and who had been reached when somebody came"),
                  _cells(counted, [*labels, ("open", _("Nobody has come yet"))]))]  # fmt: skip


def _times(period: Period, least: int) -> Iterator[Time]:
    cases = dict(Case.objects.filter(_within("opened_at", period)).values_list("pk", "opened_at"))
    looks = [at - cases[number] for number, at in _first_looks(list(cases)).items()]
    yield _time("look", _("From being told to a first look"), looks, least)
    decided = [one for one in _decided(period) if one.kind != Decision.Kind.ESCALATE and one.agreed_at is not None]
    until = [one.agreed_at - one.case.opened_at for one in decided if one.agreed_at is not None]
    yield _time("decision", _("From being told to a decision"), until, least)
    asked = Appeal.objects.filter(_within("at", period), decided_at__isnull=False).values_list("at", "decided_at")
    yield _time("appeal", _("From asking for another look to the answer"), [b - a for a, b in asked if b], least)
    calls = Page.objects.filter(_within("at", period), seen_at__isnull=False).values_list("at", "seen_at")
    yield _time("call", _("From calling those on call to somebody coming"), [b - a for a, b in calls if b], least)


def _first_looks(cases: Sequence[int]) -> dict[int, datetime]:
    """When somebody on the staff first looked at each case, by the log: handing it back does not undo that."""
    found: dict[int, datetime] = {}
    for start in range(0, len(cases), _AT_ONCE):
        some = [str(number) for number in cases[start : start + _AT_ONCE]]
        looks = Entry.objects.filter(kind="safety.case", verb__in=_FIRST_LOOKS, about__in=some, at__lte=now())
        for about, at in looks.order_by("pk").values_list("about", "at"):
            number = int(about)
            found[number] = min(at, found.get(number, at))
    return found


def _time(key: str, label: str, took: Sequence[timedelta], least: int) -> Time:
    minutes = sorted(one.total_seconds() / 60 for one in took)
    middle = round(median(minutes), 1) if len(minutes) >= least else None
    enough = len(minutes) >= max(least, _FOR_SLOWEST)
    slowest = round(minutes[ceil(0.95 * len(minutes)) - 1], 1) if enough else None
    return Time(key, label, middle, slowest)


def _share(tables: Sequence[Table], key: str, cell: str) -> int | None:
    """In per cent; None where it would tell what is hidden."""
    found = next(one for one in tables if one.key == key)
    count = next(one.count for one in found.cells if one.key == cell)
    return round(100 * count / found.total) if found.total and count is not None else None
