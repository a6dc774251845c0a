"""The log for operators: who did what, whether all of it is there, and a copy to keep.

A name stands only with what was done by somebody on the staff at that time. What members do is shown without: one
who runs the service need not know who asked for help, and nobody learns who told the staff of something.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from beside.core.sheets import csv_lines
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.access import STAFF, needs, person_of
from beside.foundation.accounts.models import Role, RoleGrant
from beside.foundation.audit import checking
from beside.foundation.audit.actions import record
from beside.foundation.audit.models import Entry
from beside.foundation.profiles.models import Profile

operator = needs(Role.OPERATOR)
_PAGE: Final = 50
_CHUNK: Final = 1_000
_BESIDE: Final = "beside"
_MEMBER: Final = "member"
_FORMATS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
_COLUMNS: Final = ("at", "role", "name", "verb", "about", "detail", "number", "seal")


class Filter(forms.Form):
    """Which entries to show. Whatever cannot be read is left out, with a word beside it."""

    verb = forms.CharField(
        label=gettext_lazy("Kind of deed"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Begins with, like: role."),
    )
    by = forms.ChoiceField(
        label=gettext_lazy("Done by"),
        required=False,
        choices=[
            ("", gettext_lazy("Anyone")),
            (_BESIDE, gettext_lazy("Beside itself")),
            (_MEMBER, gettext_lazy("A member")),
            *[(role.value, role.label) for role in STAFF],
        ],
    )
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log. ``role`` is what the actor was at that time: ``beside``, ``member`` or a role's name."""

    number: int
    at: datetime
    role: str
    name: str
    verb: str
    about: str
    detail: dict[str, object]
    place: int | None
    seal: str

    @property
    def role_label(self) -> str:
        """The role in words."""
        if self.role in (_BESIDE, _MEMBER):
            return _("Beside itself") if self.role == _BESIDE else _("A member")
        return str(Role(self.role).label)


@operator
@require_http_methods(["GET"])
def log(request: HttpRequest) -> HttpResponse:
    """What was done, by whom, to what; fifty lines at a time, and how the chain stands."""
    form = Filter(request.GET or None)
    rows = _chosen(_wishes(form))
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: _PAGE + 1])
    more, found = len(found) > _PAGE, found[:_PAGE]
    kept = request.GET.copy()
    if more:
        kept["before"] = str(found[-1].pk)
    context = {
        "form": form,
        "lines": list(_lines(found)),
        "later": kept.urlencode() if more else "",
        "standing": checking.standing(),
        "chosen": {name: request.GET.get(name, "") for name in form.fields},
    }
    return render(request, "console/log.html", context)


@operator
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Look at the chain now. A long one is gone through by and by; the page says how far."""
    checking.look_again()
    messages.success(request, _("Looked at. What was found stands on this page."))
    return redirect("console:log")


@operator
@require_POST
def export(request: HttpRequest, shape: str) -> StreamingHttpResponse | HttpResponse:
    """The chosen entries as CSV or JSON, as this page shows them. That it was taken is an entry too."""
    rows = _chosen(_wishes(Filter(request.POST)))
    record("log.exported", accounts.organisation(), actor=person_of(request), shape=shape)
    written = _as_csv(rows) if shape == "csv" else _as_json(rows)
    response = StreamingHttpResponse(written, content_type=_FORMATS[shape])
    response["Content-Disposition"] = f'attachment; filename="log.{shape}"'
    return response


def _wishes(form: Filter) -> dict[str, Any]:
    form.is_valid()
    return {name: value for name, value in getattr(form, "cleaned_data", {}).items() if value}


def _chosen(wishes: dict[str, Any]) -> QuerySet[Entry]:
    rows = Entry.objects.order_by("-pk")
    if "verb" in wishes:
        rows = rows.filter(verb__startswith=wishes["verb"])
    zone = timezone.get_current_timezone()
    if "since" in wishes:
        rows = rows.filter(at__gte=datetime.combine(wishes["since"], datetime.min.time(), zone))
    if "until" in wishes:
        rows = rows.filter(at__lt=datetime.combine(wishes["until"] + timedelta(days=1), datetime.min.time(), zone))
    by = wishes.get("by", "")
    if by == _BESIDE:
        return rows.filter(actor=None)
    if by == _MEMBER:
        return rows.filter(~_held_then(*STAFF), actor__isnull=False)
    return rows.filter(_held_then(Role(by))) if by else rows


def _held_then(*roles: Role) -> Exists:
    held = RoleGrant.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=OuterRef("at")),
        person=OuterRef("actor"),
        role__in=roles,
        granted_at__lte=OuterRef("at"),
    )
    return Exists(held)


def _lines(rows: Iterable[Entry]) -> Iterator[Line]:
    rows = list(rows)
    actors = {row.actor for row in rows if row.actor is not None}
    grants: dict[int, list[RoleGrant]] = {}
    for grant in RoleGrant.objects.filter(person__in=actors, role__in=STAFF):
        grants.setdefault(grant.person_id, []).append(grant)
    names = dict(Profile.objects.filter(person__in=grants).values_list("person", "pseudonym"))
    for row in rows:
        role = _role_then(row, grants)
        name = names.get(row.actor, "") if row.actor is not None and role not in (_BESIDE, _MEMBER) else ""
        about = f"{row.kind.rpartition('.')[2]} {row.about}"
        yield Line(row.pk, row.at, role, name, row.verb, about, row.detail, row.seal_number, row.seal)


def _role_then(row: Entry, grants: dict[int, list[RoleGrant]]) -> str:
    """The weightiest staff role the actor held at that time."""
    if row.actor is None:
        return _BESIDE
    held = [
        STAFF.index(Role(one.role))
        for one in grants.get(row.actor, [])
        if one.granted_at <= row.at and (one.ended_at is None or one.ended_at >= row.at)
    ]
    return STAFF[max(held)].value if held else _MEMBER


def _all(rows: QuerySet[Entry]) -> Iterator[Line]:
    """Every line, a thousand at a time, newest first."""
    before: int | None = None
    while found := list((rows if before is None else rows.filter(pk__lt=before))[:_CHUNK]):
        yield from _lines(found)
        before = found[-1].pk


def _facts(line: Line) -> list[object]:
    detail = json.dumps(line.detail, sort_keys=True, ensure_ascii=False)
    return [line.at.isoformat(), line.role, line.name, line.verb, line.about, detail, line.place, line.seal]


def _as_csv(rows: QuerySet[Entry]) -> Iterator[str]:
    yield from csv_lines([_COLUMNS])
    yield from csv_lines(_facts(line) for line in _all(rows))


def _as_json(rows: QuerySet[Entry]) -> Iterator[str]:
    yield "["
    for turn, line in enumerate(_all(rows)):
        facts = dict(zip(_COLUMNS, _facts(line), strict=True)) | {"detail": line.detail}
        yield (",\n" if turn else "\n") + json.dumps(facts, ensure_ascii=False)
    yield "\n]\n"
