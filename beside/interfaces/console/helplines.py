"""Helplines: what is shown in a country, and whether somebody here has checked it."""

from typing import Any, Final

import phonenumbers
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beside.core.refusal import Refused
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.access import needs, person_of
from beside.foundation.accounts.models import Role
from beside.foundation.safety import actions, helplines, shown_lines
from beside.foundation.safety import queries as safety

_PLAIN: Final = ("dial", "tel", "hours", "cost", "audience", "website", "chat")
_DEEDS: Final = {
    "confirm": (actions.confirm_line, gettext_lazy("Confirmed with today's date.")),
    "hide": (actions.hide_line, gettext_lazy("Nobody sees this line now.")),
    "show": (actions.show_line, gettext_lazy("It is shown again.")),
    "undo": (actions.undo_changes, gettext_lazy("The shipped line is shown again.")),
}


class LineForm(forms.Form):
    """One line. Numbers are kept as they are typed."""

    dial = forms.CharField(
        label=gettext_lazy("Number, as people type it"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Leave it empty for a line that takes no calls."),
    )
    tel = forms.RegexField(
        r"^[+*#0-9]{2,20}$",
        label=gettext_lazy("The same number for the call link"),
        required=False,
        help_text=gettext_lazy("Only figures, + or *. Give a short number no country code."),
        error_messages={"invalid": gettext_lazy("Use only figures, +, * and #, without spaces.")},
    )
    text_to = forms.RegexField(
        r"^\+?[0-9 ]{2,24}$",
        label=gettext_lazy("Number for texts"),
        required=False,
        error_messages={"invalid": gettext_lazy("Use only figures and spaces.")},
    )
    text_send = forms.CharField(label=gettext_lazy("Word to text"), max_length=40, required=False)
    whatsapp = forms.RegexField(
        r"^\+?[0-9 ]{2,24}$",
        label=gettext_lazy("Number for WhatsApp"),
        required=False,
        help_text=gettext_lazy("For a line that is written to by WhatsApp and takes no ordinary texts."),
        error_messages={"invalid": gettext_lazy("Use only figures and spaces.")},
    )
    hours = forms.CharField(
        label=gettext_lazy("Hours"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "Like 24/7, 10:00-22:00 daily, or Mon-Fri 09:00-17:00. Other words are shown as they are."
        ),
    )
    languages = forms.CharField(label=gettext_lazy("Languages, by code"), max_length=80, required=False)
    cost = forms.CharField(label=gettext_lazy("Price"), max_length=60, required=False)
    audience = forms.CharField(label=gettext_lazy("For whom"), max_length=120, required=False)
    website = forms.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https")
    chat = forms.URLField(label=gettext_lazy("Chat"), required=False, assume_scheme="https")
    sure = forms.BooleanField(label=gettext_lazy("The number is right. Keep it as it is."), required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def clean(self) -> dict[str, Any]:
        """A way to reach the line; and a question, never a no, where a number looks odd."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return given
        if bool(given["dial"]) != bool(given["tel"]):
            self.add_error("tel", _("Give the number in both forms, or in neither."))
        elif given["text_to"] and given["whatsapp"]:
            self.add_error(
                "whatsapp", _("Give a number for texts or one for WhatsApp. Add the other as a line of its own.")
            )
        elif not (given["tel"] or given["text_to"] or given["whatsapp"] or given["chat"]):
            self.add_error("dial", _("Give at least one way to reach them: a number, texts, WhatsApp or a chat."))
        elif not given["sure"] and (
            odd := [n for n in (given["tel"], given["text_to"]) if n and _odd(n, self.country)]
        ):
            words = _(
                "Are you sure about %(number)s? It does not look like a number of this country. "
                "If it is right, tick here."
            )
            self.add_error("sure", words % {"number": odd[0]})
        return given

    def fields_of_line(self, before: dict[str, Any]) -> dict[str, Any]:
        """What was typed, in the shape of the data file. What the line never had and nobody filled in is left out."""
        given = self.cleaned_data
        fields: dict[str, Any] = {key: given[key] or None for key in _PLAIN if given[key] or key in before}
        if given["languages"] or "languages" in before:
            fields["languages"] = [word for word in given["languages"].replace(",", " ").split() if word]
        if given["text_to"]:
            fields["text"] = {"send": given["text_send"] or "any message", "to": given["text_to"]}
        elif given["whatsapp"]:
            fields["text"] = {"send": "WhatsApp", "to": given["whatsapp"]}
        elif before.get("text"):
            fields["text"] = None
        if given["tel"] and before.get("kind") == "crisis_text" and given["tel"] != before.get("tel"):
            fields["kind"] = "crisis"  # it takes calls, too
        return fields


class NewLineForm(LineForm):
    """A line of one's own."""

    name = forms.CharField(label=gettext_lazy("Name of the line"), max_length=120)
    field_order = ("name",)


def _odd(number: str, country: str) -> bool:
    """Whether the library of numbers does not know it. It misses many short numbers that are right."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return True
    return not (phonenumbers.is_valid_number(parsed) or phonenumbers.is_valid_short_number_for_region(parsed, country))


def _country(code: str) -> str:
    if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
        raise Http404
    return code


def _fact(country: str, name: str) -> shown_lines.Fact:
    found = next((fact for fact in shown_lines.facts(_country(country), fresh=True) if fact.name == name), None)
    if found is None or not name:
        raise Http404
    return found


@require_safe
@needs(Role.OPERATOR)
def lines(request: HttpRequest) -> HttpResponse:
    """Everything about one country: ``?country=``, else the organisation's."""
    own = accounts.organisation().country
    code = request.GET.get("country", "").upper() or own
    facts = shown_lines.facts(_country(code), fresh=True) if code else []
    known = shown_lines.countries()
    shown = {
        "code": code,
        "facts": facts,
        "countries": known,
        "unlisted": bool(code) and code not in dict(known),
        "old": [fact for fact in facts if fact.stale],
        "shown": safety.help_for(None, code) if code else None,
        "can_set": bool(code) and helplines.shipped(code) is None,
    }
    return render(request, "console/helplines.html", shown)


class EmergencyForm(forms.Form):
    """Emergency numbers of a country that the shipped file does not know."""

    called = forms.CharField(label=gettext_lazy("Name of the country"), max_length=60)
    numbers = forms.RegexField(
        r"^\s*[+*#0-9]{2,20}(\s*,\s*[+*#0-9]{2,20}){0,5}\s*$",
        label=gettext_lazy("Emergency numbers"),
        max_length=120,
        help_text=gettext_lazy("The one that most people should call comes first. Put commas between them."),
        error_messages={"invalid": gettext_lazy("Use only figures, + or *, and commas between the numbers.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OPERATOR)
def emergency(request: HttpRequest, country: str) -> HttpResponse:
    """Emergency numbers of a country the file does not know; shipped ones are never rewritten."""
    own = shown_lines.own_country(_country(country))
    if helplines.shipped(country) is not None:
        raise Http404
    start = {"called": own["country"], "numbers": ", ".join(one["number"] for one in own["emergency"])} if own else {}
    form = EmergencyForm(request.POST or None, initial=start)
    if form.is_valid():
        numbers = [one.strip() for one in form.cleaned_data["numbers"].split(",")]
        try:
            actions.set_emergency(country, form.cleaned_data["called"], numbers, actor=person_of(request))
        except Refused as no:
            form.add_error(None, str(no.words))
        else:
            messages.success(request, _("Kept. Please confirm the numbers once you have checked them."))
            return _back(country)
    shown = {"form": form, "fact": None, "code": country, "emergency": True}
    return render(request, "console/helpline.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(Role.OPERATOR)
def confirm_all(request: HttpRequest, country: str) -> HttpResponse:
    """Confirm everything shown in a country."""
    actions.confirm_country(_country(country), note=request.POST.get("note", "")[:300], actor=person_of(request))
    messages.success(request, _("Confirmed with today's date."))
    return _back(country)


@require_POST
@needs(Role.OPERATOR)
def deed(request: HttpRequest, country: str, what: str) -> HttpResponse:
    """Confirm, hide, show or undo one line, named in the form."""
    if what not in _DEEDS:
        raise Http404
    verb, said = _DEEDS[what]
    try:
        verb(_country(country), request.POST.get("line", ""), actor=person_of(request))
        messages.success(request, str(said))
    except Refused as no:
        messages.error(request, str(no.words))
    return _back(country)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OPERATOR)
def change(request: HttpRequest, country: str) -> HttpResponse:
    """Change what is shown of a line (``?line=``); the shipped fact stays beside it."""
    fact = _fact(country, request.GET.get("line", ""))
    entry = fact.entry
    text = entry.get("text") or {}
    start = {key: entry.get(key) or "" for key in _PLAIN} | {
        "languages": ", ".join(entry.get("languages") or ()),
        "text_to": "" if text.get("send") == "WhatsApp" else text.get("to", ""),
        "text_send": "" if text.get("send") == "WhatsApp" else text.get("send", ""),
        "whatsapp": text.get("to", "") if text.get("send") == "WhatsApp" else "",
    }
    form = LineForm(request.POST or None, initial=start, country=country)
    if form.is_valid():
        try:
            actions.change_line(country, fact.name, form.fields_of_line(entry), actor=person_of(request))
        except Refused as no:
            form.add_error(None, str(no.words))
        else:
            messages.success(request, _("Kept. Please confirm the line as it is shown now."))
            return _back(country)
    shown = {"form": form, "fact": fact, "code": country}
    return render(request, "console/helpline.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OPERATOR)
def add(request: HttpRequest, country: str) -> HttpResponse:
    """Add a line of one's own."""
    form = NewLineForm(request.POST or None, country=_country(country))
    if form.is_valid():
        try:
            name = form.cleaned_data["name"]
            actions.add_line(country, name, form.fields_of_line({}), actor=person_of(request))
        except Refused as no:
            form.add_error("name", str(no.words))
        else:
            messages.success(request, _("Added. Please confirm it once you have checked it."))
            return _back(country)
    shown = {"form": form, "fact": None, "code": country}
    return render(request, "console/helpline.html", shown, status=422 if form.errors else 200)


def _back(country: str) -> HttpResponse:
    response = redirect("console_helplines:list")
    response["Location"] += f"?country={country}"
    return response
