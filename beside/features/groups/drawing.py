"""What a group says between sessions, as HTML. Everything that varies goes through ``escape``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from html import escape
from typing import Any, Final

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from beside.core import avatars
from beside.core.clock import now
from beside.features.groups.models import Group
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety.queries import blocked_ids
from beside.foundation.talk import drawing
from beside.foundation.talk import queries as talk
from beside.foundation.talk.models import ReactionKind, Talk
from beside.foundation.talk.queries import Shown

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Scene:
    """For whom and when; ``people`` are names by number, ``names`` those of whoever reacted by public name."""

    me: int
    group_ref: str
    talk_ref: str
    people: dict[int, Any]
    names: dict[str, str]
    zone: tzinfo
    now: datetime


def number(given: str) -> int | None:
    """A number that came with an address; None for anything else."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def page(person: Person, group: Group, held: Talk | None, before: int | None) -> dict[str, Any]:
    """The newest messages, or those before one, without what somebody wrote whom the reader does not see."""
    if held is None:
        return {"list": "", "any": False, "change": 0, "earlier": None}
    found = talk.page(held, before=before, limit=PAGE)
    return {
        "list": _draw(person, group, held, found.messages),
        "any": bool(found.messages),
        "change": held.last_change,
        "earlier": found.messages[0].number if found.earlier and found.messages else None,
        "later": before is not None,
        "last": found.messages[-1].number if found.messages else 0,
    }


def since(person: Person, group: Group, held: Talk | None, change: int) -> dict[str, Any]:
    """What happened since a change, for an open page."""
    if held is None:
        return {"change": 0, "more": False, "items": []}
    rows, more = talk.changes_since(held, change, limit=60)
    last = rows[-1].change if rows and more else held.last_change
    items = [
        {"number": row.number, "html": _draw(person, group, held, [row])}
        for row in sorted(rows, key=lambda one: one.number)
    ]
    return {"change": last, "more": more, "items": [one for one in items if one["html"]]}


def _draw(person: Person, group: Group, held: Talk, rows: Iterable[Shown]) -> SafeString:
    apart = blocked_ids(person)
    seen = [row for row in rows if row.author_id not in apart]
    names = profiles.names_of({row.author_id for row in seen if row.author_id is not None})
    reacting = {ref for row in seen for _kind, who in row.reactions for ref in who}
    known = profiles.names_by_ref(reacting) if reacting else {}
    zone = timezone.get_current_timezone()
    scene = Scene(person.pk, group.ref, held.ref, dict(names), known, zone, now())
    return mark_safe("".join(_message(row, scene) for row in seen))  # noqa: S308 - each part is escaped


def _message(row: Shown, scene: Scene) -> str:
    mine = row.author_id == scene.me
    known = scene.people.get(row.author_id or 0)
    name = known.pseudonym if known is not None else _("Someone who has left")
    if row.text is None:
        words = f'<p class="text away">{escape(drawing.instead_of_text(row, mine, name))}</p>'
    else:
        words = f'<p class="text" dir="auto">{drawing.with_links(row.text)}</p>'
    called = escape(_("You") if mine else name)
    return (
        f'<li class="reply{" mine" if mine else ""}" id="m{row.number}">{avatars.draw(name, "small")}'
        f'<div class="body"><p class="who" dir="auto">{called}</p>{words}'
        f'<p class="at small">{drawing.time(row.at, scene.now, scene.zone, with_day=True)}{_acts(row, mine, scene)}</p>'
        f"{_reactions(row, scene)}</div></li>"
    )


def _acts(row: Shown, mine: bool, scene: Scene) -> str:
    if row.text is None:
        return ""
    if mine:
        href = f"/groups/{scene.group_ref}/take-back/{scene.talk_ref}/{row.number}"
        return f' <a class="act" href="{href}">{escape(_("Take it back"))}</a>'
    subject = f"talk.reply:{scene.talk_ref}:{row.number}"
    react = f"/groups/{scene.group_ref}/react/{scene.talk_ref}/{row.number}"
    return (
        f' <a class="act" href="{react}" data-react="">{escape(_("React"))}</a>'
        f' <a class="act" href="/report?text={subject}">{escape(_("Tell the staff about it"))}</a>'
    )


def _reactions(row: Shown, scene: Scene) -> str:
    """Who said what without a word; in a group everybody sees each other anyway."""
    if not row.reactions or row.text is None:
        return ""
    labels = dict(ReactionKind.choices)
    said = " · ".join(
        f"{_(' and ').join(scene.names.get(ref, _('Someone')) for ref in who)}: {labels[kind]}"
        for kind, who in row.reactions
        if kind in labels
    )
    return f'<p class="reacts small">{escape(said)}</p>'
