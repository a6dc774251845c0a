"""Which measures members find here, on whose terms, and who is there for those who answer PHQ-9."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beside.core.markdown import full
from beside.core.refusal import Refused
from beside.features.checkins import access, measures, measuring
from beside.features.checkins.forms import PathwayForm
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Role


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OPERATOR)
def all_measures(request: HttpRequest) -> HttpResponse:
    """Every measure that comes with Beside; writes down a pathway."""
    form = PathwayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            measuring.write_pathway(form.cleaned_data["words"], actor=person_of(request))
        except Refused as refused:
            form.add_error("words", str(refused.words))
        else:
            messages.success(request, _("Written down. PHQ-9 can be answered while it stands."))
            return redirect("console_measures:list")
    on = {one.id for one in measuring.offered()}
    shown = {
        "rows": [{"measure": one, "on": one.id in on} for one in measures.shipped().values()],
        "pathway": measuring.pathway(),
        "form": form,
        "terms": full(measures.licence(measures.PACK).partition("\n")[2]),
    }
    return render(request, "console/measures.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(Role.OPERATOR)
def switch(request: HttpRequest, name: str) -> HttpResponse:
    """Switches a measure on or off."""
    measure = access.shipped(name)
    on = request.POST.get("on") == "yes"
    try:
        measuring.offer(measure, on, terms_read="terms_read" in request.POST, actor=person_of(request))
    except Refused as refused:
        messages.error(request, str(refused.words))
    else:
        messages.success(request, _("Members find it now.") if on else _("Nobody is offered it now. Results stay."))
    return redirect("console_measures:list")


@require_POST
@needs(Role.OPERATOR)
def end_pathway(request: HttpRequest) -> HttpResponse:
    """Nobody is there any more."""
    measuring.end_pathway(actor=person_of(request))
    messages.success(request, _("PHQ-9 cannot be begun any more."))
    return redirect("console_measures:list")
