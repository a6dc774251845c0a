"""What an operator is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beside.foundation.accounts.models import Joining, Organisation, Role


class InvitationForm(forms.Form):
    """A new invitation."""

    note = forms.CharField(
        label=_("Who is it for?"),
        max_length=120,
        required=False,
        help_text=_("For you to remember. No real names, please."),
    )
    uses = forms.IntegerField(label=_("How many people may use it?"), min_value=1, max_value=1000, initial=1)
    days = forms.IntegerField(label=_("For how many days?"), min_value=1, max_value=365, initial=14)
    role = forms.ChoiceField(
        label=_("Do they get a role?"),
        required=False,
        choices=[("", _("No, just a member")), *[choice for choice in Role.choices if choice[0] != Role.OPERATOR]],
    )


class TextForm(forms.Form):
    """The next version of a text people agree to."""

    body = forms.CharField(
        label=_("The text"),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("Write headings after two hash signs, as in: ## Be kind. Leave an empty line between paragraphs."),
    )


class OrganisationForm(forms.ModelForm):
    """How the organisation runs."""

    joining = forms.ChoiceField(label=_("Who may join?"), choices=Joining.choices, widget=forms.RadioSelect)

    class Meta:
        """All an operator may change."""

        model = Organisation
        fields = (
            "name", "about", "contact_email", "country", "joining", "without_email", "least_age",
            "promise_minutes", "staffed_from", "staffed_until", "pictures", "attendance",
        )  # fmt: skip
        labels = {
            "name": _("Name"),
            "about": _("What this place is, and for whom"),
            "contact_email": _("An address people may write to"),
            "country": _("Country"),
            "without_email": _("People may join without an email"),
            "least_age": _("Least age"),
            "promise_minutes": _("Someone who asks to talk hears from a person within so many minutes"),
            "staffed_from": _("People are here from"),
            "staffed_until": _("People are here until"),
            "pictures": _("Members may add pictures to what they write"),
            "attendance": _("What is kept of who came to a session of a group"),
        }
        help_texts = {
            "country": _("Two letters, like IE or GB. It decides which helplines people see first."),
            "least_age": _("In whole years. Nobody is told this number while joining."),
            "attendance": _("Facilitators' own hours are kept in any case, for themselves."),
            "pictures": _("Each space can also be set to do without. Pictures already there stay."),
            "staffed_from": _("Leave both times out if someone is always here."),
        }
        widgets = {
            "about": forms.Textarea(attrs={"rows": 4}),
            "staffed_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "staffed_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def clean_country(self) -> str:
        """Two capital letters, or nothing."""
        country = str(self.cleaned_data["country"]).strip().upper()
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise forms.ValidationError(_("Write two letters, like IE or GB."))
        return country

    def clean_least_age(self) -> int:
        """No younger than thirteen: below that the law asks for parents nearly everywhere."""
        age = int(self.cleaned_data["least_age"])
        if not 13 <= age <= 99:
            raise forms.ValidationError(_("Choose an age from 13 to 99."))
        return age

    def clean(self) -> dict[str, Any]:
        """Both times or neither."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if (given.get("staffed_from") is None) != (given.get("staffed_until") is None):
            self.add_error("staffed_until", _("Give both times, or leave both out."))
        return given
