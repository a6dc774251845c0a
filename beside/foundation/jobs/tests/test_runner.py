"""Running the timetable: due or not, won once, and no job holds up another."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from beside.core.clock import now
from beside.foundation.jobs import registry, runner
from beside.foundation.jobs.models import JobRun

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A timetable of its own, with one job that notes when it ran."""
    monkeypatch.setattr(registry, "_jobs", {})
    ran: list[str] = []
    registry.register("first", 10, lambda: ran.append("first"))
    with time_machine.travel(NOON, tick=False):
        yield ran


def test_a_job_runs_when_it_is_due_and_not_before(done: list[str]) -> None:
    assert runner.run_due() == ["first"]
    assert runner.run_due() == []
    with time_machine.travel(NOON + timedelta(seconds=10), tick=False):
        assert runner.run_due() == ["first"]
    assert done == ["first", "first"]
    row = JobRun.objects.get()
    assert row.taken_until is None and row.last_finished_at == NOON + timedelta(seconds=10)


def test_a_job_another_process_runs_is_left_to_it_until_that_process_is_given_up(done: list[str]) -> None:
    JobRun.objects.create(
        name="first", last_started_at=NOON - timedelta(hours=1), taken_until=NOON + timedelta(minutes=1)
    )
    assert runner.run_due() == [] and done == []
    with time_machine.travel(NOON + timedelta(minutes=2), tick=False):
        assert runner.run_due() == ["first"]


def test_only_one_of_two_wins_a_run(done: list[str]) -> None:
    job = registry.jobs()[0]
    assert [runner._take(job, now()), runner._take(job, now())] == [True, False]


def test_a_job_that_breaks_holds_up_no_other_and_is_noted(done: list[str]) -> None:
    def breaks() -> None:
        raise LookupError("words of a member")

    registry.register("second", 10, breaks)
    registry.register("third", 10, lambda: done.append("third"))
    with pytest.raises(LookupError):
        runner.run_due()
    assert done == ["first", "third"]
    row = JobRun.objects.get(name="second")
    assert row.last_error == "LookupError" and row.taken_until is None


@pytest.mark.parametrize("every", [0, -1])
def test_a_job_needs_a_name_of_its_own_and_a_time(done: list[str], every: float) -> None:
    with pytest.raises(ValueError, match="twice"):
        registry.register("first", 10, lambda: None)
    with pytest.raises(ValueError, match="cannot run"):
        registry.register("other", every, lambda: None)
