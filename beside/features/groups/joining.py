"""Coming into a group, waiting for a seat, leaving; saying that one cannot come."""

from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.groups import notices, queries
from beside.features.groups.access import Inside
from beside.features.groups.models import (
    Absence,
    Answer,
    Group,
    Joining,
    JoinRequest,
    Membership,
    Remind,
    Session,
    Waiting,
)
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.realtime import hub
from beside.foundation.safety.decided import check
from beside.foundation.safety.models import Limit
from beside.foundation.talk import actions as talk

HELD: Final = timedelta(hours=48)  # a freed seat waits so long for one person
LONGEST_WORDS: Final = 500
MOST_WEEKS: Final = 8
_FULL: Final = ("full", _("Every seat is taken. You can wait for one; you are told when it is yours."))


def context(person_id: int, ref: str) -> str:
    """What the words of a request are locked to."""
    return f"groups.request:{person_id}:{ref}"


def join(group: Group, *, actor: Person) -> None:
    """Come into an open group, having said yes to its agreements. Raises ``Refused``: ``asks``, ``full``."""
    if group.joining != Joining.OPEN:
        raise Refused("asks", _("A facilitator talks with you first."))
    check(actor, Limit.WRITING)
    _fits(group, actor)
    with transaction.atomic():
        held = _locked(group)
        if not queries.is_in(held, actor) and queries.free_seats(held) < 1:
            raise Refused(*_FULL)
        _let_in(held, actor, actor=actor)


def _fits(group: Group, person: Person) -> None:
    """Raises ``Refused`` where the group is for another age; the year alone is known, and doubt lets people in."""
    if person.birth_year is None:
        return
    age = now().year - person.birth_year
    young = group.youngest is not None and age < group.youngest
    if young or (group.oldest is not None and age - 1 > group.oldest):
        raise Refused("age", _("This group is for people of another age. Others here may fit you better."))


def _locked(group: Group) -> Group:
    """The group's row, until the transaction ends: two who reach for the last seat come one after the other."""
    held = Group.objects.select_for_update().get(pk=group.pk)
    if held.ended_at is not None:
        raise Refused("ended", _("This group has ended."))
    return held


def _let_in(group: Group, person: Person, *, actor: audit.Acting) -> None:
    row, made = Membership.objects.get_or_create(group=group, person=person)
    if not made and row.left_at is None:
        return
    Membership.objects.filter(pk=row.pk).update(left_at=None, joined_at=now(), agreed_at=now())
    Waiting.objects.filter(group=group, person=person, ended_at=None).update(ended_at=now(), answer=Answer.TAKEN)
    audit.record("group.joined", row, actor=actor)


def leave(entered: Inside, *, actor: Person) -> None:
    """Leave quietly: nothing more can be read or written, on any open page; the seat goes to whoever waits."""
    with transaction.atomic():
        group = entered.group
        if Membership.objects.filter(pk=entered.membership.pk, left_at=None).update(left_at=now()):
            Absence.objects.filter(person=actor, session__group=group).delete()
            audit.record("group.left", entered.membership, actor=actor)
            if group.talk is not None:
                talk.leave(group.talk, actor=actor)
                topic = talk.topic(group.talk.ref, group.talk.kind)
                transaction.on_commit(lambda: hub.drop(actor.pk, topic))
            offer_seats(group)


# --- a group that talks with people first ---
def ask(group: Group, words: str, *, actor: Person) -> JoinRequest:
    """Ask to come in, with a line to the facilitators. Asking again changes nothing. Raises ``Refused``."""
    said = " ".join(words.replace("\x00", "").split())
    if len(said) > LONGEST_WORDS:
        raise Refused("too_long", _("A line or two is enough."))
    check(actor, Limit.WRITING)
    _fits(group, actor)
    try:
        with transaction.atomic():
            row = JoinRequest(group=_locked(group), person=actor)
            row.words = keys.seal(actor.pk, said, context(actor.pk, row.ref)) if said else b""
            row.save()
            audit.record("group.asked", row, actor=actor)
            notices.tell_facilitators(group, notices.ASKED, "/lead")
    except IntegrityError:
        return JoinRequest.objects.get(group=group, person=actor, decided_at=None)
    return row


def decide(entered: Inside, request: JoinRequest, accepted: bool, *, actor: Person) -> None:
    """Let somebody in (onto the list where every seat is taken), or not now. The second to decide changes nothing."""
    with transaction.atomic():
        group = _locked(entered.group)
        waiting = JoinRequest.objects.filter(pk=request.pk, decided_at=None)
        if not waiting.update(decided_at=now(), decided_by=actor, accepted=accepted):
            return
        audit.record("group.let_in" if accepted else "group.not_now", request, actor=actor)
        if not accepted:
            notices.tell(request.person, notices.NOT_NOW, group)
        elif queries.free_seats(group) < 1:
            _stand_in_line(group, request.person)
        else:
            _let_in(group, request.person, actor=actor)
            notices.tell(request.person, notices.LET_IN, group)


# --- waiting ---
def wait(group: Group, *, actor: Person) -> None:
    """Stand in line for a seat of an open group that is full. Again changes nothing. Raises ``Refused``."""
    if group.joining != Joining.OPEN:
        raise Refused("asks", _("A facilitator talks with you first."))
    check(actor, Limit.WRITING)
    _fits(group, actor)
    with transaction.atomic():
        held = _locked(group)
        if not queries.is_in(held, actor):
            _stand_in_line(held, actor)
            offer_seats(held)


def _stand_in_line(group: Group, person: Person) -> None:
    row, made = Waiting.objects.get_or_create(group=group, person=person, ended_at=None)
    if made:
        audit.record("group.waiting", row, actor=person)


def offer_seats(group: Group, *, actor: audit.Acting = audit.BESIDE) -> int:
    """Hold each free seat for the next in line, and tell them; offers that ran out go on. Returns how many."""
    with transaction.atomic():
        held = Group.objects.select_for_update().get(pk=group.pk)
        if held.ended_at is not None:
            return 0
        line = Waiting.objects.filter(group=held, ended_at=None).select_related("person")
        for row in line.filter(offered_until__lte=now()):
            Waiting.objects.filter(pk=row.pk).update(ended_at=now(), answer=Answer.LAPSED)
            notices.tell(row.person, notices.LAPSED, held)
        free = queries.free_seats(held)
        chosen = list(line.filter(offered_at=None, person__is_active=True).order_by("at", "pk")[: max(free, 0)])
        for row in chosen:
            Waiting.objects.filter(pk=row.pk).update(offered_at=now(), offered_until=now() + HELD)
            audit.record("group.seat_offered", row, actor=actor)
            notices.tell(row.person, notices.SEAT, held)
    return len(chosen)


def take_seat(group: Group, *, actor: Person) -> None:
    """Take the seat that is held for oneself. Raises ``Refused`` when it went on to the next."""
    check(actor, Limit.WRITING)
    with transaction.atomic():
        held = _locked(group)
        offered = Waiting.objects.filter(group=held, person=actor, ended_at=None, offered_until__gt=now())
        if not offered.exists():
            raise Refused("lapsed", _("That seat went on to the next in line. You can wait again."))
        _let_in(held, actor, actor=actor)


def stop_waiting(group: Group, *, actor: Person) -> None:
    """Leave the line, or pass on a seat that is held; it goes to the next."""
    with transaction.atomic():
        living = Waiting.objects.filter(group=group, person=actor, ended_at=None)
        if living.update(ended_at=now(), answer=Answer.PASSED):
            offer_seats(group)


# --- a session ---
def cannot_come(entered: Inside, session: Session, away: bool, *, actor: Person) -> None:
    """Say that one cannot come, or can after all. Only the facilitators see it."""
    if away:
        Absence.objects.get_or_create(session=session, person=actor)
    else:
        Absence.objects.filter(session=session, person=actor).delete()


def choose_reminder(entered: Inside, minutes: int, *, actor: Person) -> None:
    """How long before a session to be reminded; 0 for not at all."""
    if minutes in Remind.values:
        Membership.objects.filter(pk=entered.membership.pk).update(remind=minutes)


def rest(entered: Inside, weeks: int, *, actor: Person) -> None:
    """Not this week, or not for some weeks: no reminders, and the facilitators see that one cannot come; 0 ends it."""
    if not 0 <= weeks <= MOST_WEEKS:
        raise Refused("weeks", _("Choose up to eight weeks."))
    until = now() + timedelta(weeks=weeks) if weeks else None
    with transaction.atomic():
        Membership.objects.filter(pk=entered.membership.pk).update(rests_until=until)
        coming = entered.group.sessions.filter(starts_at__gt=now())
        Absence.objects.filter(session__in=coming, person=actor).delete()
        for session in coming.filter(starts_at__lte=until) if until else ():
            Absence.objects.get_or_create(session=session, person=actor)
