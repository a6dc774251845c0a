"""Lists of posts and of replies as HTML: a page holds dozens, and a template's loop would cost several times as much.

Everything that varies goes through ``escape``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from html import escape
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from beside.core import avatars, excerpts, icons
from beside.features.spaces.content import NOTES
from beside.features.spaces.models import SEEKING, Need
from beside.features.spaces.queries import Listed
from beside.foundation.talk import drawing
from beside.foundation.talk.models import ReactionKind
from beside.foundation.talk.queries import Shown

NEEDS: Final = dict(Need.choices)
TITLE: Final = 60
"""Characters of a post's own words that stand where a title would."""
KINDS: Final = dict(ReactionKind.choices)


@dataclass(frozen=True, slots=True)
class Scene:
    """For whom and when a thread is drawn. ``people`` are (path, name) by the name under which they stand here."""

    ref: str
    me: str
    people: Mapping[str, tuple[str, str]]
    zone: tzinfo
    now: datetime
    author: str = ""
    read: int | None = None
    muted: frozenset[int] = frozenset()
    may_write: bool = True
    quotes: Mapping[int, Shown] = field(default_factory=dict)

    def called(self, ref: str | None) -> str:
        """What someone in this thread is called."""
        return self.people.get(ref or "", ("", ""))[1] or _("Someone who has left")


def posts(listed: Iterable[Listed], now: datetime, zone: tzinfo) -> SafeString:
    """List items, a post each."""
    return mark_safe("".join(_post(one, now, zone) for one in listed))  # noqa: S308 - each part is escaped


def _post(one: Listed, now: datetime, zone: tzinfo) -> str:
    row = one.post
    href = f"/community/post/{row.ref}"
    name = _("You") if one.mine and not row.name else one.name or _("Someone who has left")
    new = f'<span class="chip act">{escape(_("new"))}</span>' if one.new and not one.mine else ""
    head = (
        f'{avatars.draw(one.seed, "small") if one.name else ""}<b dir="auto">{escape(name)}</b>'
        f'<span class="small">{drawing.time(row.at, now, zone, with_day=True)}</span>{new}'
    )
    if one.muted:
        return _folded("post", f"p{row.ref}", href)
    note = (
        f'<p class="small note">{icons.draw("eye-off", "")}{escape(str(NOTES[row.note]))}</p>'
        if row.note in NOTES
        else ""
    )
    shown = _beginning(one) if not row.note else ""
    title = one.title or (_("Something that may be hard to read") if row.note else excerpts.cut(one.words, TITLE))
    answers = _answers(one)
    return (
        f'<li class="post" id="p{row.ref}"><p class="row who">{head}</p>'
        f'<h2><a href="{href}" dir="auto">{escape(title)}</a></h2>{note}{shown}'
        f'<p class="row small"><span class="chip">{escape(str(NEEDS.get(row.need, "")))}</span>{answers}</p></li>'
    )


def _folded(kind: str, at: str, href: str) -> str:
    """What the reader would rather not come upon, behind one neutral line, with something steadying beside it."""
    line = escape(_("Something you would rather not come upon now."))
    show, steady = escape(_("Show it")), escape(_("Or take three slow breaths first."))
    return f'<li class="{kind} muted" id="{at}"><p class="small">{line} <a href="{href}">{show}</a> {steady}</p></li>'


def _beginning(one: Listed) -> str:
    """The first words; without a title they stand above already, and only what follows is shown."""
    words = one.words
    if not one.title:
        head = excerpts.cut(words, TITLE)
        if head == words:
            return ""
        words = "… " + words[len(head) - 2 :].lstrip(" ,;:")
    return f'<p class="beginning" dir="auto">{escape(words)}</p>'


def _answers(one: Listed) -> str:
    if one.post.first_reply_at is None and one.post.need in SEEKING:
        return f"<span>{escape(_('still waiting for a first reply'))}</span>"
    if one.post.second_reply_at is None and one.post.need in SEEKING:
        return f"<span>{escape(_('one person has answered'))}</span>"
    return f"<span>{escape(_('answered'))}</span>" if one.post.first_reply_at is not None else ""


def replies(shown: Iterable[Shown], scene: Scene) -> SafeString:
    """List items, a reply each, with the mark where the new ones begin."""
    parts: list[str] = []
    new = scene.read is None
    labels = escape(_("Answer")), escape(_("Answer with one press, or change this"))
    for row in shown:
        if not new and scene.read is not None and row.number > scene.read and row.author_ref != scene.me:
            new = True
            parts.append(f'<li class="day new" id="new" tabindex="-1">{escape(_("New since you were here"))}</li>')
        parts.append(reply(row, scene, labels))
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


def reply(row: Shown, scene: Scene, labels: tuple[str, str]) -> str:
    """One reply: name, words, time, in the order in which they are read out. ``labels``: of its two acts, escaped."""
    mine = row.author_ref == scene.me
    base = f"/community/post/{scene.ref}"
    if row.number in scene.muted:
        return _folded("reply", f"m{row.number}", f"{base}/{row.number}")
    edited = (
        f' · <a href="{base}/{row.number}/before">{escape(_("edited"))}</a>'
        if row.edited and not row.taken_back
        else ""
    )
    return (
        f'<li class="reply{" mine" if mine else ""}" id="m{row.number}" data-change="{row.change}">'
        f'{_face(row, scene)}<div class="body">{_who(row, mine, scene)}{_quoted(row, scene)}{_text(row, mine, scene)}'
        f'<p class="at small">{drawing.time(row.at, scene.now, scene.zone, with_day=True)}{edited}'
        f"{_acts(row, scene, *labels)}</p>"
        f"{_reactions(row, mine, scene)}</div></li>"
    )


def _face(row: Shown, scene: Scene) -> str:
    name = scene.people.get(row.author_ref or "", ("", ""))[1]
    return avatars.draw(row.name or name, "small") if name else '<span class="avatar small"></span>'


def _who(row: Shown, mine: bool, scene: Scene) -> str:
    path, name = scene.people.get(row.author_ref or "", ("", ""))
    called = escape(_("You") if mine and not row.name else name or _("Someone who has left"))
    if mine and row.name:
        called = escape(_("{name} (you)").format(name=row.name))
    linked = f'<a href="{path}">{called}</a>' if path and not mine else called
    began = (
        f' <span class="chip">{escape(_("began this"))}</span>'
        if scene.author and row.author_ref == scene.author
        else ""
    )
    return f'<p class="who" dir="auto">{linked}{began}</p>'


def _text(row: Shown, mine: bool, scene: Scene) -> str:
    if row.text is None:
        return f'<p class="text away">{escape(drawing.instead_of_text(row, mine, scene.called(row.author_ref)))}</p>'
    return f'<p class="text" dir="auto">{drawing.with_links(row.text)}</p>'


def _quoted(row: Shown, scene: Scene) -> str:
    quoted = scene.quotes.get(row.reply_to) if row.reply_to else None
    if quoted is None:
        return ""
    name = scene.called(quoted.author_ref)
    mine = quoted.author_ref == scene.me
    words = drawing.excerpt(quoted.text) if quoted.text else drawing.instead_of_text(quoted, mine, name)
    href = f"/community/post/{scene.ref}?at={quoted.number}#m{quoted.number}"
    return f'<a class="quoted" dir="auto" href="{href}"><b>{escape(name)}</b> {escape(words)}</a>'


def _acts(row: Shown, scene: Scene, answering: str, more: str) -> str:
    if row.text is None:
        return ""
    base = f"/community/post/{scene.ref}"
    answer = (
        f'<a class="act" href="{base}?quote={row.number}#write" data-quote="{row.number}">{answering}</a>'
        if scene.may_write
        else ""
    )
    dots = '<svg class="i" aria-hidden="true"><use href="#i-more"/></svg>'
    more = f'<span class="vh">{more}</span>{dots}'
    return f'{answer}<a class="act more" href="{base}/{row.number}" data-dialog="">{more}</a>'


def _reactions(row: Shown, mine: bool, scene: Scene) -> str:
    """Kinds to everybody, never how many; who, only to whom they were for."""
    if not row.reactions or row.taken_back:
        return ""
    if mine:
        said = " · ".join(
            f"{_(' and ').join(scene.called(ref) for ref in who)}: {KINDS[kind]}"
            for kind, who in row.reactions
            if kind in KINDS
        )
    else:
        said = " · ".join(str(KINDS[kind]) for kind, _who in row.reactions if kind in KINDS)
    return f'<p class="reacts small"><svg class="i" aria-hidden="true"><use href="#i-react"/></svg>{escape(said)}</p>'
