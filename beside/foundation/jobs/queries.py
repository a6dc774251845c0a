"""How the timetable fares."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from beside.foundation.jobs import registry
from beside.foundation.jobs.models import JobRun


@dataclass(frozen=True, slots=True)
class Line:
    """One job: how often, when it last began and ended, and the kind of mistake it ended with, if any."""

    name: str
    every: timedelta
    last_started_at: datetime | None
    last_finished_at: datetime | None
    last_error: str


def timetable() -> Iterator[Line]:
    """Every job on the timetable of this process, in its order."""
    runs = {run.name: run for run in JobRun.objects.all()}
    for job in registry.jobs():
        run = runs.get(job.name)
        if run is None:
            yield Line(job.name, job.every, None, None, "")
        else:
            yield Line(job.name, job.every, run.last_started_at, run.last_finished_at, run.last_error)
