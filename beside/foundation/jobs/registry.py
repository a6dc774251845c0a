"""The jobs that run on a timetable. Each app registers its own from ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Job:
    """Something done again and again. ``run`` may be cut off anywhere and begun anew: it must be safe to repeat."""

    name: str
    every: timedelta
    run: Run


_jobs: dict[str, Job] = {}


def register(name: str, every_seconds: float, run: Run) -> None:
    """Run ``run`` about every so many seconds, in one process at a time.

    Raises ``ValueError`` for a name that is there already, or a time that is not above zero.
    """
    if name in _jobs:
        raise ValueError(f"the job {name} is registered twice")
    if every_seconds <= 0:
        raise ValueError(f"{name} cannot run every {every_seconds!r} seconds")
    _jobs[name] = Job(name, timedelta(seconds=every_seconds), run)


def jobs() -> list[Job]:
    """Every registered job, in the order of start-up."""
    return list(_jobs.values())
