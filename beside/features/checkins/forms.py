"""What is asked of a person about themselves; nearly all of it may be left out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.clock import from_browser
from beside.core.ids import REF_LENGTH, new_ref
from beside.features.checkins import keeping, reminding, tracking
from beside.features.checkins.core.entries import Entry
from beside.features.checkins.measures import Item, Measure
from beside.features.checkins.queries import Tracked
from beside.features.checkins.words import ENERGY, KINDS, MOODS, SLEEP

_MARK = "mark_"
_ROWS = (
    ("mood", gettext_lazy("How is it?"), MOODS),
    ("energy", gettext_lazy("How much strength do you have?"), ENERGY),
    ("sleep", gettext_lazy("How did you sleep?"), SLEEP),
)


def _day(today: date) -> forms.DateField:
    return forms.DateField(
        label=_("Which day"),
        initial=today,
        widget=forms.DateInput(attrs={"type": "date", "max": today.isoformat()}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day like 2026-11-28, or choose it."),
        },
    )


class CheckInForm(forms.Form):
    """One check-in: three rows of words, a line, one's own trackers, the day.

    ``client_id`` is the name that a new one gets, so that what is sent twice is kept once; ``written_at`` comes with
    what was written earlier, without a network.
    """

    client_id = forms.RegexField(f"^[2-9a-z]{{{REF_LENGTH}}}$", required=False, widget=forms.HiddenInput)
    written_at = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *given: Any, today: date, trackers: Iterable[Tracked], entry: Entry | None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.initial = _initial(entry, today) | dict(self.initial)
        self.trackers = list(trackers)
        for name, label, words in _ROWS:
            choices: list[tuple[str, Any]] = [(str(value), word) for value, word in words.items()]
            if entry is not None:
                choices.append(("", _("Not said")))
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False, widget=forms.RadioSelect
            )
        self.fields["line"] = forms.CharField(
            label=_("A line, if you like"),
            required=False,
            max_length=keeping.LONGEST_LINE * 2,
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        )
        for one in self.trackers:
            self.fields[_MARK + one.ref] = _mark(one)
        self.fields["day"] = _day(today)

    def given(self, before: Entry | None) -> Entry:
        """As ``keeping.keep`` takes it; what is kept of trackers that are put away stays."""
        said = self.cleaned_data
        shown = {one.ref for one in self.trackers}
        marks = {ref: value for ref, value in (before.marks.items() if before else ()) if ref not in shown}
        for one in self.trackers:
            value = said.get(_MARK + one.ref)
            if value not in (None, "", False):
                marks[one.ref] = 1 if one.kind == "yes" else float(value)
        return Entry(
            ref=before.ref if before else "",
            day=said["day"],
            at=from_browser(said["written_at"]) if before is None else None,
            mood=_number(said["mood"]),
            energy=_number(said["energy"]),
            sleep=_number(said["sleep"]),
            line=said["line"],
            marks=marks,
        )


def _initial(entry: Entry | None, today: date) -> dict[str, Any]:
    if entry is None:
        return {"day": today, "client_id": new_ref()}
    said: dict[str, Any] = {"day": entry.day, "line": entry.line}
    said |= {name: str(value) for name in ("mood", "energy", "sleep") if (value := getattr(entry, name)) is not None}
    return said | {_MARK + ref: f"{value:g}" for ref, value in entry.marks.items()}


def _number(value: str) -> int | None:
    return int(value) if value else None


def _mark(one: Tracked) -> forms.Field:
    if one.kind == "yes":
        return forms.BooleanField(label=one.name, required=False)
    if one.kind == "strength":
        steps = [("", _("Not said")), *((str(step), str(step)) for step in range(tracking.STRONGEST + 1))]
        return forms.ChoiceField(label=one.name, choices=steps, required=False)
    name = f"{one.name} ({one.unit})" if one.unit else one.name
    return forms.FloatField(
        label=name,
        required=False,
        min_value=-tracking.LARGEST,
        max_value=tracking.LARGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Write a number, like 3 or 7.5."),
            "min_value": _("That number is too small to keep."),
            "max_value": _("That number is too large to keep."),
        },
    )


class TrackerForm(forms.Form):
    """Something of one's own to keep an eye on."""

    name = forms.CharField(
        label=gettext_lazy("What"),
        max_length=tracking.LONGEST_NAME * 2,
        help_text=gettext_lazy("Medicine taken, a walk, my cycle, urges, coffee: whatever you want to see."),
        error_messages={"required": gettext_lazy("Give it a name.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How you note it"), choices=KINDS, widget=forms.RadioSelect, initial="yes"
    )
    unit = forms.CharField(
        label=gettext_lazy("For a number: of what"), max_length=40, required=False,
        help_text=gettext_lazy("Minutes, cups, pages …"),
    )  # fmt: skip


class RenameForm(forms.Form):
    """Another name."""

    name = forms.CharField(
        label=gettext_lazy("Its name"),
        max_length=tracking.LONGEST_NAME * 2,
        error_messages={"required": gettext_lazy("Give it a name.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class EventForm(forms.Form):
    """A day that mattered."""

    words = forms.CharField(
        label=gettext_lazy("What was it?"),
        max_length=tracking.LONGEST_EVENT * 2,
        error_messages={"required": gettext_lazy("Say in a few words what it was.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["day"] = _day(today)


class RemindersForm(forms.Form):
    """When to be reminded. Empty is never."""

    remind_at = forms.TimeField(
        label=gettext_lazy("Remind me to check in at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("By the clock where you live. Empty it to be left alone."),
        error_messages={"invalid": gettext_lazy("Write the time like 20:30.")},
    )
    offer_weeks = forms.TypedChoiceField(
        label=gettext_lazy("Offer me a measure"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=(),
        widget=forms.RadioSelect,
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["offer_weeks"]
        field.choices = [("", _("Never"))] + [  # type: ignore[attr-defined]
            (str(weeks), _("Every %(weeks)s weeks") % {"weeks": weeks}) for weeks in reminding.WEEKS
        ]


class MeasureForm(forms.Form):
    """A measure, in its own words."""

    def __init__(self, *given: Any, measure: Measure, **more: Any) -> None:
        super().__init__(*given, **more)
        self.measure = measure
        for item in measure.items:
            self.fields[f"q{item.n}"] = _question(item)

    def answers(self) -> dict[int, int]:
        """By the number of the question; what was left out is not there."""
        return {item.n: int(value) for item in self.measure.items if (value := self.cleaned_data.get(f"q{item.n}"))}


def _question(item: Item) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=item.text,
        choices=[(str(one.value), one.text) for one in item.options],
        required=item.scored,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )


class PathwayForm(forms.Form):
    """Who is there for people who answer PHQ-9."""

    words = forms.CharField(
        label=gettext_lazy("Who is there, how they are reached, and when"),
        max_length=1_200,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Members see this before they begin. Say when nobody is there, too."),
        error_messages={"required": gettext_lazy("Say who is there, and when.")},
    )
