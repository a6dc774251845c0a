"""What runs by itself, and how letters and pushes fare. For operators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Role
from beside.foundation.jobs import queries as jobs
from beside.foundation.notifications import carrying

operator = needs(Role.OPERATOR)


@operator
@require_http_methods(["GET"])
def running(request: HttpRequest) -> HttpResponse:
    """The timetable, what waits, what was tried in vain, and whether the mail server answers."""
    context = {
        "jobs": list(jobs.timetable()),
        "counted": carrying.counted(),
        "stuck": carrying.stuck(),
        "away_since": carrying.mail_away_since(),
    }
    return render(request, "console/running.html", context)


@operator
@require_POST
def try_again(request: HttpRequest) -> HttpResponse:
    """Try what was tried in vain once more, now."""
    person = person_of(request)
    carrying.try_again_now(person, actor=person)
    messages.success(request, _("All of it is tried again within a few seconds."))
    return redirect("console:running")
