"""Writing, reading, changing: who may, what is kept, what is not."""

import threading
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.http import Http404

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.realtime import hub
from beside.foundation.safety.models import Case, Concern, Decision, Limit, Restriction
from beside.foundation.talk import actions, queries, watch, writing
from beside.foundation.talk.models import Draft, Kind, Message, Part, Seat, Talk
from beside.foundation.talk.outgoing import Outgoing, Result, Stored
from beside.foundation.talk.store import store, turn


def name() -> str:
    """A client id."""
    return str(uuid.uuid4())


@pytest.fixture
def talk(ada: Person, ben: Person) -> Talk:
    """Ada and Ben, one to one."""
    return actions.make_talk(Kind.DIRECT, {ada: Part.MEMBER, ben: Part.SUPPORTER}, actor=BESIDE)


def _keep_from_writing(person: Person) -> None:
    case = Case.objects.create(kind=Case.Kind.REPORT, about=person)
    decision = Decision.objects.create(case=case, about=person, kind=Decision.Kind.LIMIT, source=Decision.Source.REPORT)
    Restriction.objects.create(decision=decision, person=person, what=Limit.WRITING, since=now())


def test_both_read_what_was_written(talk: Talk, ada: Person, ben: Person) -> None:
    actions.send(talk.ref, "I got off four stops early.", name(), actor=ada)
    actions.send(talk.ref, "That was looking after yourself.", name(), actor=ben)
    talk.refresh_from_db()
    messages = queries.page(talk).messages
    assert [(m.number, m.author_ref, m.text) for m in messages] == [
        (1, ada.ref, "I got off four stops early."),
        (2, ben.ref, "That was looking after yourself."),
    ]
    assert talk.last_number == 2


def test_whoever_writes_already_does_not_wait_for_those_who_wait_to_write(talk: Talk, ada: Person) -> None:
    """Triage holds the turn while it waits for the database, and a reply to a post has the database already."""
    taken, sent, in_vain = threading.Event(), threading.Event(), []

    def wait_to_write() -> None:
        with turn:
            taken.set()
            in_vain.append(not sent.wait(10))

    other = threading.Thread(target=wait_to_write)
    other.start()
    taken.wait(10)
    actions.send(talk.ref, "I got off four stops early.", name(), actor=ada)
    sent.set()
    other.join()
    assert in_vain == [False]


def test_a_stranger_cannot_write_read_or_react(talk: Talk, ada: Person, cy: Person) -> None:
    actions.send(talk.ref, "Only for Ben.", name(), actor=ada)
    with pytest.raises(Refused) as refusal:
        actions.send(talk.ref, "Hello?", name(), actor=cy)
    assert refusal.value.code == "not_there"
    for verb in (
        lambda: actions.react(talk.ref, 1, "me_too", actor=cy),
        lambda: actions.edit(talk.ref, 1, "Other words", actor=cy),
        lambda: actions.take_back(talk.ref, 1, actor=cy),
        lambda: actions.mark_read(talk.ref, 1, actor=cy),
        lambda: actions.save_draft(talk.ref, "…", actor=cy),
    ):
        with pytest.raises(Http404):
            verb()
    assert Message.objects.count() == 1


def test_what_was_kept_and_never_told_is_told_when_it_is_sent_again(
    talk: Talk,
    ada: Person,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    """A process may end after it kept a message and before it told anyone."""
    told: list[tuple[str, int]] = []
    monkeypatch.setattr(hub, "publish", lambda topic, event: told.append((topic, event["number"])))
    same = name()
    store([Outgoing(talk.ref, ada.pk, ada.ref, same, "Kept.")])
    with django_capture_on_commit_callbacks(execute=True):
        again = actions.send(talk.ref, "Kept.", same, actor=ada)
    assert again.again
    assert told == [(f"talk:{talk.ref}", 1)]


def test_sending_twice_keeps_once_and_numbers_have_no_gap(talk: Talk, ada: Person) -> None:
    same = name()
    first = actions.send(talk.ref, "Once.", same, actor=ada)
    again = actions.send(talk.ref, "Once.", same, actor=ada)
    third = actions.send(talk.ref, "Twice.", name(), actor=ada)
    assert (first.number, again.number, again.again, third.number) == (1, 1, True, 2)


def test_a_batch_sorts_out_what_was_sent_before(talk: Talk, ada: Person, ben: Person, cy: Person) -> None:
    known = name()
    actions.send(talk.ref, "Before.", known, actor=ada)
    twice = name()
    results = store(
        [
            Outgoing(talk.ref, ada.pk, ada.ref, known, "Before."),
            Outgoing(talk.ref, ben.pk, ben.ref, twice, "New."),
            Outgoing(talk.ref, cy.pk, cy.ref, name(), "Not mine."),
            Outgoing(talk.ref, ben.pk, ben.ref, twice, "New."),
            Outgoing("nowhere", ben.pk, ben.ref, name(), "Nowhere."),
        ]
    )
    kept = [(r.number, r.again) if isinstance(r, Stored) else r.code for r in results]
    assert kept == [(1, True), (2, False), "not_there", (2, True), "not_there"]


def test_a_message_that_is_refused_keeps_its_draft(talk: Talk, ada: Person, ben: Person) -> None:
    """Also where it came together with one that was kept."""
    for person in (ada, ben):
        actions.save_draft(talk.ref, "I wanted to say", actor=person)
    _keep_from_writing(ben)
    results = store([Outgoing(talk.ref, who.pk, who.ref, name(), "Now.", clear_draft=True) for who in (ada, ben)])
    assert [isinstance(result, Stored) for result in results] == [True, False]
    assert (queries.draft_of(talk, ada), queries.draft_of(talk, ben)) == ("", "I wanted to say")


def test_a_batch_counts_each_talk_for_itself(talk: Talk, ada: Person, ben: Person, cy: Person) -> None:
    """Those left out make no gap, and an answer refers only to what stands before it."""
    other = actions.make_talk(Kind.DIRECT, {ada: Part.MEMBER, cy: Part.MEMBER}, actor=BESIDE)
    actions.set_quiet(actions.make_talk(Kind.DIRECT, {ada: Part.MEMBER, ben: Part.MEMBER}, actor=BESIDE), actor=ada)
    resting = Talk.objects.exclude(quiet_at=None).get()
    _keep_from_writing(ben)
    batch = [
        (talk, ada, 1),
        (other, cy, None),
        (talk, ben, None),
        (resting, ada, None),
        (talk, ada, 1),
        (other, ada, 1),
    ]
    results = store([Outgoing(where.ref, who.pk, who.ref, name(), "Now.", reply_to=to) for where, who, to in batch])
    kept = [(r.number, r.change, r.reply_to) if isinstance(r, Stored) else r.code for r in results]
    assert kept == [(1, 1, None), (1, 1, None), "limited", "quiet", (2, 2, 1), (2, 2, 1)]
    assert list(Talk.objects.order_by("pk").values_list("last_number", "last_change")) == [(2, 2), (2, 2), (0, 0)]
    rows = Message.objects.order_by("talk", "number").values_list("talk", "number", "change", "reply_to", "triaged")
    assert list(rows) == [(t.pk, n, n, n - 1 or None, 0) for t in (talk, other) for n in (1, 2)]


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_are_numbered_without_a_gap(talk: Talk, ada: Person, ben: Person, cy: Person) -> None:
    """In several threads, to the same two talks in either order: nobody waits for ever, no number is given twice."""
    other = actions.make_talk(Kind.DIRECT, {ada: Part.MEMBER, cy: Part.MEMBER}, actor=BESIDE)
    results: list[Result] = []

    def write(there: list[tuple[Talk, Person]]) -> None:
        try:
            for _ in range(15):
                results.extend(store([Outgoing(at.ref, who.pk, who.ref, name(), "Now.") for at, who in there]))
        finally:
            connection.close()

    plans = [[(talk, ada), (other, ada)], [(other, cy), (talk, ben)], [(talk, ben)], [(talk, ada), (talk, ben)]]
    threads = [threading.Thread(target=write, args=(plan,)) for plan in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    given = {
        at.ref: sorted(r.number for r in results if isinstance(r, Stored) and r.talk_ref == at.ref)
        for at in (talk, other)
    }
    assert given == {talk.ref: list(range(1, 76)), other.ref: list(range(1, 31))}
    assert list(Talk.objects.order_by("pk").values_list("last_number", flat=True)) == [75, 30]


def test_another_persons_client_id_is_not_theirs_to_take(talk: Talk, ada: Person, ben: Person) -> None:
    same = name()
    actions.send(talk.ref, "Ada's.", same, actor=ada)
    actions.send(talk.ref, "Ben's.", same, actor=ben)
    assert Message.objects.count() == 2


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 4_001, "nul\x00", "half \ud800 pair", None, 7, ["a"], "\x1b[2J"])
def test_what_is_not_a_message_is_refused(talk: Talk, ada: Person, text: object) -> None:
    with pytest.raises(Refused):
        actions.send(talk.ref, text, name(), actor=ada)
    assert not Message.objects.exists()


@pytest.mark.parametrize("client_id", ["", "short", "x" * 37, "spaces are no", None, 12345678, "'; drop table"])
def test_a_forged_client_id_is_refused(talk: Talk, ada: Person, client_id: object) -> None:
    with pytest.raises(Refused):
        actions.send(talk.ref, "Words.", client_id, actor=ada)


def test_words_are_locked_at_rest(talk: Talk, ada: Person) -> None:
    actions.send(talk.ref, "A very particular sentence.", name(), actor=ada)
    actions.save_draft(talk.ref, "A very particular draft.", actor=ada)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM talk_message UNION ALL SELECT sealed FROM talk_draft")
        held = [bytes(row[0]) for row in cursor.fetchall()]
    assert len(held) == 2
    assert all(b"particular" not in sealed for sealed in held)


def test_a_message_moved_elsewhere_does_not_open(talk: Talk, ada: Person, ben: Person) -> None:
    actions.send(talk.ref, "Here.", name(), actor=ada)
    other = actions.make_talk(Kind.DIRECT, {ada: Part.MEMBER, ben: Part.SUPPORTER}, actor=BESIDE)
    Message.objects.update(talk=other)
    assert queries.page(other).messages[0].text is None


def test_erasing_the_key_makes_words_unreadable(talk: Talk, ada: Person) -> None:
    actions.send(talk.ref, "Gone one day.", name(), actor=ada)
    keys.destroy(ada.pk)
    message = queries.page(talk).messages[0]
    assert (message.text, message.gone, message.number) == (None, True, 1)


def test_edit_take_back_and_react_reach_those_who_were_away(talk: Talk, ada: Person, ben: Person) -> None:
    for text in ("One.", "Two.", "Three."):
        actions.send(talk.ref, text, name(), actor=ada)
    seen = queries.changes_since(talk, 0)[0][-1].change
    actions.edit(talk.ref, 1, "One, in other words.", actor=ada)
    actions.take_back(talk.ref, 2, actor=ada)
    actions.react(talk.ref, 3, "hear_you", actor=ben)
    actions.react(talk.ref, 3, "hear_you", actor=ben)
    changed, more = queries.changes_since(talk, seen)
    assert [(m.number, m.text, m.edited, m.taken_back, m.reactions) for m in changed] == [
        (1, "One, in other words.", True, False, []),
        (2, None, False, True, []),
        (3, "Three.", False, False, [("hear_you", [ben.ref])]),
    ]
    assert not more
    actions.unreact(talk.ref, 3, "hear_you", actor=ben)
    assert queries.one(talk, 3).reactions == []


def test_nobody_changes_the_words_of_another(talk: Talk, ada: Person, ben: Person) -> None:
    actions.send(talk.ref, "Mine.", name(), actor=ada)
    with pytest.raises(Http404):
        actions.edit(talk.ref, 1, "Yours.", actor=ben)
    with pytest.raises(Http404):
        actions.take_back(talk.ref, 1, actor=ben)
    assert queries.one(talk, 1).text == "Mine."


def test_a_resting_talk_is_read_but_not_written(talk: Talk, ada: Person) -> None:
    actions.send(talk.ref, "Before.", name(), actor=ada)
    actions.set_quiet(talk, actor=ada)
    with pytest.raises(Refused) as refusal:
        actions.send(talk.ref, "After.", name(), actor=ada)
    assert refusal.value.code == "quiet"
    for verb in (actions.edit, actions.react):
        with pytest.raises(Refused) as refusal:
            verb(talk.ref, 1, "hear_you", actor=ada)
        assert refusal.value.code == "quiet"
    actions.wake(talk, actor=ada)
    assert actions.send(talk.ref, "After.", name(), actor=ada).number == 2


def test_ones_own_words_can_be_taken_back_even_when_it_rests(talk: Talk, ada: Person) -> None:
    actions.send(talk.ref, "Too much.", name(), actor=ada)
    actions.set_quiet(talk, actor=ada)
    assert actions.take_back(talk.ref, 1, actor=ada).taken_back


def test_leaving_ends_reading(talk: Talk, ada: Person, ben: Person) -> None:
    actions.send(talk.ref, "Hello.", name(), actor=ada)
    actions.leave(talk, actor=ben)
    with pytest.raises(Http404):
        actions.mark_read(talk.ref, 1, actor=ben)


def test_read_marks_only_move_forward(talk: Talk, ada: Person, ben: Person) -> None:
    for text in ("One.", "Two."):
        actions.send(talk.ref, text, name(), actor=ada)
    actions.mark_read(talk.ref, 2, actor=ben)
    actions.mark_read(talk.ref, 1, actor=ben)
    actions.mark_read(talk.ref, 99, actor=ben)
    assert Seat.objects.get(talk=talk, person=ben).read_number == 2


def test_a_draft_is_ones_own_and_goes_with_the_message(talk: Talk, ada: Person, ben: Person) -> None:
    actions.save_draft(talk.ref, "I wanted to say", actor=ada)
    assert queries.draft_of(talk, ada) == "I wanted to say"
    assert queries.draft_of(talk, ben) == ""
    actions.send(talk.ref, "I wanted to say it.", name(), actor=ada)
    assert not Draft.objects.exists()


def test_pages_by_number(talk: Talk, ada: Person) -> None:
    for place in range(1, 8):
        actions.send(talk.ref, f"Number {place}.", name(), actor=ada)
    talk.refresh_from_db()
    newest = queries.page(talk, limit=3)
    assert [m.number for m in newest.messages] == [5, 6, 7]
    assert (newest.earlier, newest.later) == (True, False)
    before = queries.page(talk, before=5, limit=3)
    assert [m.number for m in before.messages] == [2, 3, 4]
    after = queries.page(talk, after=5, limit=3)
    assert [m.number for m in after.messages] == [6, 7]


def test_a_grave_message_becomes_a_case_and_an_offer(
    talk: Talk, ada: Person, sol: Person, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        actions.send(talk.ref, "I am going to kill myself tonight, I have the pills here.", name(), actor=ada)
    concern = Concern.objects.get()
    assert concern.person == ada
    assert concern.subject_ref == f"{talk.ref}:1"
    assert concern.offered_at is not None
    assert Case.objects.get().urgency == Case.Urgency.NOW
    assert Message.objects.get().triaged > 0


def test_a_supporters_question_and_an_ordinary_message_raise_nothing(
    talk: Talk, ada: Person, ben: Person, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        actions.send(talk.ref, "Are you thinking about killing yourself?", name(), actor=ben)
        actions.send(talk.ref, "No, I just had a long day at work.", name(), actor=ada)
    assert not Concern.objects.exists()
    assert not Message.objects.filter(triaged=0).exists()


def test_the_sweep_finds_what_a_crash_left(talk: Talk, ada: Person, sol: Person) -> None:
    actions.send(talk.ref, "I want to end my life tonight.", name(), actor=ada)
    assert Message.objects.get().triaged == 0  # the look runs after the commit, which this test never reaches
    assert watch.sweep() == 1
    assert Concern.objects.count() == 1
    assert watch.sweep() == 0


def test_the_longest_message_is_kept_whole(talk: Talk, ada: Person) -> None:
    text = "ä" * writing.LONGEST
    actions.send(talk.ref, text, name(), actor=ada)
    assert queries.one(talk, 1).text == text


def test_a_flood_is_told_to_wait_and_nobody_else_is(talk: Talk, ada: Person, ben: Person) -> None:
    sent = 0
    with pytest.raises(Refused) as refusal:
        for _time in range(200):
            actions.send(talk.ref, "Again.", name(), actor=ada)
            sent += 1
    assert refusal.value.code == "slow_down"
    assert refusal.value.retry_after is not None
    assert Message.objects.count() == sent > 0
    assert actions.send(talk.ref, "Calm.", name(), actor=ben).number == sent + 1
