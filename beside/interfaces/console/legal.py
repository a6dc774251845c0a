"""What the law asks for, in one place: contact point, risks, texts, reports, and all of it as one file."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beside.core.clock import now
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import AgreedText, Role
from beside.foundation.audit.actions import record
from beside.foundation.safety import actions, evidence, periods, risks, roster, transparency
from beside.foundation.safety.models import LegalSettings, Risk

operator = needs(Role.OPERATOR)
_AGAIN: Final = gettext_lazy("Once a year, and before anything big changes.")


class LegalForm(forms.ModelForm):
    """The contact point, and from which number on one is shown."""

    class Meta:
        """All of it."""

        model = LegalSettings
        fields = ("contact_name", "contact_email", "contact_post", "languages", "complain_to", "small_under")
        labels = {
            "contact_name": gettext_lazy("Who answers"),
            "contact_email": gettext_lazy("Email"),
            "contact_post": gettext_lazy("Post"),
            "languages": gettext_lazy("Languages you answer in"),
            "complain_to": gettext_lazy("Whom people can turn to who do not agree with you"),
            "small_under": gettext_lazy("Leave out numbers below"),
        }
        help_texts = {
            "contact_name": gettext_lazy(
                "A role rather than a name. All but the last stand on a page everyone can read."
            ),
            "contact_email": gettext_lazy("Empty: the address of the organisation."),
            "small_under": gettext_lazy("In reports. Five is a good number; never below three."),
        }
        widgets = {"contact_post": forms.Textarea(attrs={"rows": 3}), "complain_to": forms.Textarea(attrs={"rows": 3})}


class RiskForm(forms.ModelForm):
    """What the organisation makes of a risk."""

    class Meta:
        """All but when it was looked at: that is today."""

        model = Risk
        fields = ("likelihood", "impact", "why", "measures", "owner", "review_by")
        labels = {
            "likelihood": gettext_lazy("How likely is it here?"),
            "impact": gettext_lazy("How bad would it be?"),
            "why": gettext_lazy("Why do you think so?"),
            "measures": gettext_lazy("What do you do about it?"),
            "owner": gettext_lazy("Who keeps an eye on it?"),
            "review_by": gettext_lazy("Look at it again by"),
        }
        help_texts = {
            "why": gettext_lazy("Facts: what the log shows, what people told you. No names."),
            "measures": gettext_lazy("What the service does, what people do, what is still to be done."),
            "owner": gettext_lazy("A role, like: safety lead."),
            "review_by": _AGAIN,
        }
        widgets = {
            "why": forms.Textarea(attrs={"rows": 3}),
            "measures": forms.Textarea(attrs={"rows": 4}),
            "review_by": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True

    def clean_review_by(self) -> Any:
        """A day to come."""
        day = self.cleaned_data["review_by"]
        if day <= roster.local_day(now()):
            raise forms.ValidationError(_("Choose a day to come."))
        return day


@operator
@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """The rooms of it, and what is to be looked at again."""
    today = roster.local_day(now())
    rows = [
        {"row": row, "due": row.risk.review_by is not None and row.risk.review_by <= today} for row in risks.listed()
    ]
    context = {
        "contact": transparency.legal_settings(),
        "place": accounts.organisation(),
        "rows": rows,
        "judged": sum(one["row"].risk.pk is not None for one in rows),  # type: ignore[attr-defined]
        "texts": AgreedText.objects.order_by("kind", "language", "-version"),
        "periods": periods.recent(),
        "sources": evidence.SOURCES,
    }
    return render(request, "console/legal.html", context)


@operator
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Change the contact point."""
    form = LegalForm(request.POST or None, instance=transparency.legal_settings())
    if request.method == "POST" and form.is_valid():
        actions.set_legal(form.cleaned_data, actor=person_of(request))
        messages.success(request, _("Kept. Everyone sees it now."))
        return redirect("console:legal")
    return render(request, "console/legal_contact.html", {"form": form}, status=422 if form.errors else 200)


@operator
@require_http_methods(["GET", "POST"])
def risk(request: HttpRequest, key: str) -> HttpResponse:
    """Judge one risk."""
    row = risks.find(key)
    if row is None:
        raise Http404
    form = RiskForm(request.POST or None, instance=row.risk)
    if request.method == "POST" and form.is_valid():
        actions.judge_risk(key, form.cleaned_data, actor=person_of(request))
        messages.success(request, _("Kept, with the day of today."))
        return redirect("console:legal")
    return render(request, "console/legal_risk.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@operator
@require_POST
def pack(request: HttpRequest) -> HttpResponse:
    """All of it about a period as one file. That it was taken is an entry of the log."""
    period = periods.find(request.POST.get("period", ""))
    if period is None:
        raise Http404
    record("evidence.taken", accounts.organisation(), actor=person_of(request), period=period.key)
    response = HttpResponse(evidence.pack(period), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="evidence-{period.key}.zip"'
    return response
