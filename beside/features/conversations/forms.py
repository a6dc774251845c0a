"""What is asked about a conversation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beside.features.conversations.actions import LONGEST_LINE

_HEARD = (
    ("5", _("Entirely")),
    ("4", _("Mostly")),
    ("3", _("Partly")),
    ("2", _("A little")),
    ("1", _("Not at all")),
    ("", _("I'd rather not say")),
)
_AGAIN = (("yes", _("Yes")), ("no", _("No")), ("", _("I don't know yet")))


class HowForm(forms.Form):
    """How was that? All of it can be left out."""

    heard = forms.ChoiceField(label=_("Did you feel heard?"), choices=_HEARD, required=False, widget=forms.RadioSelect)
    again = forms.ChoiceField(choices=_AGAIN, required=False, widget=forms.RadioSelect)
    line = forms.CharField(
        label=_("A line for yourself"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    keep = forms.BooleanField(required=False)

    def __init__(self, *given: Any, name: str, peer: bool, may_keep: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["again"].label = _("Would you talk with {name} again?").format(name=name)
        if peer:
            self.fields["heard"].label = _("Did you feel able to be there for {name}?").format(name=name)
        if may_keep:
            self.fields["keep"].label = _("I'd like to stay in touch with {name}").format(name=name)
            self.fields["keep"].help_text = _(
                "{name} learns of this only if they wish it too. Then this conversation goes on."
            ).format(name=name)
        else:
            del self.fields["keep"]

    def given(self) -> dict[str, Any]:
        """As ``actions.rate`` takes it."""
        said = self.cleaned_data
        return {
            "heard": int(said["heard"]) if said["heard"] else None,
            "again": {"yes": True, "no": False}.get(said["again"]),
            "line": said["line"],
        }


class ReasonForm(forms.Form):
    """Why another peer might be better."""

    reason = forms.CharField(
        label=_("Say why, in your own words"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WordsForm(forms.Form):
    """A message in other words; ``talk.actions`` judges what may be kept."""

    text = forms.CharField(
        label=_("Your message"), strip=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
