"""How safety reaches what stands in groups: notes, the words of those who ask, and what is said between sessions."""

from django.utils.translation import gettext as _

from beside.features.groups import access, joining, keeping, queries
from beside.features.groups.models import (
    Aside,
    Group,
    JoinRequest,
    Membership,
    Moment,
    Note,
    Rank,
    Room,
    RoomWord,
    Unsigned,
)
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety import reviewing
from beside.foundation.safety.queries import blocked_ids
from beside.foundation.safety.reviewing import Excerpt, Reviewable
from beside.foundation.talk import gates
from beside.foundation.talk.models import Talk

REQUEST = "groups.request"
ARRIVE = "groups.arrive"
UNSIGNED = "groups.unsigned"


def register() -> None:
    """Tell those below."""
    gates.register(access.may_read_thread, _path)
    reviewing.register(
        Reviewable(keeping.NOTE, _note, _note_for_case, hide=_hide_note, restore=_show_note, empty=_empty_note)
    )
    reviewing.register(Reviewable(REQUEST, read=_request, read_for_case=_request_for_case))
    reviewing.register(Reviewable(ARRIVE, read=_arrive, read_for_case=_arrive_for_case))
    reviewing.register(Reviewable(UNSIGNED, read=_unsigned, read_for_case=_unsigned_for_case))


def _path(talk: Talk) -> str:
    room = Room.objects.filter(talk=talk).select_related("session__group").first()
    if room is not None:
        return f"/groups/{room.session.group.ref}/room/{room.session.ref}/#m"
    few = Aside.objects.filter(talk=talk).select_related("group").first()
    if few is not None:
        return f"/groups/{few.group.ref}/aside/{few.ref}/#m"
    ref = Group.objects.filter(talk=talk).values_list("ref", flat=True).first()
    return f"/groups/{ref}/talk/#m" if ref is not None else ""


def _note(ref: str, viewer: Person) -> Excerpt | None:
    row = Note.objects.filter(ref=ref, hidden_at=None).exclude(author__in=blocked_ids(viewer)).first()
    if row is None or not queries.is_in(row.group, viewer):
        return None
    return _note_excerpt(row)


def _note_for_case(ref: str) -> Excerpt | None:
    row = Note.objects.filter(ref=ref).first()
    return _note_excerpt(row) if row is not None else None


def _note_excerpt(row: Note) -> Excerpt | None:
    words = keys.open_text(row.author_id, bytes(row.sealed), queries.note_context(row))
    return Excerpt(words, row.author_id, row.at, _("A note in a group")) if words else None


def _hide_note(ref: str) -> None:
    keeping.set_hidden(ref, True, actor=BESIDE)


def _show_note(ref: str) -> None:
    keeping.set_hidden(ref, False, actor=BESIDE)


def _empty_note(ref: str) -> None:
    Note.objects.filter(ref=ref).exclude(hidden_at=None).delete()


def _request(ref: str, viewer: Person) -> Excerpt | None:
    row = JoinRequest.objects.filter(ref=ref).first()
    if row is None:
        return None
    leads = Membership.objects.filter(group=row.group, person=viewer, left_at=None, rank=Rank.FACILITATOR).exists()
    return _request_excerpt(row) if leads or row.person_id == viewer.pk else None


def _request_for_case(ref: str) -> Excerpt | None:
    row = JoinRequest.objects.filter(ref=ref).first()
    return _request_excerpt(row) if row is not None else None


def _request_excerpt(row: JoinRequest) -> Excerpt | None:
    words = keys.open_text(row.person_id, bytes(row.words), joining.context(row.person_id, row.ref))
    return Excerpt(words, row.person_id, row.at, _("A line to the facilitators of a group")) if words else None


def _arrive(ref: str, viewer: Person) -> Excerpt | None:
    row = _arrival(ref)
    if row is None or not row.shared or row.person_id in blocked_ids(viewer):
        return None
    return _arrive_for_case(ref) if queries.is_in(row.room.session.group, viewer) else None


def _arrive_for_case(ref: str) -> Excerpt | None:
    row = _arrival(ref)
    if row is None:
        return None
    words = keys.open_text(row.person_id, bytes(row.sealed), queries.word_context(row.room, row.person, row.moment))
    return Excerpt(words, row.person_id, row.at, _("How somebody arrives at a group")) if words else None


def _arrival(ref: str) -> RoomWord | None:
    if not (ref.isascii() and ref.isdigit() and len(ref) < 10):
        return None
    rows = RoomWord.objects.filter(pk=int(ref), moment=Moment.ARRIVE)
    return rows.select_related("room__session__group", "person").first()


def _unsigned(ref: str, viewer: Person) -> Excerpt | None:
    row = Unsigned.objects.filter(ref=ref).select_related("room__session").first()
    if row is None:
        return None
    group = row.room.session.group_id
    leads = Membership.objects.filter(group=group, person=viewer, left_at=None, rank=Rank.FACILITATOR).exists()
    return _unsigned_for_case(ref) if leads else None


def _unsigned_for_case(ref: str) -> Excerpt | None:
    row = Unsigned.objects.filter(ref=ref).select_related("room__session").first()
    if row is None:
        return None
    words = keys.open_for_site(bytes(row.sealed), f"groups.unsigned:{row.ref}")
    return Excerpt(words, None, row.room.session.ends_at, _("A word to the facilitators without a name"))
