"""What a writer is told of a draft, and what is not."""

from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.safety import guards, hinting
from beside.foundation.safety.models import Concern

DRAFT = "Ring me on 07700 900123. He committed suicide last year."


def test_a_draft_comes_with_hints_and_leaves_no_trace(ada: Person) -> None:
    before = Entry.objects.count()
    hints = hinting.on_draft(DRAFT, ada)
    assert [(one["kind"], one["text"]) for one in hints["details"]] == [("phone", "07700 900123")]
    assert hints["wording"][0]["text"] == "committed suicide"
    assert Entry.objects.count() == before
    assert not Concern.objects.exists()


def test_hints_can_be_turned_off_for_good_but_care_stays(ada: Person) -> None:
    accounts.set_hints(ada, False, actor=ada)
    hints = hinting.on_draft(DRAFT, ada)
    assert hints["details"] == hints["wording"] == []
    assert hinting.on_draft("I want to kill myself tonight", ada)["care"] is True
    assert hinting.unseen_details(DRAFT, ada, "") == ([], "")


def test_an_ordinary_draft_has_none(ada: Person) -> None:
    assert hinting.on_draft("I walked home in the rain.", ada) == {"details": [], "wording": [], "care": False}


def test_what_was_shown_is_not_shown_again(ada: Person) -> None:
    fresh, seen = hinting.unseen_details(DRAFT, ada, "")
    assert [one["text"] for one in fresh] == ["07700 900123"]
    assert hinting.unseen_details(f"Hello. {DRAFT}", ada, seen)[0] == []
    assert hinting.unseen_details(f"{DRAFT} jo@example.org", ada, seen)[0][0]["text"] == "jo@example.org"
    assert "900123" not in seen


def test_every_kind_has_words() -> None:
    assert set(hinting.KINDS) == set(guards.KINDS)
