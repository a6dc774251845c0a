"""Sharing one thing with somebody for a time, taking it back, and who opened it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.prepared import Among, Prepared
from beside.core.refusal import Refused
from beside.features.recovery import hooks, items, keeping, notices
from beside.features.recovery.core import terms
from beside.features.recovery.core.terms import Terms, Viewer
from beside.features.recovery.models import Opened, Share
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety.decided import check
from beside.foundation.safety.models import Limit
from beside.foundation.safety.queries import blocked_ids

SPANS: Final[dict[str, tuple[timedelta, "str | Promise"]]] = {
    "day": (timedelta(days=1), _("For a day")),
    "week": (timedelta(days=7), _("For a week")),
    "month": (timedelta(days=30), _("For a month")),
}
LONGEST_NOTE: Final = 300
MOST_OPEN: Final = 50
_SHOWN_AFTER: Final = timedelta(days=30)
_SAME_LOOK: Final = timedelta(minutes=10)  # looked at again within this time is the same look
_MOST_SHOWN: Final = 100
_OPEN = Prepared(lambda owner: Share.objects.filter(owner=owner, ended_at=None, revoked_at=None))
_GIVEN = Prepared(
    lambda owner, since: Share.objects.filter(owner=owner, until__gt=since).order_by("-begins_at", "-pk")[:200],
    2,
    moments=(1,),
)
_OPENED = Among(lambda shares: Opened.objects.filter(share__in=shares).order_by("-at", "-pk"))
_LOOKS = Prepared(
    lambda share, person, since, until: Opened.objects.filter(
        share=share, person=person, at__gt=since, at__lte=until
    ).values_list("pk")[:1],
    4,
    moments=(2, 3),
)


@cache
def _to(kind: str) -> Among[Share]:
    """The newest that is shared with receivers of a kind and not over at a moment, by their keys."""
    return Among(
        lambda keys, at: (
            Share.objects.select_related("owner")
            .filter(to_kind=kind, to_key__in=keys, ended_at=None, revoked_at=None, until__gt=at)
            .order_by("-begins_at", "-pk")[:_MOST_SHOWN]
        ),
        1,
        texts=True,
        moments=(0,),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """With whom, for how long, and what one would like."""

    to: str  # "kind:key"
    span: str
    ask: str = Share.Ask.READ
    note: str = ""
    together: bool = False


def note_context(share: Share) -> str:
    """What the line to a share is locked to."""
    return f"recovery.share:{share.owner_id}:{share.ref}"


def note_of(share: Share) -> str:
    """The line, opened."""
    return keys.open_text(share.owner_id, bytes(share.note), note_context(share)) or ""


def terms_of(share: Share) -> Terms:
    """A share as the core weighs it."""
    return Terms(share.begins_at, share.until, share.revoked_at, share.ended_at)


# --- giving and taking back ---
def share(kind: str, ref: str, wanted: Wanted, *, actor: Person) -> Share:
    """Share one's own thing. Raises ``Refused`` with what is still missing."""
    check(actor, Limit.WRITING)
    item = items.ITEMS.get(kind)
    if item is None or (item.find(actor, ref) is None and not wanted.together):
        raise Refused("item", _("There is nothing written there yet that you could share."))
    to_kind, key = _chosen(wanted.to, actor)
    if wanted.span not in SPANS:
        raise Refused("span", _("Choose for how long."))
    note = keeping.tidy(wanted.note, LONGEST_NOTE)
    given = hooks.receivers()[to_kind]
    with transaction.atomic():
        if Share.objects.filter(owner=actor, ended_at=None, revoked_at=None, until__gt=now()).count() >= MOST_OPEN:
            raise Refused("many", _("Fifty things are shared already. Take one back first."))
        row = Share(owner=actor, item_kind=kind, item_ref=ref, to_kind=to_kind, to_key=key)
        row.to_person = given.person(key)
        row.ask = wanted.ask if wanted.ask in Share.Ask.values else Share.Ask.READ
        row.together = wanted.together and kind == "safety" and row.to_person is not None
        row.begins_at = now()
        row.until = row.begins_at + (SPANS["day"][0] if row.together else SPANS[wanted.span][0])
        row.note = keys.seal(actor.pk, note, note_context(row)) if note else b""
        row.save()
        audit.record("share.made", row, actor=actor, of=kind, to=to_kind, until=row.until.isoformat())
        notices.tell_shared(row, given.people(key), apart=blocked_ids(actor))
    return row


def _chosen(to: str, owner: Person) -> tuple[str, str]:
    kind, _colon, key = to.partition(":")
    given = hooks.receivers().get(kind)
    if given is None or key not in {one.key for one in given.options(owner)}:
        raise Refused("to", _("Choose with whom."))
    return kind, key


def revoke(share: Share, *, actor: Person) -> None:
    """Take a share back at once. Again changes nothing."""
    with transaction.atomic():
        mine = Share.objects.filter(pk=share.pk, owner=actor, revoked_at=None)
        if mine.update(revoked_at=now(), ended_at=now()):
            audit.record("share.revoked", share, actor=actor, of=share.item_kind)


def part(by: Person, of: Person) -> None:
    """Two people are apart by a block: what either shared with the other is over, also if they make up."""
    between = Q(owner=by, to_person=of) | Q(owner=of, to_person=by)
    Share.objects.filter(between, revoked_at=None).update(revoked_at=now(), ended_at=now())


# --- reading ---
def viewer_of(share: Share, person: Person) -> Viewer:
    """How somebody stands to a share now."""
    given = hooks.receivers().get(share.to_kind)
    receives = given is not None and share.owner_id != person.pk and share.to_key in set(given.keys_of(person))
    return Viewer(
        receives=receives,
        apart=share.owner_id in blocked_ids(person),
        walled=given is not None and given.walled(share.owner, person),
        here=person.is_active and share.owner.is_active and share.owner.erased_at is None,
    )


def is_open(share: Share, person: Person) -> bool:
    """Whether somebody may read it now; notes for good that it is over, if it is."""
    at = now()
    note_end(share)
    return terms.is_open(terms_of(share), viewer_of(share, person), at)


def note_end(share: Share) -> None:
    """Once seen to be over, it is over, whatever the clock says later."""
    if share.ended_at is None and terms.over(terms_of(share), now()):
        share.ended_at = now()
        Share.objects.filter(pk=share.pk, ended_at=None).update(ended_at=share.ended_at)


def look(share: Share, *, actor: Person) -> None:
    """Somebody with whom it is shared looks at it: its owner sees that, and the log says it once for each look."""
    if _just_looked(share, actor):
        return
    with transaction.atomic():
        if _just_looked(share, actor):
            return  # in another window, while this one waited for its turn
        Opened.objects.create(share=share, person=actor)
        audit.record("share.opened", share, actor=actor, of=share.item_kind)


def _just_looked(share: Share, person: Person) -> bool:
    return bool(_LOOKS.rows(share.pk, person.pk, now() - _SAME_LOOK, now()))


# --- the page about it ---
def given_by(owner: Person) -> list[dict[str, Any]]:
    """What the owner shares now or shared lately, newest first, with who opened it when."""
    rows = _GIVEN.objects(owner.pk, now() - _SHOWN_AFTER)
    looks, things, names = _looks(rows, owner), _things(rows, owner), _names(rows)
    said = {whom: str(_("With %(name)s") % {"name": name}) for whom, name in names.items()}
    found = []
    for row in rows:
        note_end(row)
        item, thing = items.ITEMS[row.item_kind], things.get((row.item_kind, row.item_ref))
        found.append(
            {
                "row": row,
                "open": not terms.over(terms_of(row), now()),
                "title": item.title(thing) if thing is not None else "",
                "label": item.label,
                "href": item.href(row.item_ref) if thing is not None else "",
                "to": names[row.to_kind, row.to_key],
                "with": said[row.to_kind, row.to_key],
                "looks": looks[row.pk],
            }
        )
    return found


def _things(rows: Iterable[Share], owner: Person) -> dict[tuple[str, str], Any]:
    refs: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        refs[row.item_kind].add(row.item_ref)
    return {
        (kind, ref): thing for kind, some in refs.items() for ref, thing in items.ITEMS[kind].all(owner, some).items()
    }


def _names(rows: Iterable[Share]) -> dict[tuple[str, str], str]:
    kinds = hooks.receivers()
    wanted = {(row.to_kind, row.to_key) for row in rows}
    return {(kind, key): kinds[kind].name(key) if kind in kinds else "" for kind, key in wanted}


def _looks(rows: Iterable[Share], owner: Person) -> dict[int, list[dict[str, Any]]]:
    seen: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    opened = _OPENED.objects(row.pk for row in rows)
    cards = profiles.cards({one.person_id for one in opened}, to=owner)
    for one in opened:
        if len(seen[one.share_id]) < 10:
            seen[one.share_id].append({"name": cards[one.person_id].pseudonym, "at": one.at})
    return seen


def given_to(person: Person) -> list[dict[str, Any]]:
    """What others share with somebody now, newest first."""
    at = now()
    rows = [row for kind, given in hooks.receivers().items() for row in _to(kind).objects(given.keys_of(person), at)]
    rows.sort(key=lambda row: (row.begins_at, row.pk), reverse=True)
    held = list(islice((row for row in rows if is_open(row, person)), _MOST_SHOWN))
    cards = profiles.cards({row.owner_id for row in held}, to=person)
    return [
        {"row": row, "from": cards[row.owner_id], "label": items.ITEMS[row.item_kind].label}
        for row in held
        if row.together or items.ITEMS[row.item_kind].find(row.owner, row.item_ref) is not None
    ]


def open_now(owner_id: int, kind: str, ref: str) -> list[Share]:
    """The shares of this one thing of somebody's that are open now."""
    rows = _OPEN.objects(owner_id)
    return [row for row in rows if (row.item_kind, row.item_ref) == (kind, ref) and row.until > now()]
