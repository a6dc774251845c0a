"""What people fill in."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from beside.core.ids import REF_LENGTH
from beside.foundation.safety import answered, decided, rules
from beside.foundation.safety.models import OUTCOMES, Case, Decision, Limit, Report

WORDS_LIMIT: Final = 2000
_TOO_LONG = _("This is longer than %(limit_value)d letters. Please shorten it a little.")


def _words(label: Any, hint: Any = "", *, missing: Any = "") -> forms.CharField:
    field = forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=WORDS_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing, "max_length": _TOO_LONG},
    )
    # The browser would cut a pasted text off in silence; we say so instead and keep what was typed.
    field.widget.attrs.pop("maxlength", None)
    return field


class ReportForm(forms.Form):
    """Telling the staff about a person."""

    reason = forms.ChoiceField(
        label=_("What is the matter?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what comes closest."), "invalid_choice": _("Please choose one.")},
    )
    words = _words(_("In your own words"), _("Whatever would help us to understand."))


class ReportTextForm(ReportForm):
    """Telling the staff about one text."""

    include = forms.BooleanField(
        label=_("Include a copy of these words"),
        required=False,
        initial=True,
        help_text=_("The staff see this one text as it stands now, and nothing around it. Without it we know less."),
    )


class WorriedForm(forms.Form):
    """Saying that one is worried about a person."""

    words = _words(_("What worries you?"), _("A few words are enough. You can also leave this empty."))


class CloseForm(forms.Form):
    """What staff made of a case. The choices fit its kind."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what came of it."), "invalid_choice": _("Please choose one.")},
    )
    note = _words(
        _("Why"),
        _("For the staff. Whoever told us hears what you chose above, and not this."),
        missing=_("Please say in a few words why."),
    )

    def __init__(self, *args: Any, kind: Case.Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["outcome"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [(outcome.value, outcome.label) for outcome in OUTCOMES[kind]]


class DecideForm(forms.Form):
    """What is done about a case. Which fields count follows from the first; the verb checks what it needs."""

    kind = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)
    rule = forms.TypedChoiceField(
        label=_("Which rule does it go against?"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Needed wherever something is restricted. The person reads the rule as it is worded now."),
    )
    facts = _words(
        _("What happened"),
        _("The person reads this. Say what was done and why it matters; nothing that shows who told us."),
        missing=_("Please say in a few words what happened."),
    )
    source = forms.ChoiceField(label=_("How did it come to notice?"), choices=Decision.Source.choices)
    words = _words(_("A word to them"), _("For writing to them, or for asking them to put it differently."))
    what = forms.ChoiceField(
        label=_("What may they not do?"), choices=[("", _("Nothing is limited")), *Limit.choices], required=False
    )
    days = forms.IntegerField(
        label=_("For how many days?"),
        min_value=1,
        max_value=180,
        required=False,
        help_text=_("For limiting and suspending: one to 180."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, rule = self.fields["kind"], self.fields["rule"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [(one.value, one.label) for one in decided.choices(case)]
        if isinstance(rule, forms.ChoiceField):
            named = [(one.number, f"{one.number}. {one.title}") for one in rules.parse(rules.current().body)]
            rule.choices = [("", _("Choose …")), *named]
        self.fields["source"].initial = decided.likely_source(case)


class AppealForm(forms.Form):
    """Asking for another look."""

    words = _words(
        _("Why should somebody look again?"),
        _("A different person reads this, who had no part in the decision."),
        missing=_("Please say in a few words why."),
    )


class _Lines(forms.CharField):
    """Words over several lines. A browser sends each new line as two letters: counted, and kept, as one."""

    def to_python(self, value: Any) -> Any:
        """New lines unified."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class AnswerForm(forms.Form):
    """Answering what the staff wrote. ``client_id`` is the name that the answer gets, so that what is sent twice is
    kept once.
    """

    client_id = forms.RegexField(
        f"^[2-9a-z]{{{REF_LENGTH}}}$",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("Please load the page again before sending.")},
    )
    words = _Lines(
        label=_("Your answer"),
        help_text=_("A few words are enough. You need not explain anything."),
        max_length=answered.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("There is nothing written yet."), "max_length": _TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)


class CountryForm(forms.Form):
    """Choosing the country to see help for. A plain GET form: works signed out, keeps nothing."""

    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, countries: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["country"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", _("Choose …")), *countries]
