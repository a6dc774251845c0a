"""Looking back: calm charts with their tables, a year at once, and a copy as a file."""

from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from beside.core.sheets import csv_lines
from beside.features.checkins import charts, keeping, measures, queries
from beside.features.checkins.words import ENERGY, MOODS, SLEEP
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person


@require_GET
@member
def looking_back(request: HttpRequest) -> HttpResponse:
    """``?range=``: 30 days, 90 (three months), 365 (a year) or all."""
    person = person_of(request)
    name = request.GET.get("range", "90")
    if name not in (*charts.RANGES, "all"):
        name = "90"
    today = keeping.today(person)
    labels = {"30": _("30 days"), "90": _("Three months"), "365": _("A year"), "all": _("All of it")}
    tabs = [
        {"label": label, "href": f"/looking-back?range={key}", "current": key == name} for key, label in labels.items()
    ]
    shown = {**charts.look(person, name, today), "tabs": tabs, "year": today.year}
    return render(request, "checkins/looking_back.html", shown)


@require_GET
@member
def year(request: HttpRequest, number: int) -> HttpResponse:
    """A year, day by day."""
    person = person_of(request)
    today = keeping.today(person)
    if not keeping.EARLIEST.year <= number <= today.year:
        raise Http404
    held = {first.year for first in queries.months(person)}
    shown = charts.year(person, number, today)
    shown["earlier"] = max((one for one in held if one < number), default=None)
    shown["later"] = min((one for one in held if number < one <= today.year), default=None)
    return render(request, "checkins/year.html", shown)


@require_GET
@member
def checkins_csv(request: HttpRequest) -> HttpResponse:
    """Every check-in as a file."""
    return _file("check-ins", _checkin_rows(person_of(request)))


def _checkin_rows(person: Person) -> Iterator[Iterable[object]]:
    trackers = queries.trackers(person, archived=True)
    yield [_("Day"), _("Time"), _("Mood"), _("Strength"), _("Sleep"), _("Line"), *(one.name for one in trackers)]
    zone = keeping.zone_of(person)
    for one in queries.entries(person):
        rows = ((MOODS, one.mood), (ENERGY, one.energy), (SLEEP, one.sleep))
        said = (words[value] if value else None for words, value in rows)
        at = one.at.astimezone(zone).strftime("%H:%M") if one.at else None
        yield [one.day.isoformat(), at, *said, one.line, *(one.marks.get(tracker.ref) for tracker in trackers)]


@require_GET
@member
def measures_csv(request: HttpRequest) -> HttpResponse:
    """Every result as a file."""
    return _file("measures", _result_rows(person_of(request)))


def _result_rows(person: Person) -> Iterator[Iterable[object]]:
    yield [_("Day"), _("Measure"), _("Version"), _("Result"), _("Answers, by number of the question")]
    known = measures.shipped()
    for one in queries.results(person):
        name = known[one.measure].name if one.measure in known else one.measure
        answers = " ".join(f"{number}:{value}" for number, value in sorted(one.answers.items()))
        yield [one.day.isoformat(), name, one.version, one.score, answers]


def _file(name: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    response = HttpResponse("".join(csv_lines(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
