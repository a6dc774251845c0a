"""Measures: which there are, answering one, and the result, which is the person's alone."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.checkins import access, measures, measuring, queries, saying
from beside.features.checkins.core import scoring
from beside.features.checkins.forms import MeasureForm
from beside.features.checkins.measures import Measure
from beside.features.checkins.queries import Result
from beside.foundation.accounts.access import member, person_of
from beside.foundation.safety import reviewing
from beside.foundation.safety.queries import help_for
from beside.foundation.safety.views.help_parts import parts

AT_ONCE: Final = 12  # results on a page


@require_GET
@member
def all_measures(request: HttpRequest) -> HttpResponse:
    """What can be answered here, and what one answered before."""
    held = queries.results(person_of(request))
    newest = {one.measure: one for one in held}
    known = measures.shipped()
    results = held[::-1]
    before = request.GET.get("before", "")
    start = next((place + 1 for place, one in enumerate(results) if one.ref == before), 0)
    here = results[start : start + AT_ONCE]
    shown = {
        "offered": [{"measure": one, "last": newest.get(one.id)} for one in measuring.offered()],
        "results": [{"result": one, "measure": known.get(one.measure)} for one in here],
        "earlier_href": f"/measures?before={here[-1].ref}#results" if results[start + AT_ONCE :] else "",
        "newest_href": "/measures#results" if start else "",
    }
    return render(request, "checkins/measures.html", shown)


@require_http_methods(["GET", "POST"])
@member
def answer(request: HttpRequest, name: str) -> HttpResponse:
    """Answers a measure, all on one page, in its own words."""
    person = person_of(request)
    measure = access.offered(name)
    form = MeasureForm(request.POST if request.method == "POST" else None, measure=measure)
    if request.method == "POST" and form.is_valid():
        answers = form.answers()
        try:
            row = measuring.take(measure, answers, actor=person)
        except Refused as refused:
            form.add_error(refused.code if refused.code in form.fields else None, str(refused.words))
        else:
            onward = "/help" if measuring.opens_help(measure, answers) else ""
            return redirect(f"/measures/results/{row.ref}{onward}")
    pathway = measuring.pathway() if measure.needs_pathway else None
    shown = {"measure": measure, "form": form, "pathway": pathway}
    return render(request, "checkins/answer.html", shown, status=422 if form.errors else 200)


@require_GET
@member
def beside_you(request: HttpRequest, ref: str) -> HttpResponse:
    """Help, at once and before the result, for whoever answered that such thoughts are there. Nobody is told."""
    person = person_of(request)
    row = access.result(person, ref)
    given = help_for(person)
    shown = {
        "ref": row.ref,
        "parts": parts(given),
        "own": reviewing.help_first(person),
        "pathway": measuring.pathway(),
    }
    return render(request, "checkins/beside_you.html", shown)


@require_GET
@member
def result(request: HttpRequest, ref: str) -> HttpResponse:
    """One result: the number, what it can mean, and how it moved."""
    person = person_of(request)
    found = queries.result_of(access.result(person, ref))
    measure = measures.shipped().get(found.measure)
    before = _before(found, queries.results(person, found.measure))
    shown: dict[str, Any] = {"result": found, "measure": measure, "before": before}
    if measure is not None:
        shown |= {
            "band": scoring.band(found.score, measure.bands),
            "moved": _moved(before, found, measure),
            "answers": answers_in_words(measure, found),
            "same_wording": measure.sha256 == found.sha256,
        }
    return render(request, "checkins/result.html", shown)


def _moved(before: Result | None, found: Result, measure: Measure) -> str:
    if before is None:
        return ""
    return saying.of_change(scoring.change(before.score, found.score, measure.change), measure)


def _before(found: Result, held: list[Result]) -> Result | None:
    """The one just before, in the same wording: another wording is another measure."""
    earlier = held[: next(number for number, one in enumerate(held) if one.ref == found.ref)]
    return next((one for one in reversed(earlier) if one.sha256 == found.sha256), None)


def answers_in_words(measure: Measure, found: Result) -> list[tuple[str, str]]:
    """Question and answer, in the measure's words."""
    return [(item.text, item.said(found.answers.get(item.n)) or _("Left out")) for item in measure.items]


@require_POST
@member
def remove(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a result out; it can be brought back for a day."""
    person = person_of(request)
    measuring.remove(access.result(person, ref), actor=person)
    back = f"undo:/measures/results/{ref}/undo"
    messages.success(request, _("Taken out. You can bring it back for a day."), extra_tags=back)
    return redirect("/measures")


@require_POST
@member
def undo(request: HttpRequest, ref: str) -> HttpResponse:
    """Brings a result back."""
    try:
        measuring.undo_remove(ref, actor=person_of(request))
    except Refused as refused:
        messages.warning(request, str(refused.words))
        return redirect("/measures")
    return redirect(f"/measures/results/{ref}")
