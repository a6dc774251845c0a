"""Running what is due. Several processes may do this at once: each run of a job is won by one of them."""

from contextlib import ExitStack
from datetime import datetime, timedelta
from types import TracebackType
from typing import Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from django.db import close_old_connections
from django.db.models import Q

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.foundation.jobs import registry
from beside.foundation.jobs.models import JobRun
from beside.foundation.jobs.registry import Job

LOOK_EVERY_SECONDS: Final = 2
# A process that dies in the middle of a job holds it for no longer than this.
HELD_AT_MOST: Final = timedelta(minutes=1)
_running: list[BackgroundScheduler] = []
# Of each job: when it last began, and until when a process has it. A few dozen rows.
_KNOWN = Prepared(lambda: JobRun.objects.values_list("name", "last_started_at", "taken_until"), 0)


def start() -> None:
    """Begin to run what is due, in a thread of this process. Doing it again changes nothing."""
    if _running:
        return
    # One thread, which keeps its connection to the database: opening one costs more than looking.
    scheduler = BackgroundScheduler(timezone="UTC", executors={"default": ThreadPoolExecutor(1)})
    scheduler.add_job(_look, "interval", seconds=LOOK_EVERY_SECONDS, max_instances=1, coalesce=True)
    scheduler.start()
    _running.append(scheduler)


def stop() -> None:
    """End it, after the job that is running has finished."""
    while _running:
        _running.pop().shutdown(wait=True)


def run_due() -> list[str]:
    """Run every job that is due and that no other process has; their names, in order.

    A job that breaks keeps none of the others from running: the first mistake is raised after all have had their
    turn, and the scheduler writes it down.
    """
    moment = now()
    known = {name: (began, taken) for name, began, taken in _KNOWN.read()}
    seem_due = [job for job in registry.jobs() if _ready(*known.get(job.name, (None, None)), job, moment)]
    won = [job for job in seem_due if _take(job, moment, known=job.name in known)]
    with ExitStack() as turns:
        for job in reversed(won):
            turns.callback(_run, job)
    return [job.name for job in won]


def _look() -> None:
    close_old_connections()
    run_due()


def _ready(began: datetime | None, taken_until: datetime | None, job: Job, moment: datetime) -> bool:
    """By one read of all: most looks find nothing, and must cost next to nothing."""
    due = began is None or began <= moment - job.every
    return due and (taken_until is None or taken_until <= moment)


def _take(job: Job, moment: datetime, *, known: bool = False) -> bool:
    """Win this run by compare-and-swap; False where it is not due or another process has it."""
    if not known:
        JobRun.objects.get_or_create(name=job.name)
    due = Q(last_started_at=None) | Q(last_started_at__lte=moment - job.every)
    free = Q(taken_until=None) | Q(taken_until__lte=moment)
    held = JobRun.objects.filter(due, free, name=job.name)
    return bool(held.update(last_started_at=moment, taken_until=moment + HELD_AT_MOST))


def _run(job: Job) -> None:
    with _Turn(job):
        job.run()


class _Turn:
    """Notes how a run ended and gives the job back, whatever happened; a mistake goes on its way."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __enter__(self) -> None:
        """Nothing to prepare: the run was won already."""

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        said = kind.__name__ if kind else ""
        held = JobRun.objects.filter(name=self.job.name)
        held.update(last_finished_at=now(), taken_until=None, last_error=said)
