"""A picture made anew from what somebody gave: no metadata, no larger than needed, no surprises inside."""

import io
import warnings
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from beside.core.refusal import Refused

LARGEST: Final = 8_000_000  # bytes as given
SIDE: Final = 1600  # pixels of the longer side as kept
_MOST_PIXELS: Final = 50_000_000
# Told by the library from what is in the file, never from its name. SVG is not among them: it can hold scripts.
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITY: Final = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept; sizes in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def prepare(given: bytes) -> Picture:
    """The picture, upright, scaled, as WebP without anything that was written beside it.

    Of one that moves, the first frame. Raises ``Refused`` for what is too large or no picture.
    """
    if len(given) > LARGEST:
        raise Refused("photo_large", _("That picture is larger than 8 MB. Choose a smaller one, or a part of it."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(given), formats=_FORMATS) as found:
                return _made_anew(found)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        # What the library raises for a file that only calls itself a picture, or breaks off in the middle.
        raise Refused("photo", _("That file is not a picture we can show. JPEG, PNG, WebP and GIF work.")) from None


def _made_anew(found: Image.Image) -> Picture:
    if found.width * found.height > _MOST_PIXELS:
        raise _too_many()
    found.draft("RGB", (SIDE, SIDE))  # a large photograph is read at a fraction of its size
    upright = ImageOps.exif_transpose(found)
    clear = upright.has_transparency_data
    upright = upright.convert("RGBA" if clear else "RGB")
    upright.thumbnail((SIDE, SIDE))
    # A new image of the same points: colour profile, place, camera and comments stay behind.
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=_QUALITY, method=4)
    return Picture(out.getvalue(), "image/webp", bare.width, bare.height)


def _too_many() -> Refused:
    return Refused("photo_large", _("That picture has more points than we can read. Choose a smaller one."))
