"""Plain statements in one transaction: all or none, the same alone, inside of another and on every database."""

import pytest
from django.db import Error as DatabaseError
from django.db import IntegrityError, connection, transaction

from beside.core import straight
from beside.core.straight import Ask
from beside.foundation.jobs.models import JobRun

pytestmark = pytest.mark.django_db(transaction=True)
INSERT = "INSERT INTO jobs_jobrun (name, last_error) VALUES (%s, '')"


def _names() -> list[str]:
    return sorted(JobRun.objects.values_list("name", flat=True))


def _two(ask: Ask) -> int:
    ask(INSERT, ["one"])
    assert ask("SELECT name FROM jobs_jobrun WHERE name = %s", ["one"]) == [("one",)]
    return len(ask(INSERT, ["two"]))


@pytest.mark.parametrize("within", [False, True])
def test_what_is_done_stays_and_the_answer_comes_back(within: bool) -> None:
    if within:
        with transaction.atomic():
            assert straight.transaction(_two) == 0
    else:
        assert straight.transaction(_two) == 0
    assert _names() == ["one", "two"] and not connection.in_atomic_block


@pytest.mark.parametrize("mistake", [LookupError, KeyboardInterrupt])
def test_of_what_breaks_nothing_stays(mistake: type[BaseException]) -> None:
    def breaks(ask: Ask) -> None:
        _two(ask)
        raise mistake

    with pytest.raises(mistake):
        straight.transaction(breaks)
    assert _names() == []
    assert straight.transaction(_two) == 0


def test_mistakes_of_the_database_are_djangos() -> None:
    with pytest.raises(IntegrityError):
        straight.transaction(lambda ask: [ask(INSERT, ["same"]), ask(INSERT, ["same"])])
    with pytest.raises(DatabaseError):
        straight.transaction(lambda ask: ask("SELECT nothing FROM nowhere", []))
    assert _names() == []


def test_the_orm_may_read_meanwhile_and_sees_what_was_written() -> None:
    def reads(ask: Ask) -> list[str]:
        ask(INSERT, ["seen"])
        return _names()

    assert straight.transaction(reads) == ["seen"]
