"""What the numbers of a check-in are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOODS: Final[dict[int, "Promise"]] = {1: _("Heavy"), 2: _("Low"), 3: _("In between"), 4: _("Steady"), 5: _("Light")}
ENERGY: Final[dict[int, "Promise"]] = {1: _("None"), 2: _("A little"), 3: _("Some"), 4: _("Enough"), 5: _("Plenty")}
SLEEP: Final[dict[int, "Promise"]] = {1: _("Hardly"), 2: _("Broken"), 3: _("So-so"), 4: _("Well"), 5: _("Deeply")}
KINDS: Final[dict[str, "Promise"]] = {
    "yes": _("Yes or no"),
    "strength": _("How strong, 0 to 10"),
    "number": _("A number"),
}


def of_mean(words: "dict[int, Promise]", mean: float) -> str:
    """The word nearest to the middle of several."""
    return str(words[min(5, max(1, round(mean)))])
