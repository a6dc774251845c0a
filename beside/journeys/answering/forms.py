"""How one wishes to be asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

_A_DAY = [("0", _("Don't ask me")), ("1", _("Once a day at most")), ("2", _("Twice")), ("3", _("Three times"))]
_A_DAY += [("6", _("Up to six times"))]


class WillingForm(forms.Form):
    """How often, whom, and a note."""

    a_day = forms.ChoiceField(
        label=_("How often may we ask you to answer a post?"),
        choices=_A_DAY,
        widget=forms.RadioSelect,
        help_text=_("You can pass on each, and nobody learns of it."),
    )
    welcomes = forms.BooleanField(label=_("I also welcome people who write for the first time"), required=False)
    note = forms.BooleanField(
        label=_("Write to me once if I have been quiet for a month"),
        required=False,
        help_text=_("One friendly line, then nothing more until you come back."),
    )
