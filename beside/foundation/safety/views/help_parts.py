"""The parts of the help page that read the same for everyone in a country, rendered once for all of them.

What goes in is the help itself and the language, so a part can never be older than what it is made of: a line that
opens or a change by the operator is other help and is rendered anew. No request goes in, so no token, no name and no
time of this moment can come out.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from beside.foundation.safety import helplines, shown_lines
from beside.foundation.safety.forms import CountryForm
from beside.foundation.safety.queries import Help

# Countries, times their languages and the few ways in which their lines are open; anyone may ask for any country.
_MOST: Final = 400


@dataclass(frozen=True, slots=True)
class Parts:
    """HTML, safe to show: emergency numbers, lines, what happens when one calls, choosing a country, the sources."""

    emergency: SafeString
    lines: SafeString
    calling: SafeString
    country: SafeString
    sources: SafeString


def parts(given: Help, *, kept: bool = False) -> Parts:
    """The parts for this help, in the language of now. ``kept``: for a copy read without a network, where no other
    country can be chosen.
    """
    choices = () if kept else tuple(shown_lines.countries())
    return _rendered(given, choices, get_language() or "", kept)


@lru_cache(maxsize=_MOST)
def _rendered(given: Help, choices: tuple[tuple[str, str], ...], language: str, kept: bool) -> Parts:
    form = CountryForm(initial={"country": given.code}, countries=choices) if choices else None
    shown = {"help": given, "form": form, "compiled": helplines.compiled_on(), "kept": kept}
    names = ("emergency", "lines", "calling", "country", "sources")
    made = {
        name: render_to_string(f"safety/parts/{name}.html", shown) if name != "country" or form else SafeString("")
        for name in names
    }
    return Parts(**made)
