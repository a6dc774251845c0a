"""What the people on the desk fill in for hours on call, and for themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beside.foundation.accounts.models import Person
from beside.foundation.safety import reviewing
from beside.foundation.safety.models import CareSettings

NOTE_LIMIT = 4000
_TIME = {"required": _("Give a time, like 18:00."), "invalid": _("Write the time like 18:00.")}
_CHOOSE = {"required": _("Please choose somebody."), "invalid_choice": _("Please choose one of these.")}


class PersonField(forms.ChoiceField):
    """Somebody on the desk, by what they are called here; the value is their public name."""

    def offer(self, people: list[Person], empty: Any = "") -> None:
        """These may be chosen; ``empty`` stands first where nobody may be chosen too."""
        names = reviewing.names(person.pk for person in people)
        offered: list[tuple[str, Any]] = [(person.ref, names.get(person.pk, person.ref)) for person in people]
        self.choices = [("", empty or _("Choose …")), *offered]
        self.people = {person.ref: person for person in people}

    def clean(self, value: Any) -> Any:
        """The person, or None."""
        return self.people.get(super().clean(value))


class DutyForm(forms.Form):
    """Hours for the roster."""

    day = forms.DateField(
        label=_("First day"),
        help_text=_("The hours begin on this day of the week."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write the day like 2026-11-24.")},
    )
    since = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages=_TIME
    )
    until = forms.TimeField(
        label=_("Until"),
        help_text=_("An earlier time is on the day after."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=_TIME,
    )
    first = PersonField(label=_("First person"), error_messages=_CHOOSE)
    second = PersonField(
        label=_("Second person"),
        required=False,
        help_text=_("They are called if the first does not answer."),
        error_messages=_CHOOSE,
    )
    once = forms.BooleanField(label=_("Only on that one day"), required=False)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            field = self.fields[name]
            if isinstance(field, PersonField):
                field.offer(people, _("Nobody yet") if name == "second" else "")


class ChooseForm(forms.Form):
    """Choosing somebody on the desk."""

    person = PersonField(label=_("Who?"), error_messages=_CHOOSE)

    def __init__(self, *args: Any, people: list[Person], label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        if isinstance(field, PersonField):
            field.offer(people)
            field.label = label or field.label


class CareSettingsForm(forms.ModelForm):
    """How the desk works."""

    class Meta:
        """All a safety lead may change."""

        model = CareSettings
        fields = ("pass_on_minutes", "hide_after_reports", "cases_per_shift", "break_minutes")
        labels = {
            "pass_on_minutes": _("After how many minutes is a call passed on?"),
            "hide_after_reports": _("How many people must report a message before it is hidden until somebody looks?"),
            "cases_per_shift": _("How many cases in one shift are enough?"),
            "break_minutes": _("How many minutes is a break?"),
        }
        help_texts = {
            "hide_after_reports": _("Only while nobody is on call. The next person on call looks at it."),
            "cases_per_shift": _("Beyond that we suggest to stop. No case and no call is ever kept from anybody."),
        }


class CoverForm(forms.Form):
    """Covering heavy texts."""

    cover = forms.BooleanField(
        label=_("Cover heavy texts until I open them"),
        required=False,
        help_text=_("On the page of a case, the words of others stay folded away until you want to read them."),
    )


class DebriefForm(forms.Form):
    """A note for oneself."""

    words = forms.CharField(
        label=_("What stays with me"),
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Locked with your own key. Nobody else can read it, not even a safety lead."),
        error_messages={"max_length": _("This is longer than %(limit_value)d letters. Please shorten it a little.")},
    )
    talk = forms.BooleanField(
        label=_("I would like to talk about it"),
        required=False,
        help_text=_("The safety leads see that you would like to talk, and not what you wrote."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The browser would cut a pasted text off in silence; we say so instead and keep what was typed.
        self.fields["words"].widget.attrs.pop("maxlength", None)
