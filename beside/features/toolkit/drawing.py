"""Pieces of pages as HTML, where a template would be asked for dozens of small things.

Every word goes through ``escape`` or ``format_html``; all else is numbers and names of our own.
"""

from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any

from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beside.core import dates
from beside.core.clock import now
from beside.features.toolkit.core import working
from beside.features.toolkit.core.working import Record


def picture(row: Record) -> dict[str, Any]:
    """The small picture of a record, and the same in words."""
    pairs = ", ".join(_("{before} to {after}").format(before=one.before, after=one.after) for one in row.slopes)
    left, right = working.EDGE, working.WIDTH - working.EDGE
    shapes = [f'<line class="edge" x1="{x}" x2="{x}" y1="8" y2="58"/>' for x in (left, right)]
    for number, one in enumerate(row.slopes, 1):
        newest = " newest" if number == len(row.slopes) else ""
        shapes.append(f'<line class="slope{newest}" x1="{left}" y1="{one.y1}" x2="{right}" y2="{one.y2}"/>')
        shapes.append(f'<circle cx="{right}" cy="{one.y2}" r="3"/>')
    return {
        "box": f"0 0 {working.WIDTH} {working.HEIGHT}",
        "shapes": SafeString("".join(shapes)) if row.slopes else "",  # numbers and our own names only
        "words": _("From before to after, oldest first: {pairs}").format(pairs=pairs) if pairs else "",
    }


def tries(rows: Iterable[dict[str, Any]]) -> SafeString:
    """Rows of a table: what, when, before and after from 0 to 10 with a dash where it was not said, and one's line."""
    at, zone = now(), timezone.get_current_timezone()
    drawn = []
    for one in rows:
        both = "".join(f"<td>{'–' if one.get(name) is None else int(one[name])}</td>" for name in ("before", "after"))
        drawn.append(
            f'<tr><td><a href="/toolkit/tries/{escape(one["ref"])}">{escape(one["name"])}</a></td>'
            f'<td>{dates.drawn(one["at"], at, zone)}</td>{both}<td dir="auto">{escape(one.get("line", ""))}</td></tr>'
        )
    return SafeString("".join(drawn))


def scale() -> dict[str, SafeString]:
    """From 0 to 10: what is chosen before, and what keeps both after. Drawn once for each language."""
    return _scale(get_language() or "")


@cache
def _scale(_language: str) -> dict[str, SafeString]:
    numbers = range(11)
    chosen = (
        '<label class="tick-number"><input type="radio" name="before" value="{}" form="try"><span>{}</span></label>'
    )
    keeps = '<button class="tick-number" name="after" value="{}" aria-label="{}">{}</button>'
    words = _("{n} of 10, keep it")
    return {
        "before": format_html_join("", chosen, ((n, n) for n in numbers)),
        "after": format_html_join("", keeps, ((n, words.format(n=n), n) for n in numbers)),
    }
