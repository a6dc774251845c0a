"""Who may open what of a group. "Not yours" looks like "not there"."""

from dataclasses import dataclass

from django.http import Http404

from beside.core.clock import now
from beside.features.groups.models import (
    Aside,
    Feed,
    Group,
    JoinRequest,
    Membership,
    Note,
    Rank,
    Removal,
    Room,
    Session,
)
from beside.foundation.accounts.models import Person
from beside.foundation.talk.models import Talk


@dataclass(frozen=True, slots=True)
class Inside:
    """A group as somebody who is in it enters it."""

    group: Group
    membership: Membership

    @property
    def person(self) -> Person:
        """Who enters."""
        return self.membership.person

    @property
    def leads(self) -> bool:
        """Whether they are a facilitator."""
        return self.membership.rank == Rank.FACILITATOR


def any_group(ref: str) -> Group:
    """A group that runs, for its page about itself, which every member may read. Raises 404."""
    found = Group.objects.select_related("talk", "experience").filter(ref=ref, ended_at=None).first()
    if found is None:
        raise Http404
    return found


def inside(ref: str, person: Person) -> Inside:
    """A group the person is in; after its end, until its words are gone. Raises 404."""
    row = (
        Membership.objects.select_related("group__talk", "group__experience", "person")
        .filter(group__ref=ref, group__emptied_at=None, person=person, left_at=None)
        .first()
    )
    if row is None:
        raise Http404
    return Inside(row.group, row)


def led(ref: str, person: Person) -> Inside:
    """A group the person facilitates. Raises 404."""
    found = inside(ref, person)
    if not found.leads:
        raise Http404
    return found


def session_of(entered: Inside, ref: str) -> Session:
    """A session of the group that is not over. Raises 404."""
    found = entered.group.sessions.filter(ref=ref, ends_at__gt=now()).first()
    if found is None:
        raise Http404
    return found


def session_with_room(entered: Inside, ref: str) -> Session:
    """Any session of the group whose room is not emptied; whether it can be gone into says ``rooming``. Raises 404."""
    found = entered.group.sessions.select_related("group").filter(ref=ref, room__emptied_at=None).first()
    if found is None:
        raise Http404
    return found


def page_of_talk(ref: str, talk_ref: str, person: Person) -> str:
    """Where somebody reads a talk of a group, of one of its rooms, or for a few of it. Raises 404."""
    few = Aside.objects.select_related("group").filter(talk__ref=talk_ref, group__ref=ref).first()
    if few is not None and _in_aside(few, person):
        return f"/groups/{ref}/aside/{few.ref}/"
    entered = inside(ref, person)
    if entered.group.talk is not None and entered.group.talk.ref == talk_ref:
        return f"/groups/{ref}/talk/"
    room = Room.objects.filter(talk__ref=talk_ref, session__group=entered.group).select_related("session").first()
    if room is None or Removal.objects.filter(room=room, person=person).exists():
        raise Http404
    return f"/groups/{ref}/room/{room.session.ref}/"


def request_talked_about(group_ref: str, ref: str, person: Person) -> JoinRequest:
    """An open request, for whoever made it and those who lead the group. Raises 404."""
    rows = JoinRequest.objects.select_related("person", "group").filter(ref=ref, group__ref=group_ref, decided_at=None)
    found = rows.first()
    if found is None:
        raise Http404
    if found.person_id != person.pk:
        led(group_ref, person)
    return found


def person_in(entered: Inside, ref: str) -> Person:
    """Somebody of the group. Raises 404."""
    row = Membership.objects.select_related("person").filter(group=entered.group, person__ref=ref, left_at=None).first()
    if row is None:
        raise Http404
    return row.person


def request_to(entered: Inside, ref: str) -> JoinRequest:
    """An open request to come in. Raises 404."""
    found = JoinRequest.objects.select_related("person").filter(group=entered.group, ref=ref, decided_at=None).first()
    if found is None:
        raise Http404
    return found


def note_to_remove(entered: Inside, ref: str) -> Note:
    """A note of one's own, or any for a facilitator. Raises 404."""
    rows = Note.objects.filter(group=entered.group, ref=ref)
    found = (rows if entered.leads else rows.filter(author=entered.person)).first()
    if found is None:
        raise Http404
    return found


def feed(token: str) -> Feed:
    """The calendar an address leads to, of somebody who is here. Raises 404."""
    found = Feed.objects.select_related("person").filter(token=token, person__is_active=True).first()
    if found is None or found.person.is_out:
        raise Http404
    return found


def aside(ref: str, group_ref: str, person: Person) -> Aside:
    """A talk for a few that the person is one of. Raises 404."""
    rows = Aside.objects.select_related("talk", "group", "room__session", "person", "lead")
    found = rows.filter(ref=ref, group__ref=group_ref, group__emptied_at=None).first()
    if found is None or not _in_aside(found, person):
        raise Http404
    return found


def _in_aside(found: Aside, person: Person) -> bool:
    """``apart``: the two alone. Otherwise those who lead the group, and before coming in the one who asks."""
    if found.kind == Aside.Kind.APART:
        return person.pk in {found.person_id, found.lead_id}
    if found.person_id == person.pk:
        return True
    rows = Membership.objects.filter(group=found.group_id, person=person, left_at=None)
    return rows.filter(rank=Rank.FACILITATOR).exists()


def may_read_thread(talk: Talk, person: Person) -> bool | None:
    """Whether the person is in the group whose talk this is, and was not asked to leave that room; None for others."""
    few = Aside.objects.filter(talk=talk).first()
    if few is not None:
        return _in_aside(few, person)
    room = Room.objects.filter(talk=talk).select_related("session").first()
    group = Group.objects.filter(talk=talk).only("pk").first()
    if room is not None:
        group = Group(pk=room.session.group_id)
        if Removal.objects.filter(room=room, person=person).exists():
            return False
    if group is None:
        return None
    return Membership.objects.filter(group=group, person=person, left_at=None, group__emptied_at=None).exists()
