"""What is said quietly in a room: to those who lead, or to oneself."""

from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import queries, rooming
from beside.features.groups.models import Moment, Room, RoomWord, Signal, Unsigned
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.talk import writing

LOOKING_BACK: Final = (Moment.DEBRIEF, Moment.FOLLOW, Moment.STRAIN)


def signal(room: Room, kind: str, *, actor: Person) -> None:
    """Tell the facilitators alone that one needs a minute or is not OK. Again while it is unseen changes nothing."""
    if kind not in {"minute", "not_ok"}:
        raise Refused("kind", _("Choose one of the two."))
    with transaction.atomic():
        Signal.objects.get_or_create(room=room, person=actor, kind=kind, seen_at=None)
        rooming.tell(room)


def see(room: Room, signal_id: int, *, actor: Person) -> None:
    """A facilitator has seen it."""
    Signal.objects.filter(room=room, pk=signal_id, seen_at=None).update(seen_at=now(), seen_by=actor)


def note(room: Room, moment: str, words: str, shared: bool, *, actor: Person) -> None:
    """Write how one arrives or leaves, or looks back; nothing written takes it away. Raises ``Refused``."""
    if moment not in Moment.values:
        raise Refused("moment", _("Choose one of the moments."))
    if not words.strip():
        RoomWord.objects.filter(room=room, person=actor, moment=moment).delete()
        return
    text = writing.clean(words, longest=rooming.LONGEST)
    sealed = keys.seal(actor.pk, text, queries.word_context(room, actor, moment))
    with transaction.atomic():
        values = {"sealed": sealed, "shared": shared and moment == Moment.ARRIVE, "at": now()}
        RoomWord.objects.update_or_create(room=room, person=actor, moment=moment, defaults=values)
        rooming.tell(room)


def look_back(room: Room, said: Mapping[str, str], *, actor: Person) -> None:
    """A facilitator's look back, part by part (``LOOKING_BACK``), for them alone. Raises ``Refused``."""
    with transaction.atomic():
        for moment, words in said.items():
            note(room, moment, words, False, actor=actor)


def unsigned(room: Room, words: str, *, actor: Person) -> None:
    """A word to the facilitators without a name. Who wrote it is not kept. Raises ``Refused``."""
    text = writing.clean(words, longest=rooming.LONGEST)
    row = Unsigned(room=room)
    row.sealed = keys.seal_for_site(text, f"groups.unsigned:{row.ref}")
    row.save()
