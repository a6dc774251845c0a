"""The chain: everything gets its place, and whatever is taken out, changed, put in or cut off shows."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit import chain, checking, exporting, sealing
from beside.foundation.audit.actions import BESIDE, record
from beside.foundation.audit.models import Chain, Entry

pytestmark = pytest.mark.django_db
Unguarded = Callable[[str], None]


@pytest.fixture
def sealed(ada: Person) -> list[Entry]:
    """Eight entries in the chain, one with letters beyond ASCII and a number with a point."""
    for turn in range(8):
        record("thing.done", ada, actor=BESIDE if turn % 2 else ada, word="é – ü", part=turn / 4)
    sealing.seal()
    return list(Entry.objects.filter(verb="thing.done").order_by("seal_number"))


@pytest.fixture
def by_hand() -> Unguarded:
    """What somebody does who runs the database: guards away, then any statement."""

    def run(sql: str) -> None:
        with connection.cursor() as cursor:
            for name in checking.GUARDS:
                cursor.execute(
                    f"DROP TRIGGER IF EXISTS {name}" + ("" if connection.vendor == "sqlite" else " ON audit_entry")
                )
            cursor.execute(sql)

    return run


def _found() -> list[tuple[str, int, int]]:
    return [(one.what, one.first, one.last) for one in checking.look_through().faults]


def test_every_entry_gets_a_place_and_the_chain_is_whole(sealed: list[Entry]) -> None:
    places = list(Entry.objects.order_by("seal_number").values_list("seal_number", flat=True))
    assert places == list(range(1, len(places) + 1))
    assert _found() == []
    assert sealing.seal() == 0


def test_a_lower_number_that_commits_later_gets_the_next_place(sealed: list[Entry], ada: Person) -> None:
    late = Entry.objects.order_by("id").last()
    assert late is not None
    Entry.objects.create(pk=late.pk + 50, verb="thing.done", kind="x", about="1")
    sealing.seal()
    Entry.objects.create(pk=late.pk + 10, verb="thing.done", kind="x", about="2")
    sealing.seal()
    ends = list(Entry.objects.order_by("-seal_number").values_list("about", flat=True)[:2])
    assert ends == ["2", "1"] and _found() == []


def test_sealing_goes_on_where_it_was_cut_off(
    sealed: list[Entry], ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "BATCH", 3)
    for _turn in range(7):
        record("thing.done", ada, actor=BESIDE)
    assert sealing.seal() == 7 and _found() == []


def test_a_missing_entry_shows(sealed: list[Entry], by_hand: Unguarded) -> None:
    gone = sealed[3]
    by_hand(f"DELETE FROM audit_entry WHERE id IN ({gone.pk}, {sealed[4].pk})")
    assert _found() == [("missing", gone.seal_number, (gone.seal_number or 0) + 1)]
    assert not checking.guarded()


@pytest.mark.parametrize(
    "change", ["actor = 99", "verb = 'thing.undone'", "about = 'nobody'", "kind = 'x'", "detail = '{\"word\": 1}'"]
)
def test_a_changed_entry_shows(sealed: list[Entry], by_hand: Unguarded, change: str) -> None:
    by_hand(f"UPDATE audit_entry SET {change} WHERE id = {sealed[3].pk}")
    assert _found() == [("changed", sealed[3].seal_number, sealed[3].seal_number)]


def test_a_changed_time_shows(sealed: list[Entry], by_hand: Unguarded) -> None:
    by_hand("SELECT 1")
    Entry.objects.filter(pk=sealed[3].pk).update(at=F("at") - timedelta(days=3))
    assert _found() == [("changed", sealed[3].seal_number, sealed[3].seal_number)]


def test_a_chain_computed_again_without_the_key_shows(sealed: list[Entry], by_hand: Unguarded) -> None:
    by_hand(f"UPDATE audit_entry SET actor = 99 WHERE id = {sealed[3].pk}")
    previous = sealed[2].seal
    for entry in Entry.objects.filter(seal_number__gte=sealed[3].seal_number).order_by("seal_number"):
        previous = chain.seal_of(previous, chain.as_facts(entry))
        Entry.objects.filter(pk=entry.pk).update(seal=previous)
    Chain.objects.update(seal=previous)
    places = {one.first for one in checking.look_through().faults if one.what == "unmarked"}
    assert {one.seal_number for one in sealed[3:]} <= places
    assert ("end", sealed[-1].seal_number, sealed[-1].seal_number) in _found()


def test_entries_put_in_between_or_beyond_the_end_show(sealed: list[Entry], by_hand: Unguarded) -> None:
    by_hand("SELECT 1")
    last = sealed[-1].seal_number or 0
    Entry.objects.create(
        verb="thing.done", kind="x", about="1", seal_number=last + 1, seal="0" * 64, mark="0" * 64, sealed_at=now()
    )
    assert ("end", last + 1, last + 1) in _found()


def test_a_tail_cut_off_shows_even_with_the_end_set_back(sealed: list[Entry], by_hand: Unguarded) -> None:
    by_hand(f"DELETE FROM audit_entry WHERE id = {sealed[-1].pk}")
    assert ("missing", sealed[-1].seal_number, sealed[-1].seal_number) in _found()
    Chain.objects.update(number=sealed[-2].seal_number, seal=sealed[-2].seal)
    assert ("end", sealed[-2].seal_number, sealed[-2].seal_number) in _found()


def test_an_older_copy_of_everything_shows_against_an_end_kept_elsewhere(sealed: list[Entry], ada: Person) -> None:
    before = Chain.objects.get()
    record("thing.done", ada, actor=BESIDE)
    sealing.seal()
    end = Chain.objects.get()
    assert checking.look_through((before.number, before.seal)).faults == []
    assert checking.look_through((end.number, end.seal)).faults == []
    assert [one.what for one in checking.look_through((end.number, "0" * 64)).faults] == ["elsewhere"]
    assert [one.what for one in checking.look_through((end.number + 1, end.seal)).faults] == ["elsewhere"]


@pytest.mark.parametrize("sealed_before", [True, False])
def test_the_database_itself_refuses_changes(sealed: list[Entry], ada: Person, sealed_before: bool) -> None:
    entry = sealed[0] if sealed_before else record("thing.done", ada, actor=BESIDE)
    rows = Entry.objects.filter(pk=entry.pk)
    assert checking.guarded()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(verb="thing.undone")
    if sealed_before:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(seal_number=None)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    assert rows.get().verb == "thing.done"


def test_a_look_goes_on_in_slices_and_keeps_what_it_found(
    sealed: list[Entry], by_hand: Unguarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_SLICE", 3)
    by_hand(f"DELETE FROM audit_entry WHERE id = {sealed[1].pk}")
    for _turn in range(20):
        checking.look_on()
    standing = checking.standing()
    assert standing.whole_number == standing.number and standing.whole_at is not None
    assert [(one.what, one.first) for one in standing.faults] == [("missing", sealed[1].seal_number)]
    before = standing.whole_at
    checking.look_on()
    assert checking.standing().whole_at == before


def test_what_is_sealed_during_a_look_is_no_fault(
    sealed: list[Entry], ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries_after = checking._entries_after

    def slowly(number: int, upto: int) -> Iterator[Entry]:
        yield from entries_after(number, upto)
        record("thing.done", ada, actor=BESIDE)
        sealing.seal()

    monkeypatch.setattr(checking, "_entries_after", slowly)
    assert checking.look_through().faults == []
    checking.look_again()
    assert checking.standing().faults == [] and checking.standing().whole_at is not None


def test_an_export_can_be_computed_again_without_beside(sealed: list[Entry]) -> None:
    previous = "0" * 64
    for number, line in enumerate(exporting.lines(), start=1):
        given = json.loads(line)
        seal = given.pop("seal")
        given.pop("mark")
        text = json.dumps(given, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert given["number"] == number
        previous = hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
        assert previous == seal
    assert previous == Chain.objects.get().seal
