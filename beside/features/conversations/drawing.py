"""The list of messages as HTML.

Drawn here and not in a template: a page holds fifty messages, and this costs a tenth of a template's loop
(docs/benchmarks.md). Everything that varies goes through ``escape``: a member's words never reach the page as HTML.
The script fills the same shapes, from the one empty message that ``blank`` draws into the page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import lru_cache
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beside.core import dates
from beside.foundation.talk import drawing
from beside.foundation.talk.models import ReactionKind
from beside.foundation.talk.queries import Shown

_DAWN, _NOON, _EVENING = 5, 12, 18


@dataclass(frozen=True, slots=True)
class Scene:
    """For whom and when a list is drawn. ``seen`` is how far the other has read; ``names`` go by public name, one's own
    ("You") among them.
    """

    ref: str
    me: str
    names: Mapping[str, str]
    zone: tzinfo
    now: datetime
    seen: int = 0
    read: int = 0
    quotes: Mapping[int, Shown] = field(default_factory=dict)

    def name_of(self, message: Shown) -> str:
        """What the writer is called."""
        return self.called(message.author_ref)

    def called(self, ref: str | None) -> str:
        """What someone in this conversation is called."""
        return self.names.get(ref or "", "") or _("Someone who has left")


def messages(shown: Iterable[Shown], scene: Scene) -> SafeString:
    """List items: days, "new since you were here", and messages in order."""
    parts: list[str] = []
    day, new = "", False
    rows = list(shown)
    last_mine = max((row.number for row in rows if row.author_ref == scene.me), default=0)
    more = escape(_("Answer or change this message"))
    for row in rows:
        words = day_words(row.at, scene.now, scene.zone)
        if words != day:
            day = words
            parts.append(f'<li class="day" data-day>{escape(words)}</li>')
        if not new and row.number > scene.read and row.author_ref != scene.me:
            new = True
            parts.append(f'<li class="day new" id="new" tabindex="-1">{escape(_("New since you were here"))}</li>')
        parts.append(_message(row, scene, more, state=row.number == last_mine))
    return mark_safe("".join(parts))  # noqa: S308 - each part escapes what it was given


def _message(row: Shown, scene: Scene, more: str, *, state: bool = False) -> str:
    """One message: name, then words, then time, in the order in which they are read out."""
    mine = row.author_ref == scene.me
    edited = f'<span class="edited"> · {escape(_("edited"))}</span>' if row.edited and not row.taken_back else ""
    given = " ".join(kind for kind, who in row.reactions if scene.me in who)
    return (
        f'<li class="msg{" mine" if mine else ""}" id="m{row.number}" data-change="{row.change}"'
        f' data-mine="{escape(given)}"><svg class="avatar" aria-hidden="true"><use href="#face-'
        f'{"mine" if mine else "other"}"/></svg><div class="body"><p class="who">{escape(scene.name_of(row))}</p>'
        f"{_quoted(row, scene)}{_text(row, mine, scene)}"
        f'<p class="at">{drawing.time(row.at, scene.now, scene.zone)}{edited}</p>'
        f"{_more(row, scene, more)}{_reactions(row, scene)}"
        f"{_state(row, scene) if state and not row.taken_back else ''}</div></li>"
    )


def blank() -> SafeString:
    """An empty message for the script to fill."""
    return format_html(
        '<li class="msg"><svg class="avatar" aria-hidden="true"><use href="#face-other"/></svg><div class="body">'
        '<p class="who"></p><a class="quoted" dir="auto"></a><p class="text" dir="auto"></p>'
        '<p class="at"><time></time><span class="edited"> · {}</span></p>'
        '<a class="more"><span class="vh">{}</span><svg class="i" aria-hidden="true"><use href="#i-more"/></svg></a>'
        '<p class="reacts"></p><p class="state"></p></div></li>',
        _("edited"),
        _("Answer or change this message"),
    )


def day_words(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """What stands above the messages of one part of a day: "This evening", "Tuesday 3 November"."""
    there, here = moment.astimezone(zone), now.astimezone(zone)
    days = (there.date() - here.date()).days
    if days in (0, -1):
        return parts_of_day(get_language() or "")[days][sum(there.hour >= start for start in (_DAWN, _NOON, _EVENING))]
    return dates.with_weekday(there.date(), year=there.year != here.year)


@lru_cache(maxsize=64)
def parts_of_day(language: str) -> dict[int, tuple[str, str, str, str]]:
    """Names of the parts of today (0) and yesterday (-1), in ``language``, which is the active one."""
    return {
        0: (_("Early this morning"), _("This morning"), _("This afternoon"), _("This evening")),
        -1: (_("Early yesterday"), _("Yesterday morning"), _("Yesterday afternoon"), _("Yesterday evening")),
    }


def _text(row: Shown, mine: bool, scene: Scene) -> str:
    if row.text is None:
        return f'<p class="text away">{escape(drawing.instead_of_text(row, mine, scene.name_of(row)))}</p>'
    return f'<p class="text" dir="auto">{drawing.with_links(row.text)}</p>'


def _quoted(row: Shown, scene: Scene) -> str:
    quoted = scene.quotes.get(row.reply_to) if row.reply_to else None
    if quoted is None:
        return ""
    name = scene.name_of(quoted)
    words = (
        drawing.excerpt(quoted.text)
        if quoted.text
        else drawing.instead_of_text(quoted, quoted.author_ref == scene.me, name)
    )
    href = f"/talk/{scene.ref}?at={quoted.number}#m{quoted.number}"
    return f'<a class="quoted" dir="auto" href="{href}"><b>{escape(name)}</b> {escape(words)}</a>'


def _more(row: Shown, scene: Scene, words: str) -> str:
    if row.text is None:
        return ""
    return (
        f'<a class="more" href="/talk/{scene.ref}/{row.number}"><span class="vh">{words}</span>'
        '<svg class="i" aria-hidden="true"><use href="#i-more"/></svg></a>'
    )


def _reactions(row: Shown, scene: Scene) -> str:
    if not row.reactions or row.taken_back:
        return ""
    labels = dict(ReactionKind.choices)
    said = " · ".join(f"{_who(who, scene)}: {labels[kind]}" for kind, who in row.reactions if kind in labels)
    return f'<p class="reacts"><svg class="i" aria-hidden="true"><use href="#i-react"/></svg>{escape(said)}</p>'


def _who(who: list[str], scene: Scene) -> str:
    first = sorted(who, key=lambda ref: ref != scene.me)
    return _(" and ").join(scene.called(ref) for ref in first)


def _state(row: Shown, scene: Scene) -> str:
    return f'<p class="state">{escape(_("Seen") if row.number <= scene.seen else _("Sent"))}</p>'
