"""The roster: hours on call, and what to do when one cannot."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import Acting, record
from beside.foundation.safety import checks, notices_oncall, queries_oncall, roster
from beside.foundation.safety.models import CareSettings, Duty, DutyChange, Place, SwapAsk
from beside.foundation.safety.queries import desk

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours for the roster: ``once`` for that one day, else every week from then on."""

    day: date
    since: time
    until: time
    first: Person
    second: Person | None = None
    once: bool = False


def set_duty(hours: Hours, *, actor: Acting) -> Duty:
    """Put hours on the roster. Raises ``Refused`` for people who are not on the desk, or one person twice."""
    checks.lead(actor)
    _on_the_desk(hours.first)
    if hours.second is not None:
        _on_the_desk(hours.second)
        if hours.second.pk == hours.first.pk:
            raise Refused("same", _("The second person must be somebody else."))
    if hours.day < roster.local_day(now()):
        raise Refused("past", _("Choose a day that is still to come."))
    with transaction.atomic():
        made = Duty.objects.create(
            weekday=hours.day.weekday(),
            since=hours.since,
            until=hours.until,
            first=hours.first,
            second=hours.second,
            from_day=hours.day,
            until_day=hours.day if hours.once else None,
            made_by=checks.by(actor),
        )
        record("duty.made", made, actor=actor, first=hours.first.pk, second=hours.second and hours.second.pk)
    return made


def end_duty(duty: Duty, *, actor: Acting) -> None:
    """Take weekly hours off the roster from today on; those that run now run to their end. Again changes nothing."""
    checks.lead(actor)
    today = roster.local_day(now())
    last = today if duty.on(today) and roster.span(duty, today)[0] <= now() else today - _DAY
    with transaction.atomic():
        if Duty.objects.filter(pk=duty.pk).exclude(until_day__lte=last).update(until_day=last):
            record("duty.ended", duty, actor=actor)


def cannot(stretch: roster.Stretch, *, actor: Person) -> None:
    """*I can't* on this one day: nobody has the place, and the safety leads are told. Raises ``Refused``."""
    place = _own_place(stretch, actor)
    with transaction.atomic():
        _change(stretch, place, None, actor)
        notices_oncall.tell_of_hole(actor)


def take_on(stretch: roster.Stretch, place: Place, person: Person, *, actor: Person) -> None:
    """Do hours that nobody has: anyone on the desk for themselves, a safety lead for others.

    A safety lead may also put somebody in another's place. Raises ``Refused``.
    """
    checks.staff(actor)
    _on_the_desk(person)
    _still_to_come(stretch)
    if person.pk != actor.pk or stretch.at(place) is not None:
        checks.lead(actor)
    if person in stretch.people:
        raise Refused("same", _("They are on call in these hours already."))
    with transaction.atomic():
        _change(stretch, place, person, actor)


def ask_to_swap(stretch: roster.Stretch, other: Person, *, actor: Person) -> SwapAsk:
    """Ask somebody to do one's hours on this day. They stay one's own until the other says yes. Raises ``Refused``."""
    place = _own_place(stretch, actor)
    _on_the_desk(other)
    if other in stretch.people:
        raise Refused("same", _("They are on call in these hours already."))
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = SwapAsk.objects.create(duty=stretch.duty, day=stretch.day, place=place, by=actor, asked=other)
        except IntegrityError:
            raise Refused("asked", _("Somebody is asked already. Wait for their answer first.")) from None
        record("swap.asked", made, actor=actor, asked=other.pk)
        notices_oncall.ask_for_swap(made)
    return made


def answer_swap(ask: SwapAsk, *, yes: bool, actor: Person) -> None:
    """Say yes or no to somebody's hours; one's own answer only, and once. Raises ``Refused``."""
    if ask.asked_id != actor.pk:
        raise Refused("not_yours", _("This question is for somebody else."))
    stretch = roster.one(ask.duty, ask.day)
    place = Place(ask.place)
    with transaction.atomic():
        waiting = SwapAsk.objects.filter(pk=ask.pk, answered_at=None)
        if not waiting.update(answered_at=now(), yes=yes):
            raise Refused("answered", _("This has been answered already."))
        if yes:
            _still_to_come(stretch)
            if stretch is None or stretch.at(place) != ask.by:
                raise Refused("changed", _("These hours have changed meanwhile. Look at the roster."))
            if actor in stretch.people:
                raise Refused("same", _("You are on call in these hours already."))
            _change(stretch, place, actor, actor)
        ask.yes = yes
        record("swap.answered", ask, actor=actor, yes=yes)
        notices_oncall.answer_swap(ask)


def take_back_swap(ask: SwapAsk, *, actor: Person) -> None:
    """Ask no longer; nothing happens where it was answered meanwhile. Raises ``Refused``."""
    if ask.by_id != actor.pk:
        raise Refused("not_yours", _("Only the one who asked can take it back."))
    with transaction.atomic():
        if SwapAsk.objects.filter(pk=ask.pk, answered_at=None).update(answered_at=now()):
            record("swap.taken_back", ask, actor=actor)


def set_care(values: dict[str, Any], *, actor: Acting) -> CareSettings:
    """Change how the desk works: minutes, reports, cases in a shift, length of a break."""
    checks.lead(actor)
    with transaction.atomic():
        row = queries_oncall.care_settings()
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        record("care.settings", row, actor=actor, **values)
    return row


def _change(stretch: roster.Stretch, place: Place, instead: Person | None, actor: Person) -> None:
    row, _new = DutyChange.objects.update_or_create(
        duty=stretch.duty, day=stretch.day, place=place, defaults={"instead": instead, "by": actor, "at": now()}
    )
    record("duty.changed", row, actor=actor, instead=instead and instead.pk)


def _own_place(stretch: roster.Stretch, actor: Person) -> Place:
    _still_to_come(stretch)
    for place in Place:
        if stretch.at(place) == actor:
            return place
    raise Refused("not_yours", _("These are not your hours."))


def _still_to_come(stretch: roster.Stretch | None) -> None:
    if stretch is None or stretch.ends <= now():
        raise Refused("past", _("These hours are over."))


def _on_the_desk(person: Person) -> None:
    if person not in desk():
        raise Refused("not_staff", _("Only moderators and safety leads can be on call."))
