"""What triage is told of the messages before, and what it keeps count of."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety.models import Concern, ScoreCount
from beside.foundation.talk import actions, watch
from beside.foundation.talk.models import Kind, Message, Part, Talk

Commit = Callable[..., object]
ASKED = "Are you thinking about killing yourself?"


@pytest.fixture
def talk(ada: Person, ben: Person) -> Talk:
    """Ada and Ben, one to one."""
    return actions.make_talk(Kind.DIRECT, {ada: Part.MEMBER, ben: Part.SUPPORTER}, actor=BESIDE)


def _send(talk: Talk, text: str, actor: Person) -> None:
    actions.send(talk.ref, text, str(uuid.uuid4()), actor=actor)


def test_a_plain_yes_to_the_question_counts_and_the_question_does_not(talk: Talk, ada: Person, ben: Person) -> None:
    _send(talk, ASKED, ben)
    _send(talk, "Yes, sometimes.", ada)
    watch.sweep()  # both in one batch: the question comes from memory
    assert [(one.person, one.subject_ref) for one in Concern.objects.all()] == [(ada, f"{talk.ref}:2")]


def test_a_yes_in_a_later_batch_finds_the_question_in_the_table(talk: Talk, ada: Person, ben: Person) -> None:
    _send(talk, ASKED, ben)
    watch.sweep()
    _send(talk, "Yes.", ada)
    watch.sweep()
    assert Concern.objects.get().person == ada


def test_a_yes_to_anything_else_is_a_yes(talk: Talk, ada: Person, ben: Person, cy: Person) -> None:
    other = actions.make_talk(Kind.DIRECT, {ada: Part.MEMBER, cy: Part.MEMBER}, actor=BESIDE)
    _send(talk, ASKED, ben)
    _send(other, "Do you still paint?", cy)
    _send(other, "Yes, sometimes.", ada)  # another talk: the question there is not this one's
    watch.sweep()
    assert not Concern.objects.exists()


def test_what_was_taken_back_is_not_opened(talk: Talk, ada: Person, ben: Person) -> None:
    _send(talk, ASKED, ben)
    watch.sweep()
    actions.take_back(talk.ref, 1, actor=ben)
    _send(talk, "Yes.", ada)
    watch.sweep()
    assert not Concern.objects.exists()


def test_earlier_messages_are_read_only_where_they_could_matter(talk: Talk, ada: Person, ben: Person) -> None:
    for number in range(6):
        _send(talk, f"Line {number} about the allotment.", ada if number % 2 else ben)
    watch.sweep()

    def asked(texts: list[str]) -> int:
        first = Message.objects.count() + 1
        items = [
            watch.Look(talk.pk, talk.ref, first + place, 0, ada.pk, Part.MEMBER, text)
            for place, text in enumerate(texts)
        ]
        with CaptureQueriesContext(connection) as seen:
            watch.look(items)
        return sum("talk_message" in query["sql"] and "SELECT" in query["sql"] for query in seen.captured_queries)

    assert asked(["The beans are up."] * 5) == 0
    assert asked(["Yes."]) == asked(["Yes."] * 5) == 1


def test_scores_are_counted_without_words(talk: Talk, ada: Person) -> None:
    _send(talk, "Soup for supper.", ada)
    watch.sweep()
    assert sum(ScoreCount.objects.values_list("many", flat=True)) == 1
