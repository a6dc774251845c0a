"""How much triage brings to the desk: shares as a table, and choosing others."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Role
from beside.foundation.safety import actions, queries_thresholds
from beside.foundation.safety.threshold_forms import ThresholdsForm


@require_http_methods(["GET", "POST"])
@needs(Role.SAFETY_LEAD)
def thresholds(request: HttpRequest) -> HttpResponse:
    """What other shares would mean with the traffic of the last weeks; choosing them."""
    standing = queries_thresholds.chosen()
    start = {"offer": standing.offer, "look": standing.look} if standing else {"offer": 3.0, "look": 1.0}
    form = ThresholdsForm(request.POST if request.method == "POST" else None, initial=start)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_thresholds(**form.cleaned_data, actor=person_of(request))
            messages.success(request, _("It is kept, and counts from the next message on."))
            return redirect("safety:thresholds")
        except Refused as no:
            refused = no
    counts = queries_thresholds.counted()
    total = sum(counts.values())
    enough = total >= queries_thresholds.NEEDED
    used = queries_thresholds.thresholds()
    shown = {
        "here": "ourselves",
        "form": form,
        "refused": refused,
        "standing": standing,
        "total": total,
        "needed": queries_thresholds.NEEDED,
        "enough": enough,
        "used": used,
        "offers_now": queries_thresholds.above(counts, used.offer_help),
        "looks_now": queries_thresholds.above(counts, used.attention),
        "offers": queries_thresholds.choices(counts, queries_thresholds.OFFER_SHARES, looking=False) if enough else [],
        "looks": queries_thresholds.choices(counts, queries_thresholds.LOOK_SHARES, looking=True) if enough else [],
    }
    wrong = refused is not None or bool(form.errors)
    return render(request, "safety/thresholds.html", shown, status=422 if wrong else 200)


@require_POST
@needs(Role.SAFETY_LEAD)
def use_shipped(request: HttpRequest) -> HttpResponse:
    """Back to the values Beside came with."""
    actions.use_shipped_thresholds(actor=person_of(request))
    messages.success(request, _("The shipped values count again."))
    return redirect("safety:thresholds")
