"""What follows from pausing, ending, wishing and handing over, beneath the pages."""

import pytest

from beside.core.refusal import Refused
from beside.features.conversations import actions, hooks, queries
from beside.features.conversations.models import Conversation, Handover, HowWasIt
from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.audit.models import Entry
from beside.foundation.safety import actions as safety
from beside.foundation.talk import actions as talk
from beside.foundation.talk.models import Seat


def test_the_two_sit_in_it_and_it_is_in_the_log(conversation: Conversation, ada: Person, ben: Person) -> None:
    assert dict(Seat.objects.values_list("person__sign_in_name", "part")) == {"ada": "member", "ben": "supporter"}
    assert conversation.ref == conversation.talk.ref
    assert conversation.other(ada) == ben
    assert Entry.objects.filter(verb="conversation.opened", about=str(conversation.pk)).exists()


def test_those_apart_are_not_brought_together(ada: Person, ben: Person) -> None:
    safety.block(ben, actor=ada)
    with pytest.raises(Refused, match="apart"):
        actions.open_conversation(ada, ben, why=[], how=[], actor=BESIDE)
    assert not Conversation.objects.exists()


def test_nobody_talks_to_themselves(ada: Person) -> None:
    with pytest.raises(Refused):
        actions.open_conversation(ada, ada, why=[], how=[], actor=BESIDE)


def test_load_counts_heavy_twice_and_ends_with_the_conversation(
    conversation: Conversation, ben: Person, cy: Person
) -> None:
    other = actions.open_conversation(cy, ben, why=[], how=[], actor=BESIDE)
    assert queries.running_load(ben) == 2
    actions.mark_heavy(conversation, actor=ben)
    assert conversation.heavy
    assert queries.running_load(ben) == 3
    actions.pause(other, actor=cy)
    assert queries.running_load(ben) == 3
    actions.end(other, actor=cy)
    assert queries.running_loads([ben.pk, cy.pk]) == {ben.pk: 2}


def test_only_the_peer_says_it_is_heavy(conversation: Conversation, ada: Person) -> None:
    with pytest.raises(Refused, match="not_peer"):
        actions.mark_heavy(conversation, actor=ada)
    assert not conversation.heavy_marks.exists()


def test_nothing_is_written_while_it_rests_and_either_wakes_it(
    conversation: Conversation, ada: Person, ben: Person
) -> None:
    actions.pause(conversation, actor=ada)
    with pytest.raises(Refused, match="quiet"):
        talk.send(conversation.ref, "hello", "client-0001", actor=ben)
    actions.resume(conversation, actor=ben)
    assert talk.send(conversation.ref, "hello", "client-0001", actor=ben).number == 1


def test_what_has_ended_does_not_resume(conversation: Conversation, ada: Person, ben: Person) -> None:
    actions.end(conversation, actor=ada)
    with pytest.raises(Refused, match="ended"):
        actions.resume(conversation, actor=ben)
    with pytest.raises(Refused, match="quiet"):
        talk.send(conversation.ref, "hello", "client-0001", actor=ada)


def test_a_block_ends_it_and_says_not_by_whom(conversation: Conversation, ada: Person, ben: Person) -> None:
    safety.block(ada, actor=ben)
    conversation.refresh_from_db()
    assert conversation.ended_at is not None
    assert conversation.ended_by is None
    assert not Entry.objects.filter(verb="conversation.ended", actor=ben.pk).exists()


def test_a_block_leaves_other_conversations_alone(conversation: Conversation, ada: Person, cy: Person) -> None:
    safety.block(cy, actor=ada)
    conversation.refresh_from_db()
    assert conversation.ended_at is None


def test_both_wishes_open_it_again_and_it_weighs_nothing(conversation: Conversation, ada: Person, ben: Person) -> None:
    actions.end(conversation, actor=ben)
    assert not actions.keep_in_touch(conversation, actor=ada, wish=True)
    assert queries.state_of(conversation) == "ended"
    assert actions.keep_in_touch(conversation, actor=ben, wish=True)
    assert queries.state_of(conversation) == "running"
    assert conversation.kept_at is not None
    assert queries.running_load(ben) == 0
    assert talk.send(conversation.ref, "still here", "client-0001", actor=ada).number == 1


def test_ending_what_was_kept_ends_it(conversation: Conversation, ada: Person, ben: Person) -> None:
    actions.keep_in_touch(conversation, actor=ada, wish=True)
    actions.keep_in_touch(conversation, actor=ben, wish=True)
    actions.end(conversation, actor=ada)
    assert conversation.kept_at is None
    assert not actions.keep_in_touch(conversation, actor=ben, wish=True)
    assert conversation.ended_at is not None


def test_no_staying_in_touch_across_a_block(conversation: Conversation, ada: Person, ben: Person) -> None:
    actions.keep_in_touch(conversation, actor=ada, wish=True)
    safety.block(ben, actor=ada)
    with pytest.raises(Refused, match="apart"):
        actions.keep_in_touch(conversation, actor=ben, wish=True)
    conversation.refresh_from_db()
    assert conversation.ended_at is not None


def test_another_peer_needs_the_seekers_yes(conversation: Conversation, ada: Person, ben: Person, cy: Person) -> None:
    handover = actions.hand_over(conversation, actor=ben, reason="I am away for a month.")
    with pytest.raises(Refused, match="taken"):
        actions.take_over(handover, cy, actor=cy)
    with pytest.raises(Refused, match="not_yours"):
        actions.agree_to_hand_over(conversation, handover, actor=ben)
    actions.agree_to_hand_over(conversation, handover, actor=ada)
    made = actions.take_over(handover, cy, actor=cy)
    conversation.refresh_from_db()
    assert (made.seeker, made.peer) == (ada, cy)
    assert conversation.ended_at is not None
    with pytest.raises(Refused, match="taken"):
        actions.take_over(handover, cy, actor=cy)


def test_the_journey_hears_of_a_yes(conversation: Conversation, ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Handover] = []
    monkeypatch.setattr(hooks, "_find_another", [lambda _conversation, handover: heard.append(handover)])
    handover = actions.hand_over(conversation, actor=ada)
    assert heard == [handover]
    assert handover.agreed_at is not None
    with pytest.raises(Refused, match="open"):
        actions.hand_over(conversation, actor=ada)


def test_words_about_it_are_sealed_exported_and_erased(conversation: Conversation, ada: Person, ben: Person) -> None:
    actions.rate(conversation, actor=ada, heard=4, again=True, line="She listened.")
    actions.rate(conversation, actor=ada, heard=5, again=True, line="She listened well.")
    row = HowWasIt.objects.get()
    assert b"listened" not in bytes(row.line)
    exports = {one.title: list(one.export(ada)) for one in personal.holdings() if one.table is HowWasIt}
    assert exports["how it was"][0]["line"] == "She listened well."
    for one in personal.holdings():
        if one.table.__module__.startswith("beside.features.conversations"):
            one.erase(ada)
    conversation.refresh_from_db()
    assert conversation.seeker is None
    assert conversation.ended_at is not None
    assert not HowWasIt.objects.exists()
    assert queries.running(ben) == []


@pytest.mark.parametrize("heard", [0, 6])
def test_heard_is_one_to_five(conversation: Conversation, ada: Person, heard: int) -> None:
    with pytest.raises(Refused, match="heard"):
        actions.rate(conversation, actor=ada, heard=heard, again=None)
    assert not HowWasIt.objects.exists()
