"""What is asked of somebody who looks for a group, comes in, or keeps something for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beside.features.groups.core import agenda
from beside.features.groups.joining import LONGEST_WORDS
from beside.features.groups.keeping import LONGEST
from beside.features.groups.models import Remind

WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip


class FindForm(forms.Form):
    """What somebody looks for; everything may be left open."""

    experience = forms.ChoiceField(label=_("About"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    weekday = forms.ChoiceField(
        label=_("Day"),
        required=False,
        choices=[("", _("Any day")), *((str(at), day) for at, day in enumerate(WEEKDAYS))],
    )
    words = forms.CharField(label=_("In its words"), required=False, max_length=80)
    free = forms.BooleanField(label=_("With a free seat"), required=False)
    fits = forms.BooleanField(label=_("For my age"), required=False)
    field_order = ("words", "experience", "language", "weekday", "free", "fits")

    def __init__(
        self, *given: Any, experiences: list[tuple[str, str]], languages: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        choices: dict[str, list[tuple[str, Any]]] = {"experience": [("", _("Anything"))], "language": [("", _("Any"))]}
        choices["experience"] += experiences
        choices["language"] += languages
        for name, offered in choices.items():
            field = self.fields[name]
            assert_choice(field).choices = offered


def assert_choice(field: forms.Field) -> forms.ChoiceField:
    """The same field, known to have choices. Raises ``TypeError``."""
    if not isinstance(field, forms.ChoiceField):
        raise TypeError("not a choice")
    return field


class JoinForm(forms.Form):
    """Yes to what the group has agreed on."""

    agreed = forms.BooleanField(
        label=_("I will keep to what this group has agreed on"),
        error_messages={"required": _("Say yes to the agreements first; they are how everyone here is kept safe.")},
    )


class AskForm(JoinForm):
    """A line to the facilitators."""

    words = forms.CharField(
        label=_("A line to the facilitators"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Only they read it. They talk with you before you come in."),
    )
    field_order = ("words", "agreed")


class RemindForm(forms.Form):
    """When to be reminded."""

    remind = forms.TypedChoiceField(
        label=_("Remind me of sessions"), choices=Remind, coerce=int, widget=forms.RadioSelect
    )


class NoteForm(forms.Form):
    """Something to keep for the group."""

    words = forms.CharField(
        label=_("A line or a link to keep"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )


class SayForm(forms.Form):
    """Something to say to the group."""

    words = forms.CharField(
        label=_("Say something to the group"), strip=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    client_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class MoveForm(forms.Form):
    """Another time for one session, by the group's clock."""

    to = forms.DateTimeField(
        label=_("Another time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )


class FeedForm(forms.Form):
    """Whether a calendar names groups."""

    names = forms.BooleanField(
        label=_("Name the group in my calendar"),
        required=False,
        help_text=_("Without it every entry only says “Group”. Whoever sees your calendar sees the name."),
    )


class PauseForm(forms.Form):
    """Days on which the group does not meet."""

    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("To, included"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    words = forms.CharField(label=_("Why, in a word"), required=False, max_length=80)


class StepForm(forms.Form):
    """One step of a session. A known step keeps its name where nothing else is written."""

    key = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    place = forms.IntegerField(label=_("Place"), required=False, min_value=1, max_value=99)
    title = forms.CharField(label=_("What it is called"), required=False, max_length=agenda.LONGEST_TITLE)
    words = forms.CharField(label=_("A line about it"), required=False, max_length=agenda.LONGEST_WORDS)
    minutes = forms.IntegerField(label=_("About how many minutes"), required=False, min_value=0, max_value=240)
    turns = forms.BooleanField(label=_("Begins with a round"), required=False)
    off = forms.BooleanField(label=_("Leave it out"), required=False)


Steps = forms.formset_factory(StepForm, extra=2, max_num=agenda.MOST, absolute_max=20)
