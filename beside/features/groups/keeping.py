"""What a group keeps and says between its sessions."""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import queries
from beside.features.groups.access import Inside
from beside.features.groups.models import Note
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.safety import triage
from beside.foundation.safety.actions import Noticed, notice_concerns
from beside.foundation.safety.decided import check
from beside.foundation.safety.models import Limit
from beside.foundation.talk import actions as talk
from beside.foundation.talk import writing
from beside.foundation.talk.models import ReactionKind, Talk
from beside.foundation.talk.outgoing import Stored

LONGEST: Final = 1_000
NOTE: Final = "groups.note"


def keep(entered: Inside, words: str, *, actor: Person) -> Note:
    """Keep a line or a link for the group. Raises ``Refused``."""
    text = writing.clean(words, longest=LONGEST)
    check(actor, Limit.WRITING)
    with transaction.atomic():
        note = Note(group=entered.group, author=actor)
        note.sealed = keys.seal(actor.pk, text, queries.note_context(note))
        note.save()
        audit.record("group.note", note, actor=actor)
        found = triage.assess([triage.Text(text)])[0]
        notice_concerns([Noticed(actor, NOTE, note.ref, found)])
    return note


def remove(note: Note, *, actor: Person) -> None:
    """Take a note away for everybody; one that the staff have hidden stays with them until they decide."""
    with transaction.atomic():
        gone, _by_table = Note.objects.filter(pk=note.pk, hidden_at=None).delete()
        if gone:
            audit.record("group.note_removed", note, actor=actor)


def set_hidden(ref: str, hidden: bool, *, actor: audit.Acting) -> None:
    """Take a note out of sight by a decision, or bring it back."""
    note = Note.objects.filter(ref=ref).first()
    if note is not None:
        Note.objects.filter(pk=note.pk).update(hidden_at=now() if hidden else None)
        audit.record("group.note_hidden" if hidden else "group.note_restored", note, actor=actor)


def say(entered: Inside, words: Any, client_id: Any, *, actor: Person) -> Stored:
    """Say something to the group. Raises ``Refused``: ``quiet`` after its end."""
    if entered.group.talk is None:
        raise Refused("gone", _("This group has ended."))
    talk.take_seat(entered.group.talk, actor=actor)
    return talk.send(entered.group.talk.ref, words, client_id, actor=actor)


def react(talk_ref: str, number: int, kind: str, *, actor: Person) -> None:
    """Say something to a message with one press; who may read it, the caller has checked. Raises ``Refused``."""
    thread = _thread(talk_ref, kind)
    talk.take_seat(thread, actor=actor)
    talk.react(talk_ref, number, kind, actor=actor)


def unreact(talk_ref: str, number: int, kind: str, *, actor: Person) -> None:
    """Take that back."""
    _thread(talk_ref, kind)
    talk.unreact(talk_ref, number, kind, actor=actor)


def _thread(talk_ref: str, kind: str) -> Talk:
    if kind not in ReactionKind.values:
        raise Refused("kind", _("Choose one of the reactions."))
    return Talk.objects.get(ref=talk_ref)
