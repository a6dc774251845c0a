"""What happens by itself, once however often and wherever it runs."""

from datetime import timedelta

import pytest
import time_machine

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.conversations.models import Conversation
from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Organisation, Person
from beside.foundation.safety.actions import block
from beside.foundation.safety.models import Case
from beside.journeys.matching import actions, jobs, offering, peering, timing
from beside.journeys.matching.core import queue
from beside.journeys.matching.models import Appointment, Availability, Offer, Request
from beside.journeys.matching.tests.conftest import Ask, BeHere

pytestmark = pytest.mark.usefixtures("clock")
MINUTE = timedelta(minutes=1)


def test_an_offer_nobody_answers_goes_on_and_comes_back_later(
    ada: Person, ben: Person, dee: Person, be_here: BeHere, ask: Ask, clock: time_machine.Traveller
) -> None:
    be_here(ben, hours=3)
    be_here(dee, hours=3)
    ask(ada)
    first = Offer.objects.get()
    clock.shift(timing.OFFER_STANDS)
    jobs.tick()
    jobs.tick()
    first.refresh_from_db()
    assert first.answer == Offer.Answer.EXPIRED
    second = Offer.objects.get(answer="")
    assert second.peer != first.peer
    clock.shift(timing.ASK_AGAIN_AFTER)
    jobs.tick()
    assert Offer.objects.get(answer="").peer == first.peer


def test_two_ticks_at_once_ask_nobody_twice(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = ask(ada)
    be_here(ben)
    Offer.objects.all().delete()
    assigned = queue.assign

    def other_process_first(*given: object) -> list[object]:
        found = assigned(*given)  # type: ignore[arg-type]
        monkeypatch.setattr(queue, "assign", assigned)
        offering.ask_next()
        return list(found)

    monkeypatch.setattr(queue, "assign", other_process_first)
    offering.ask_next()
    assert Offer.objects.filter(request=request).count() == 1


def test_two_ticks_at_once_never_fill_a_peer_twice(
    ada: Person, ben: Person, cy: Person, be_here: BeHere, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_here(ben, capacity=1)
    ask(ada)
    request = ask(cy)
    # As if another process had not seen the offer to Ada's request.
    assert offering.place(request, ben.pk, ()) is None
    assert Offer.objects.count() == 1


def test_whoever_does_not_choose_is_helped_along(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask, clock: time_machine.Traveller
) -> None:
    be_here(ben)
    ask(ada, choosing=True)
    jobs.tick()
    assert not Offer.objects.exists()
    clock.shift(timing.CHOOSE_WITHIN)
    jobs.tick()
    assert Offer.objects.count() == 1


def test_a_call_back_is_offered_once_and_keeps_the_place(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask, clock: time_machine.Traveller
) -> None:
    request = ask(ada)
    jobs.tick()
    request.refresh_from_db()
    assert request.call_back_offered_at is None
    clock.shift(timing.CALL_BACK_AFTER)
    jobs.tick()
    offered = now()
    clock.shift(MINUTE)
    jobs.tick()
    request.refresh_from_db()
    assert request.call_back_offered_at == offered
    actions.accept_call_back(request, actor=ada)
    be_here(ben)
    assert Offer.objects.filter(request=request, answer="").exists()


def test_staff_hear_before_the_promise_is_broken_and_only_once(
    ada: Person, mo: Person, ask: Ask, clock: time_machine.Traveller
) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"promise_minutes": 20})
    ask(ada, severity=2)
    clock.shift(13 * MINUTE)
    jobs.tick()
    assert not Case.objects.exists()
    clock.shift(MINUTE)
    jobs.tick()
    jobs.tick()
    case = Case.objects.get()
    assert (case.kind, case.about, case.urgency) == (Case.Kind.PROMISE, ada, Case.Urgency.NOW)


def test_requests_end_only_after_days_and_the_person_is_told(
    ada: Person, ask: Ask, clock: time_machine.Traveller
) -> None:
    request = ask(ada)
    clock.shift(timing.STANDS_FOR - MINUTE)
    jobs.tick()
    request.refresh_from_db()
    assert request.is_open
    clock.shift(MINUTE)
    jobs.tick()
    request.refresh_from_db()
    assert request.expired_at == now() and ada.notices.filter(kind="matching.expired").count() == 1


def test_being_there_ends_with_its_time(ben: Person, be_here: BeHere, clock: time_machine.Traveller) -> None:
    be_here(ben)
    clock.shift(timedelta(hours=1))
    jobs.tick()
    assert Availability.objects.get().ended_at == now()


def _agree(ada: Person, ben: Person, be_here: BeHere, ask: Ask) -> Appointment:
    at = now() + timedelta(days=1)
    be_here(ben, hours=25, since=at)
    ask(ada, at=at)
    peering.accept_offer(Offer.objects.get(), actor=ben)
    return Appointment.objects.get()


def test_an_appointment_becomes_a_conversation_at_its_hour(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask, clock: time_machine.Traveller
) -> None:
    made = _agree(ada, ben, be_here, ask)
    jobs.tick()
    assert not Conversation.objects.exists() and made.started_at is None
    clock.shift(timedelta(days=1))
    jobs.tick()
    jobs.tick()
    conversation = Conversation.objects.get()
    assert (conversation.seeker, conversation.peer) == (ada, ben)
    made.refresh_from_db()
    assert made.started_at == now() and Request.objects.get().conversation == conversation


def test_a_peer_who_cannot_come_is_replaced(ada: Person, ben: Person, dee: Person, be_here: BeHere, ask: Ask) -> None:
    made = _agree(ada, ben, be_here, ask)
    with pytest.raises(Refused):
        peering.cancel_appointment(made, actor=dee)
    peering.be_here(peering.Here(since=made.at, until=made.at + timedelta(hours=1)), actor=dee)
    peering.cancel_appointment(made, actor=ben)
    made.refresh_from_db()
    assert made.cancelled_at == now()
    assert Offer.objects.get(answer="").peer == dee


def test_an_appointment_with_somebody_blocked_since_does_not_happen(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask, clock: time_machine.Traveller
) -> None:
    made = _agree(ada, ben, be_here, ask)
    block(ada, actor=ben)
    clock.shift(timedelta(days=1))
    jobs.tick()
    made.refresh_from_db()
    assert made.cancelled_at is not None and not Conversation.objects.exists()
    assert Request.objects.get().is_open


def test_an_appointment_with_someone_who_lost_the_role_goes_to_others(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask, clock: time_machine.Traveller
) -> None:
    made = _agree(ada, ben, be_here, ask)
    ben.role_grants.update(ended_at=now())
    clock.shift(timedelta(days=1))
    jobs.tick()
    made.refresh_from_db()
    assert made.cancelled_at == now() and not Conversation.objects.exists()


def test_going_back_in_the_queue_nobody_is_overtaken_for_ever(
    ada: Person, ben: Person, cy: Person, be_here: BeHere, ask: Ask, clock: time_machine.Traveller
) -> None:
    first = ask(ada)
    clock.shift(MINUTE)
    ask(cy, severity=1)
    be_here(ben)
    offer = Offer.objects.get()
    assert offer.request.person == cy  # heavier goes first
    peering.accept_offer(offer, actor=ben)
    first.refresh_from_db()
    assert first.overtaken == 1


def test_everything_held_is_exported_and_erased(ada: Person, ben: Person, be_here: BeHere, ask: Ask) -> None:
    made = _agree(ada, ben, be_here, ask)
    tables = {one.table: one for one in personal.holdings()}
    assert len(list(tables[Request].export(ada))) == 1 and not list(tables[Offer].export(ada))
    assert len(list(tables[Offer].export(ben))) == 1 and "Wren" not in str(list(tables[Offer].export(ben)))
    tables[Request].erase(ada)
    assert not Request.objects.exists() and not Appointment.objects.filter(pk=made.pk).exists()
    for table in (Offer, Availability, Appointment):
        tables[table].erase(ben)
    assert not Availability.objects.exists()
