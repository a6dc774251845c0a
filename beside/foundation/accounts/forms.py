"""What people are asked, one thing at a time."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import actions
from beside.foundation.accounts.models import Joining
from beside.foundation.accounts.scopes import SCOPES

_OLDEST = 120


def put(form: forms.Form, field: str | None, refused: Refused) -> None:
    """Say a refusal at the field it is about."""
    form.add_error(field, str(refused.words))


class CodeForm(forms.Form):
    """An invitation code."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=60,
        help_text=_("Small or capital letters, with or without hyphens: all is fine."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class YearForm(forms.Form):
    """A birth year, asked without a hint at which answer lets in."""

    year = forms.IntegerField(
        label=_("In which year were you born?"),
        help_text=_("Four digits."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year", "maxlength": "4"}),
        error_messages={"invalid": _("Write the year with four digits.")},
    )

    def clean_year(self) -> int:
        """A year in which a living person can have been born."""
        year = int(self.cleaned_data["year"])
        if not now().year - _OLDEST <= year <= now().year:
            raise forms.ValidationError(_("Write the year with four digits."))
        return year


class HowForm(forms.Form):
    """With an email or without."""

    how = forms.ChoiceField(
        label=_("How would you like to sign in?"),
        choices=[
            ("email", _("With my email. We send you a letter each time; no password needed")),
            ("name", _("Without an email. With a sign-in name and a password")),
        ],
        widget=forms.RadioSelect,
    )


def password_field(label: Any) -> forms.CharField:
    """A new password, with what makes a good one."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=_rules(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def _rules() -> Any:
    from django.utils.functional import lazy

    return lazy(lambda: mark_safe(password_validators_help_text_html()), SafeString)()  # noqa: S308  (Django's own words)


class NameForm(forms.Form):
    """A sign-in name and a password."""

    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        help_text=_("Only you ever see it. We made one up; change it if you like, but not to your real name."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = password_field(_("Password"))

    def clean_sign_in_name(self) -> str:
        """A name that is free."""
        try:
            return actions.free_name(self.cleaned_data["sign_in_name"])
        except Refused as refused:
            raise forms.ValidationError(str(refused.words)) from refused

    def clean_password(self) -> str:
        """A password that is not easily guessed."""
        password: str = self.cleaned_data["password"]
        try:
            actions.check_password(password, None)
        except Refused as refused:
            raise forms.ValidationError(str(refused.words)) from refused
        return password


class RecoverForm(forms.Form):
    """Back in with a recovery code."""

    sign_in_name = forms.CharField(
        label=_("Sign-in name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("One of your recovery codes"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    password = password_field(_("A new password"))


class AgreeForm(forms.Form):
    """Yes to one text."""

    agree = forms.BooleanField(
        label=_("I have read this and say yes to it"),
        error_messages={"required": _("Tick the box if you say yes. If you would rather not, you can leave here.")},
    )


class KeptForm(forms.Form):
    """The recovery codes are put away."""

    kept = forms.BooleanField(
        label=_("I have put these codes away"),
        error_messages={"required": _("Tick the box once the codes are somewhere safe.")},
    )


class NoteForm(forms.Form):
    """A few words to the staff."""

    note = forms.CharField(
        label=_("Would you like to tell us something?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only the people who decide read this."),
    )


class EraseForm(forms.Form):
    """Typing what one means."""

    words = forms.CharField(
        label=_("Type the words: leave for good"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_words(self) -> str:
        """The words, whatever their case."""
        words = " ".join(str(self.cleaned_data["words"]).lower().strip(" .\"'“”").split())
        if words != str(_("leave for good")):
            raise forms.ValidationError(_("Type exactly these words: leave for good"))
        return words


class TokenForm(forms.Form):
    """A token for a program of one's own."""

    name = forms.CharField(label=_("What is it for?"), max_length=60)
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"), choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )


class SetUpForm(forms.Form):
    """The first questions to whoever runs this."""

    name = forms.CharField(label=_("What is your organisation called?"), max_length=120)
    country = forms.CharField(
        label=_("Country"),
        min_length=2,
        max_length=2,
        help_text=_("Two letters, like IE or GB. It decides which helplines people see first."),
        widget=forms.TextInput(attrs={"autocomplete": "country", "maxlength": "2"}),
    )
    joining = forms.ChoiceField(
        label=_("Who may join?"), choices=Joining.choices, initial=Joining.CODE, widget=forms.RadioSelect
    )
    login = forms.CharField(
        label=_("Your email or a sign-in name"),
        max_length=200,
        help_text=_("You are the first operator. Others only ever see a name you make up."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = password_field(_("Your password"))
    year = forms.IntegerField(
        label=_("The year you were born"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year", "maxlength": "4"}),
    )

    def clean_country(self) -> str:
        """Two capital letters."""
        country = str(self.cleaned_data["country"]).strip().upper()
        if not (country.isascii() and country.isalpha()):
            raise forms.ValidationError(_("Write two letters, like IE or GB."))
        return country

    def clean_login(self) -> str:
        """An email address or a name that is free."""
        login = str(self.cleaned_data["login"]).strip()
        if "@" in login:
            return str(forms.EmailField().clean(login))
        try:
            return actions.free_name(login)
        except Refused as refused:
            raise forms.ValidationError(str(refused.words)) from refused
