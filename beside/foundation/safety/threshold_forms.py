"""Choosing how much triage brings to the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from beside.foundation.safety import queries_thresholds


def _shares(shares: tuple[float, ...]) -> list[tuple[float, str]]:
    return [(share, f"{share:g} %") for share in shares]


class ThresholdsForm(forms.Form):
    """Two shares of all messages, in per cent."""

    offer = forms.TypedChoiceField(
        label=_("In how many messages should help be offered?"),
        coerce=float,
        choices=_shares(queries_thresholds.OFFER_SHARES),
        help_text=_("Only the writer sees this offer. It is gentle, and can be put away."),
    )
    look = forms.TypedChoiceField(
        label=_("At how many messages should somebody on the desk look?"),
        coerce=float,
        choices=_shares(queries_thresholds.LOOK_SHARES),
        help_text=_("What the rules recognise comes on top, whatever you choose."),
    )
