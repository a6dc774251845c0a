"""The four parts of a recovery story: a guide, any of which can be left out."""

from typing import Final

from django.utils.translation import gettext_lazy as _

PARTS: Final = (
    ("was", _("What it was like"), _("As much as you like to say. You need not begin at the beginning.")),
    ("helped", _("What helped"), _("People, places, small habits, treatment: whatever it was, also what did not.")),
    ("now", _("Now"), _("How it is today. It need not be finished, and it need not be good every day.")),
    ("tell", _("What I would tell someone there"), _("One thing you would have liked to hear.")),
)
NAMES: Final = tuple(key for key, _label, _hint in PARTS)
# What an editor looks for, shown to both: safe messaging, not taste.
LOOKED_FOR: Final = (
    _("No method, place or amount by which somebody got hurt"),
    _("No numbers of weight, calories or size"),
    _("Nobody else can be recognised who did not agree"),
    _("Suicide is not told as a way out, a crime or a success"),
    _("There is something that helped, however small"),
    _("Where it is heavy, a note stands in front of it"),
)
