"""A face that is nobody's: a drawn shape from a name.

A rectangle, an ellipse, a wave and a dot in two related colours. The same name always gives the same
drawing, on every machine and in every release: people know each other by it. Changing anything here changes
everyone's face.
"""

import hashlib
import unicodedata
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

# Ground and figure: light enough together to sit on paper, clear enough to be seen on the dark theme.
_PAIRS = (
    ("#e4eddc", "#93b08a"),
    ("#dceaf0", "#6f9db3"),
    ("#f2dcc4", "#c98d6e"),
    ("#dfe3ef", "#8f9cc0"),
    ("#f0dfe9", "#b58aa5"),
    ("#e6c98f", "#7fa89f"),
    ("#f3e6bd", "#bf9a4b"),
    ("#d9e8e3", "#5f9488"),
    ("#ead9cf", "#a5796a"),
    ("#e3ddec", "#8d7fae"),
)
SIZES = {"": "", "small": " small", "big": " big"}


@lru_cache(maxsize=4096)
def draw(seed: str, size: str = "") -> SafeString:
    """The drawing for ``seed`` as SVG, hidden from screen readers (the name stands beside it).

    ``size`` is "", "small" or "big". Letter case and the way accents are encoded make no difference.
    Only attributes, no style, so that a strict content policy holds.
    """
    name = unicodedata.normalize("NFC", seed).strip().casefold()
    byte = hashlib.blake2b(name.encode(), digest_size=16).digest()
    ground, figure = _PAIRS[byte[0] % len(_PAIRS)]
    rx = 36 + byte[4] % 15
    ellipse = f'<ellipse cx="{20 + byte[2] % 60}" cy="{26 + byte[3] % 50}" rx="{rx}" ry="{round(rx * 0.8)}"'
    wave = f"M0 {55 + byte[5] % 25} Q 50 {40 + byte[6] % 35} 100 {66 + byte[7] % 25} V100 H0Z"
    dot = f'<circle cx="{25 + byte[8] % 50}" cy="{25 + byte[9] % 50}" r="{11 + byte[10] % 8}"'
    turn = (byte[1] * 256 + byte[11]) % 360
    # Numbers and our own colours only: nothing of the name itself reaches the page.
    return mark_safe(  # noqa: S308
        f'<svg class="avatar{SIZES.get(size, "")}" viewBox="0 0 100 100" aria-hidden="true"'
        ' focusable="false">'
        f'<rect width="100" height="100" fill="{ground}"/><g transform="rotate({turn} 50 50)">'
        f'{ellipse} fill="{figure}"/><path d="{wave}" fill="{figure}" opacity=".55"/>'
        f'{dot} fill="{ground}" opacity=".9"/></g></svg>'
    )
