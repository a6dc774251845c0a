"""A message that safety hid is not shown to anyone in the talk, and comes back as it was."""

from uuid import uuid4

import pytest
from django.http import Http404

from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety import access as safety_access
from beside.foundation.safety import actions as safety
from beside.foundation.safety import reviewing
from beside.foundation.talk import actions, queries
from beside.foundation.talk.models import Kind, Part, Talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(ada: Person, ben: Person) -> Talk:
    made = actions.make_talk(Kind.DIRECT, {ada: Part.MEMBER, ben: Part.MEMBER}, actor=BESIDE)
    for number in range(2):
        actions.send(made.ref, f"Words of this evening, {number}", str(uuid4()), actor=ada)
    return made


def test_it_is_out_of_sight_and_open_pages_hear_of_it(talk: Talk, ada: Person, ben: Person) -> None:
    before = queries.one(talk, 1).change
    hidden = safety.hide_until_seen("talk.message", f"{talk.ref}:1", actor=BESIDE)
    assert hidden is not None
    first, second = queries.page(talk).messages
    assert (first.text, first.hidden, first.taken_back) == (None, True, False)
    assert (second.text, second.hidden) == ("Words of this evening, 1", False)
    assert [one.number for one in queries.changes_since(talk, before + 1)[0]] == [1]
    assert first.event()["hidden"] is True
    assert safety.hide_until_seen("talk.message", f"{talk.ref}:1", actor=BESIDE) is None
    with pytest.raises(Http404):
        safety_access.text(ben, f"talk.message:{talk.ref}:1")
    safety.show_again(hidden, actor=BESIDE)
    assert queries.page(talk).messages[0].text == "Words of this evening, 0"


def test_staff_with_a_case_still_read_it(talk: Talk, ada: Person) -> None:
    safety.hide_until_seen("talk.message", f"{talk.ref}:1", actor=BESIDE)
    holder = reviewing.reviewable("talk.message")
    assert holder is not None
    found = holder.read_for_case(f"{talk.ref}:1")
    assert found is not None
    assert (found.text, found.author_id) == ("Words of this evening, 0", ada.pk)
