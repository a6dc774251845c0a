"""The transparency report: for operators and safety leads by any period; for everyone what was published."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.core.sheets import csv_lines
from beside.foundation.accounts.access import needs, person_of, public
from beside.foundation.accounts.models import Role
from beside.foundation.accounts.queries import roles_of
from beside.foundation.safety import actions, periods, roster, transparency
from beside.foundation.safety.models import PublishedReport
from beside.foundation.safety.periods import Period
from beside.foundation.safety.transparency import Figures

_WIDEST = 100  # per cent


@require_safe
@needs(Role.OPERATOR, Role.SAFETY_LEAD)
def report(request: HttpRequest) -> HttpResponse:
    """The report of a period (``?period=2026-Q3``), with small numbers left out."""
    period = _period(request.GET.get("period", ""))
    viewer = person_of(request)
    shown = {
        "period": period,
        "periods": periods.recent(),
        "may_publish": Role.OPERATOR in roles_of(viewer),
        "published": PublishedReport.objects.filter(key=period.key).first(),
        **_as_shown(transparency.figures(period)),
    }
    return render(request, "safety/transparency.html", shown)


@require_safe
@needs(Role.OPERATOR, Role.SAFETY_LEAD)
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same for a spreadsheet."""
    period = _period(request.GET.get("period", ""))
    return _csv(transparency.figures(period), period.key)


@require_POST
@needs(Role.OPERATOR)
def publish(request: HttpRequest) -> HttpResponse:
    """Makes the report of a period public, for good."""
    period = _period(request.POST.get("period", ""))
    try:
        made = actions.publish_report(period, actor=person_of(request))
    except Refused as refused:
        messages.error(request, str(refused.words))
        response = redirect("safety:transparency")
        response["Location"] += f"?period={period.key}"
        return response
    messages.success(request, _("Everyone can read it now."))
    return redirect("safety:public_report", key=made.key)


@require_safe
@public
def public_reports(request: HttpRequest) -> HttpResponse:
    """What was made public."""
    rows = [(one, periods.find(one.key)) for one in transparency.published()]
    return render(request, "safety/public_reports.html", {"rows": rows})


@require_safe
@public
def public_report(request: HttpRequest, key: str) -> HttpResponse:
    """One report, as it was made public."""
    found = get_object_or_404(PublishedReport, key=key)
    shown = {"period": periods.find(key), "published": found, "public": True}
    return render(request, "safety/transparency.html", {**shown, **_as_shown(transparency.as_published(found))})


@require_safe
@public
def public_csv(request: HttpRequest, key: str) -> HttpResponse:
    """One public report for a spreadsheet."""
    found = get_object_or_404(PublishedReport, key=key)
    return _csv(transparency.as_published(found), key)


def _period(key: str) -> Period:
    """The one asked for, or the latest quarter that began a month ago or more. Raises 404 for what is no period."""
    begun = roster.local_day(now()) - timedelta(days=30)
    wanted = key or next(one.key for one in periods.recent() if "-Q" in one.key and one.first <= begun)
    found = periods.find(wanted)
    if found is None:
        raise Http404
    return found


def _csv(shown: Figures, key: str) -> HttpResponse:
    response = HttpResponse("".join(csv_lines(transparency.rows(shown))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="transparency-{key}.csv"'
    return response


def _as_shown(shown: Figures) -> dict[str, Any]:
    """Each number with the length of its bar, in per cent of the table's longest."""
    tables = []
    for one in shown.tables:
        longest = max((cell.count or 0 for cell in one.cells), default=0)
        cells = [
            {
                "label": cell.label,
                "count": cell.count,
                "bar": round(_WIDEST * cell.count / longest, 1) if cell.count else 0,
            }
            for cell in one.cells
        ]
        empty = one.total == 0
        tables.append({"key": one.key, "title": one.title, "total": one.total, "cells": cells, "empty": empty})
    return {"tables": tables, "figures": shown, "least": shown.least}
