"""Pieces of a message as HTML, for whichever page shows it.

Drawn here and not in a template: a page holds dozens of messages, and this costs a tenth of a template's loop
(docs/benchmarks.md). Everything that varies goes through ``escape``: a member's words never reach the page as HTML.
"""

import re
from datetime import datetime, tzinfo
from html import escape
from typing import Final

from django.utils.translation import gettext as _

from beside.core import dates, excerpts
from beside.foundation.talk.queries import Shown

EXCERPT: Final = 110
_LINK: Final = re.compile(r"https?://[^\s<>\"'“”‘’]+[^\s<>\"'“”‘’.,;:!?)\]}]", re.IGNORECASE)


def time(moment: datetime, now: datetime, zone: tzinfo, *, with_day: bool = False) -> str:
    """Minutes in words; after an hour the time of day, for the day itself stands above. All of it on hover.

    ``with_day``: nothing stands above, so older ones say their day as well.
    """
    there = moment.astimezone(zone)
    clock = f"{there.hour:02}:{there.minute:02}"
    recent = with_day or abs((now - moment).total_seconds()) < 3600
    words = dates.in_words(moment, now, zone) if recent else clock
    exact = f"{dates.with_weekday(there.date(), year=True)}, {clock}"
    return f'<time datetime="{moment.isoformat()}" title="{escape(exact)}">{escape(words)}</time>'


def excerpt(text: str) -> str:
    """The beginning of a text, on one line."""
    return excerpts.cut(text, EXCERPT)


def with_links(text: str) -> str:
    """The text, escaped, its web addresses as links that pass nothing on."""
    parts: list[str] = []
    start = 0
    for found in _LINK.finditer(text):
        address = escape(found.group())
        parts.append(escape(text[start : found.start()]))
        parts.append(f'<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>')
        start = found.end()
    parts.append(escape(text[start:]))
    return "".join(parts)


def instead_of_text(row: Shown, mine: bool, name: str) -> str:
    """What is said where there are no words to show."""
    if row.taken_back:
        return _("You took this back.") if mine else _("{name} took this back.").format(name=name)
    if row.hidden:
        return _("These words are hidden.")
    return _("These words left with their writer.") if row.gone else _("These words cannot be opened.")
