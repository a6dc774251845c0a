"""Being there, being asked, answering, resting; and two who do it at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.conversations.actions import end
from beside.features.conversations.models import Conversation
from beside.foundation.accounts.models import Person, RoleGrant
from beside.foundation.notifications.models import Notice
from beside.foundation.profiles.models import Wish
from beside.foundation.safety.actions import block
from beside.journeys.matching import actions, jobs, offering, peering, queries
from beside.journeys.matching.models import Availability, Offer, Request, Rest
from beside.journeys.matching.tests.conftest import Ask, BeHere, Lives

ClientOf = Callable[[Person], Client]
HERE = {"here-stay": "60", "here-capacity": "2"}
pytestmark = pytest.mark.usefixtures("clock")


def refused(offer: Offer, peer: Person) -> str:
    with pytest.raises(Refused) as no:
        peering.accept_offer(offer, actor=peer)
    return no.value.code


def test_a_peer_says_that_they_are_here_for_what_and_how_much(ben: Person, client_of: ClientOf, lives: Lives) -> None:
    lives(ben, "panic")
    client_of(ben).post("/peer/here", HERE | {"here-how": ["be_heard"], "here-topics": ["panic"]})
    row = Availability.objects.get()
    assert (row.capacity, row.how, row.here_until) == (2, ["be_heard"], now() + timedelta(hours=1))
    assert [topic.key for topic in row.topics.all()] == ["panic"]
    client_of(ben).post(f"/peer/hours/{row.ref}/stop")
    row.refresh_from_db()
    assert row.ended_at == now()


def test_the_page_is_not_there_for_members(ada: Person, ola: Person, client_of: ClientOf) -> None:
    for person in (ada, ola):
        assert client_of(person).get("/peer").status_code == 404
        assert client_of(person).post("/peer/here", HERE).status_code == 404
    with pytest.raises(Refused) as no:
        peering.be_here(peering.Here(until=now() + timedelta(hours=1)), actor=ada)
    assert no.value.code == "not_a_peer"


@pytest.mark.parametrize(
    "wrong", [{"here-capacity": "7"}, {"here-capacity": "0"}, {"here-stay": "6000"}, {"here-how": ["x"]}]
)
def test_nobody_promises_more_than_they_can_hold(ben: Person, client_of: ClientOf, wrong: dict[str, object]) -> None:
    page = client_of(ben).post("/peer/here", HERE | wrong)
    assert page.status_code == 200 and not Availability.objects.exists()


def test_another_peer_cannot_stop_answer_or_cancel_for_me(
    ada: Person, ben: Person, dee: Person, client_of: ClientOf, be_here: BeHere, ask: Ask
) -> None:
    row = be_here(ben)
    ask(ada)
    offer = Offer.objects.get()
    for path in (f"hours/{row.ref}/stop", f"asked/{offer.ref}/accept", f"asked/{offer.ref}/pass"):
        assert client_of(dee).post(f"/peer/{path}").status_code == 404
    assert refused(offer, dee) == "late"
    offer.refresh_from_db()
    assert offer.answer == ""


def test_saying_yes_opens_the_conversation_for_both(
    ada: Person, ben: Person, client_of: ClientOf, lives: Lives, be_here: BeHere, ask: Ask
) -> None:
    lives(ada, "panic")
    lives(ben, "panic")
    be_here(ben)
    request = ask(ada, how=["be_heard"], topics=["panic"])
    offer = Offer.objects.get()
    page = client_of(ben).get("/peer")
    assert [one.name for one in page.context["offers"]] == ["Wren"]
    answer = client_of(ben).post(f"/peer/asked/{offer.ref}/accept")
    conversation = Conversation.objects.get()
    assert answer.url == f"/talk/{conversation.ref}"  # type: ignore[attr-defined]
    assert (conversation.seeker, conversation.peer, conversation.how) == (ada, ben, ["be_heard"])
    assert conversation.why[0]["code"] == "shares_living" and not conversation.heavy
    request.refresh_from_db()
    assert request.matched_at == now() and request.conversation == conversation
    assert {notice.person for notice in Notice.objects.filter(kind="matching.matched")} == {ada, ben}
    # Again gives the same.
    client_of(ben).post(f"/peer/asked/{offer.ref}/accept")
    assert Conversation.objects.count() == 1


def test_passing_is_silent_and_the_next_one_is_asked(
    ada: Person, ben: Person, dee: Person, client_of: ClientOf, be_here: BeHere, ask: Ask
) -> None:
    be_here(ben)
    be_here(dee)
    ask(ada)
    first = Offer.objects.get()
    told = Notice.objects.filter(person=ada).count()
    client_of(first.peer).post(f"/peer/asked/{first.ref}/pass")
    second = Offer.objects.get(answer="")
    assert second.peer != first.peer
    assert Notice.objects.filter(person=ada).count() == told
    assert b"pass" not in client_of(ada).get("/talk/waiting").content.split(b"<main")[1].split(b"</main")[0].lower()


def test_the_second_yes_to_a_taken_request_is_told_kindly(
    ada: Person, ben: Person, dee: Person, be_here: BeHere, ask: Ask
) -> None:
    be_here(ben, capacity=2)
    be_here(dee, capacity=2)
    ask(ada, severity=2)  # heavy: two are asked at once
    offering.ask_next()
    first, second = Offer.objects.filter(answer="").order_by("pk")
    peering.accept_offer(first, actor=first.peer)
    assert refused(second, second.peer) == "taken"
    assert Conversation.objects.count() == 1
    second.refresh_from_db()
    assert second.answer == Offer.Answer.WITHDRAWN


def test_a_yes_that_lost_the_race_changes_nothing(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_here(ben)
    request = ask(ada)
    held = offering.lock_request

    def slower(number: int) -> Request | None:
        row = held(number)
        # Another process matches it after we have read the row.
        Request.objects.filter(pk=number).update(matched_at=now())
        return row

    monkeypatch.setattr(offering, "lock_request", slower)
    assert refused(Offer.objects.get(), ben) == "taken"
    assert not Conversation.objects.exists() and request.conversation is None


def test_late_and_withdrawn_answers_are_told_apart(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask, clock: time_machine.Traveller
) -> None:
    be_here(ben)
    request = ask(ada)
    offer = Offer.objects.get()
    clock.shift(timedelta(minutes=4))
    assert refused(offer, ben) == "late"
    actions.withdraw(request, actor=ada)
    assert refused(offer, ben) == "gone"


def test_limits_are_looked_at_again_when_somebody_says_yes(ada: Person, ben: Person, be_here: BeHere, ask: Ask) -> None:
    be_here(ben)
    ask(ada)
    Wish.objects.create(person=ben, toward="rather_not", aspect="age_band", value="36_50")
    assert refused(Offer.objects.get(), ben) == "not_now"
    assert not Conversation.objects.exists()


def test_a_block_takes_the_question_back_and_nobody_is_told_why(
    ada: Person, ben: Person, be_here: BeHere, ask: Ask
) -> None:
    be_here(ben)
    ask(ada)
    block(ada, actor=ben)
    assert Offer.objects.get().answer == Offer.Answer.WITHDRAWN
    jobs.tick()
    assert not Offer.objects.filter(answer="").exists()


def test_adults_and_minors_never_meet(ada: Person, ben: Person, be_here: BeHere, ask: Ask) -> None:
    ada.birth_year = now().year - 16
    ada.save()
    be_here(ben)
    request = ask(ada)
    assert not Offer.objects.exists() and queries.might_fit(request) == []


def test_only_people_with_the_role_are_asked(ada: Person, ben: Person, be_here: BeHere, ask: Ask) -> None:
    be_here(ben)
    RoleGrant.objects.filter(person=ben).update(ended_at=now())
    ask(ada)
    assert not Offer.objects.exists()


def test_nobody_is_asked_beyond_what_they_can_hold(
    ada: Person, ben: Person, cy: Person, be_here: BeHere, ask: Ask
) -> None:
    be_here(ben, capacity=2)
    ask(ada, severity=2)
    assert Offer.objects.get().request.weight == 2
    ask(cy)
    jobs.tick()
    assert Offer.objects.count() == 1  # the open question fills both places
    peering.accept_offer(Offer.objects.get(), actor=ben)
    assert Conversation.objects.get().heavy
    jobs.tick()
    assert Offer.objects.count() == 1  # and so does the heavy conversation
    end(Conversation.objects.get(), actor=ben)
    jobs.tick()
    assert Offer.objects.count() == 1 and queries.resting(ben) is not None  # a break first
    peering.end_break(actor=ben)
    assert Offer.objects.filter(answer="", request__person=cy).count() == 1


def test_a_break_takes_open_questions_away_and_can_be_ended(
    ada: Person, ben: Person, client_of: ClientOf, be_here: BeHere, ask: Ask
) -> None:
    be_here(ben)
    ask(ada)
    client_of(ben).post("/peer/rest", {"rest-minutes": "30"})
    assert Rest.objects.get().until == now() + timedelta(minutes=30)
    assert not Offer.objects.filter(answer="").exists()
    client_of(ben).post("/peer/rest/end")
    assert Offer.objects.filter(answer="").count() == 1
    client_of(ben).post("/peer/rest", {"rest-minutes": "7"})
    assert Rest.objects.count() == 1


def test_what_only_oneself_may_see_is_no_reason(
    ada: Person, ben: Person, client_of: ClientOf, lives: Lives, be_here: BeHere, ask: Ask
) -> None:
    lives(ada, "panic")
    lives(ben, "panic", seen_by="nobody")
    lives(ben, "grief", seen_by="nobody")
    be_here(ben)
    request = ask(ada, choosing=True, topics=["panic", "grief"])
    assert queries.might_fit(request)[0].why == ["you both write in English"]


def test_the_peer_reads_the_reasons_from_their_own_side(
    ada: Person, ben: Person, lives: Lives, be_here: BeHere, ask: Ask
) -> None:
    lives(ada, "panic")
    lives(ben, "panic", "came_through")
    be_here(ben)
    request = ask(ada)
    assert queries.might_fit(request) == []  # asked already
    told = queries.open_offers(ben)[0].why
    assert told == ["you came through what they live with: “Panic”"]


def test_after_a_hand_over_another_peer_takes_on(
    ada: Person, ben: Person, dee: Person, client_of: ClientOf, be_here: BeHere, ask: Ask
) -> None:
    from beside.features.conversations.actions import hand_over

    be_here(ben, capacity=2)
    ask(ada)
    peering.accept_offer(Offer.objects.get(), actor=ben)
    first = Conversation.objects.get()
    be_here(dee)
    hand_over(first, actor=ada)
    offering.ask_next()
    offer = Offer.objects.get(answer="")
    assert offer.peer == dee
    peering.accept_offer(offer, actor=dee)
    first.refresh_from_db()
    assert first.ended_at is not None
    assert Conversation.objects.get(ended_at=None).peer == dee
