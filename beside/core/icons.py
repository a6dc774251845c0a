"""One family of line icons, drawn into the page so that they need no request and take the colour of the text.

Shapes are from Lucide (https://lucide.dev), ISC licence; some began in Feather (MIT). Both notices stand in
LICENCE-icons.txt.
"""

import json
from functools import lru_cache
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_SHAPES: dict[str, str] = json.loads((Path(__file__).parent / "icons.json").read_text(encoding="utf-8"))


def names() -> list[str]:
    """Every icon there is, sorted."""
    return sorted(_SHAPES)


@lru_cache(maxsize=512)
def draw(name: str, label: str = "") -> SafeString:
    """The icon as SVG on a 24 by 24 grid.

    Without a label it is decoration and hidden from screen readers: words stand beside it. Raises
    ``KeyError`` for a name that is not there, so that a misspelling shows in the first test and not as a hole
    in a page.
    """
    shape = _SHAPES[name]
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    # Our own constants and an escaped label; nothing a person wrote gets in unescaped.
    return mark_safe(f'<svg class="i" viewBox="0 0 24 24" focusable="false" {said}>{shape}</svg>')  # noqa: S308
