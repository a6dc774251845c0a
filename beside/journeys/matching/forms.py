"""Asking to talk, and being there. Each field is short, and most may be left out."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.journeys.matching.actions import Wanted
from beside.journeys.matching.models import LONGEST_WORDS, MOST_CAPACITY, Severity
from beside.journeys.matching.peering import Here
from beside.journeys.matching.words import GIVE_LABELS, HOW_LABELS

Choices = Iterable[tuple[str, Any]]
NOW: Final = "now"
LATER: Final = "later"


class AskForm(forms.Form):
    """What somebody asks for. ``own`` are their own experiences, ``more`` those they found or chose besides."""

    about = forms.MultipleChoiceField(
        label=_("What would you like to talk about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.MultipleChoiceField(
        label=_("How would you like to be met?"),
        required=False,
        choices=HOW_LABELS,
        widget=forms.CheckboxSelectMultiple,
    )
    severity = forms.TypedChoiceField(
        label=_("How heavy is it right now?"),
        coerce=int,
        choices=Severity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the one that is nearest.")},
    )
    words = forms.CharField(
        label=_("A line in your own words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("A line or two is enough here. Say the rest when you meet.")},
    )
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[(NOW, _("Now")), (LATER, _("At a time"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    hour = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, data: Any = None, *, own: Choices, more: Choices = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        _choose(self, "about", [*own, *more])

    def clean(self) -> dict[str, Any]:
        """A time of one's own needs its day and hour, in the reader's own zone."""
        data = super().clean() or {}
        data["at"] = None
        if data.get("when") == LATER:
            if not data.get("day") and "day" not in self.errors:
                self.add_error("day", _("Which day?"))
            if not data.get("hour") and "hour" not in self.errors:
                self.add_error("hour", _("At what time?"))
            if data.get("day") and data.get("hour"):
                data["at"] = timezone.make_aware(datetime.combine(data["day"], data["hour"]))
        return data

    def wanted(self) -> Wanted:
        """The checked answer."""
        data = self.cleaned_data
        return Wanted(
            at=data["at"],
            topics=data["about"],
            how=data["how"],
            severity=data["severity"],
            words=data["words"],
        )


class HereForm(forms.Form):
    """A peer says that they are there now."""

    stay = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        initial=60,
        widget=forms.RadioSelect,
        choices=[
            (30, _("Half an hour")),
            (60, _("One hour")),
            (120, _("Two hours")),
            (180, _("Three hours")),
            (240, _("Four hours")),
        ],
    )
    capacity = forms.TypedChoiceField(
        label=_("How many conversations can you hold at once?"),
        coerce=int,
        initial=2,
        help_text=_("Running ones count too, and a heavy one takes two places. You are never asked beyond this."),
        choices=[(count, str(count)) for count in range(1, MOST_CAPACITY + 1)],
        widget=forms.RadioSelect,
    )
    how = forms.MultipleChoiceField(
        label=_("What do you like to give?"),
        required=False,
        choices=GIVE_LABELS,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.MultipleChoiceField(
        label=_("Only for some things?"),
        required=False,
        help_text=_("Tick none to be there for anything."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, topics: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        _choose(self, "topics", topics)
        if not self.fields["topics"].choices:  # type: ignore[attr-defined]
            del self.fields["topics"]

    def here(self) -> Here:
        """The checked answer."""
        data = self.cleaned_data
        until = now() + timedelta(minutes=data["stay"])
        return Here(until=until, capacity=data["capacity"], how=data["how"], topics=data.get("topics", ()))


class PlanForm(forms.Form):
    """A peer plans to be there."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    since = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    until = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    capacity = forms.TypedChoiceField(
        label=_("How many conversations at once?"),
        help_text=_("A heavy one takes two places."),
        coerce=int,
        initial=2,
        choices=[(count, str(count)) for count in range(1, MOST_CAPACITY + 1)],
    )

    def here(self) -> Here:
        """The checked answer, in the reader's own zone; an end before the beginning is on the next day."""
        data = self.cleaned_data
        since = timezone.make_aware(datetime.combine(data["day"], data["since"]))
        until = timezone.make_aware(datetime.combine(data["day"], data["until"]))
        return Here(
            since=since,
            until=until if until > since else until + timedelta(days=1),
            capacity=data["capacity"],
        )


class BreakForm(forms.Form):
    """How long to rest."""

    minutes = forms.TypedChoiceField(
        label=_("Rest for"),
        coerce=int,
        initial=30,
        choices=[(15, _("15 minutes")), (30, _("Half an hour")), (60, _("1 hour")), (180, _("3 hours"))],
        widget=forms.RadioSelect,
    )


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = list(dict(choices).items())
