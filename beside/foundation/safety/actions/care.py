"""Care after a case, and for those who had it."""

from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, Acting, record
from beside.foundation.safety import checks, notices_oncall, queries_oncall, roster
from beside.foundation.safety.models import Case, Debrief, FollowUp, StaffBreak, StaffWish
from beside.foundation.safety.queries import desk

# Somebody may have been at risk, and was met: they are asked the next day how they are.
_AT_RISK: Final = frozenset({Case.Kind.CONCERN, Case.Kind.HELP, Case.Kind.WORRIED})
_NEXT: Final = timedelta(days=1)


def look_after(case: Case, outcome: str, *, actor: Person) -> FollowUp | None:
    """Put *ask how they are* on the list of whoever closed the case, for the next day, and tell the person so.

    Only after somebody got in touch: who was not spoken to would learn from this that they were talked about. A call
    for help that reached nobody is asked after too: its person knows that they called. None where nothing follows.
    """
    called = case.kind == Case.Kind.HELP and outcome == Case.Outcome.UNCLEAR
    if case.about is None or case.kind not in _AT_RISK or not (outcome == Case.Outcome.REACHED or called):
        return None
    return ask_tomorrow(case, case.about, actor=actor)


def ask_tomorrow(case: Case, person: Person, *, actor: Person) -> FollowUp | None:
    """Put it on the actor's own list, for the next day, and tell the person. None where somebody asks already."""
    try:
        with transaction.atomic():
            made = FollowUp.objects.create(
                person=person, case=case, holder=actor, due_on=roster.local_day(now()) + _NEXT
            )
    except IntegrityError:
        return None  # somebody asks already
    record("follow_up.made", made, actor=actor)
    notices_oncall.tell_what_follows(made)
    return made


def follow_up_done(follow_up: FollowUp, *, actor: Person) -> None:
    """*We spoke*. Raises ``Refused`` where it was done already."""
    checks.staff(actor)
    _end(follow_up, FollowUp.Outcome.DONE, actor)


def not_reached(follow_up: FollowUp, *, actor: Person) -> None:
    """They could not be reached: try again tomorrow. Raises ``Refused`` where it was done already."""
    checks.staff(actor)
    with transaction.atomic():
        tomorrow = roster.local_day(now()) + _NEXT
        moved = FollowUp.objects.filter(pk=follow_up.pk, done_at=None).exclude(due_on=tomorrow)
        if moved.update(due_on=tomorrow, tries=follow_up.tries + 1, holder=follow_up.holder or actor):
            record("follow_up.not_reached", follow_up, actor=actor)
        elif not FollowUp.objects.filter(pk=follow_up.pk, done_at=None).exists():
            raise _done()


def hand_on(follow_up: FollowUp, other: Person, *, actor: Person) -> None:
    """Put it on somebody else's list. Raises ``Refused``; never the list of the one it is about."""
    checks.staff(actor)
    if other not in desk(follow_up.person):
        raise Refused("not_staff", _("Choose somebody on the care desk."))
    with transaction.atomic():
        if not FollowUp.objects.filter(pk=follow_up.pk, done_at=None).update(holder=other, reminded_for=None):
            raise _done()
        record("follow_up.handed_on", follow_up, actor=actor, to=other.pk)
        follow_up.holder = other
        notices_oncall.remind(follow_up)


def rather_not(follow_up: FollowUp, *, actor: Person) -> None:
    """The person would rather not be asked. It is taken off the list without a question. Raises ``Refused``."""
    if follow_up.person_id != actor.pk:
        raise Refused("not_yours", _("Only the person themselves can say this."))
    _end(follow_up, FollowUp.Outcome.DECLINED, actor)


def _end(follow_up: FollowUp, outcome: FollowUp.Outcome, actor: Person) -> None:
    with transaction.atomic():
        waiting = FollowUp.objects.filter(pk=follow_up.pk, done_at=None)
        if not waiting.update(done_at=now(), done_by=actor, outcome=outcome):
            raise _done()
        record("follow_up.ended", follow_up, actor=actor, outcome=outcome.value)


def _done() -> Refused:
    return Refused("done", _("This is done already."))


def remind_of_follow_ups(*, actor: Acting = BESIDE) -> None:
    """Remind whoever has something due today, and tell the safety leads what is late; each once a day."""
    today = roster.local_day(now())
    waiting = FollowUp.objects.filter(done_at=None, due_on__lte=today).select_related("person", "holder")
    able = {person.pk for person in desk()}
    for one in waiting:
        fresh = FollowUp.objects.filter(pk=one.pk, done_at=None)
        with transaction.atomic():
            if (
                one.due_on == today
                and one.holder_id in able
                and fresh.exclude(reminded_for=today).update(reminded_for=today)
            ):
                notices_oncall.remind(one)
        late = one.due_on < today or one.holder_id not in able
        with transaction.atomic():
            if late and fresh.exclude(late_told_for=today).update(late_told_for=today):
                record("follow_up.late", one, actor=actor)
                notices_oncall.tell_late(one)


# --- those on the desk ---
def set_cover(cover: bool, *, actor: Person) -> None:
    """Whether heavy texts stay covered until one opens them."""
    checks.staff(actor)
    with transaction.atomic():
        row, _new = StaffWish.objects.update_or_create(person=actor, defaults={"cover_heavy": cover})
        record("staff.cover", row, actor=actor, cover=cover)


def begin_break(*, actor: Person) -> StaffBreak:
    """Take a break, of the length the safety lead set; in one already, that one. Calls go to the other on call."""
    checks.staff(actor)
    after = queries_oncall.break_suggested(actor)
    length = timedelta(minutes=queries_oncall.care_settings().break_minutes)
    with transaction.atomic():
        StaffBreak.objects.filter(person=actor, ended_at=None, until__lte=now()).update(ended_at=now())
        row, new = StaffBreak.objects.get_or_create(
            person=actor, ended_at=None, defaults={"until": now() + length, "after": after}
        )
        if new:
            record("staff.break", row, actor=actor)
    return row


def end_break(*, actor: Person) -> None:
    """Be back."""
    with transaction.atomic():
        for row in StaffBreak.objects.filter(person=actor, ended_at=None):
            if StaffBreak.objects.filter(pk=row.pk, ended_at=None).update(ended_at=now()):
                record("staff.break_ended", row, actor=actor)


def write_debrief(words: str, *, wants_to_talk: bool, actor: Person) -> Debrief:
    """Keep what a case left with one, for oneself; or only say that one would like to talk. Raises ``Refused``."""
    checks.staff(actor)
    if not (words.strip() or wants_to_talk):
        raise Refused("empty", _("Write a few words, or tick that you would like to talk."))
    made = Debrief(person=actor, wants_to_talk=wants_to_talk)
    made.sealed = keys.seal(actor.pk, words.strip(), made.context)
    with transaction.atomic():
        made.save()
        record("debrief.kept", made, actor=actor, wants_to_talk=wants_to_talk)
        if wants_to_talk:
            notices_oncall.tell_wants_to_talk(made)
    return made


def delete_debrief(note: Debrief, *, actor: Person) -> None:
    """Let one's own note go."""
    if note.person_id == actor.pk:
        with transaction.atomic():
            record("debrief.deleted", note, actor=actor)
            note.delete()


def talked(note: Debrief, *, actor: Person) -> None:
    """The safety lead has talked with them."""
    checks.lead(actor)
    with transaction.atomic():
        if Debrief.objects.filter(pk=note.pk, talked_at=None).update(talked_at=now(), talked_with=actor):
            record("debrief.talked", note, actor=actor)
