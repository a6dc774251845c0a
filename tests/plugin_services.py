"""Lets the same tests run on PostgreSQL and Redis: ``BESIDE_TEST_SERVICES=postgresql,redis``.

They are started before Django reads its settings, once for all workers. A missing one is a failure, never a skip: tests
that quietly ran on SQLite instead would prove nothing.
"""

import os
from contextlib import ExitStack

import pytest

_open = ExitStack()


def _start() -> None:
    wanted = {name.strip() for name in os.environ.get("BESIDE_TEST_SERVICES", "").split(",") if name.strip()}
    unknown = wanted - {"postgresql", "redis"}
    if unknown:
        raise pytest.UsageError(f"BESIDE_TEST_SERVICES knows postgresql and redis, not {', '.join(sorted(unknown))}")
    if not wanted:
        return
    from tests.services import Missing, Postgres, Redis

    try:
        if "postgresql" in wanted and not os.environ.get("DATABASE_URL"):
            postgres = Postgres().start()
            _open.callback(postgres.stop)
            os.environ["DATABASE_URL"] = postgres.make_database("beside")
        if "redis" in wanted and not os.environ.get("REDIS_URL"):
            redis = Redis().start()
            _open.callback(redis.stop)
            os.environ["REDIS_URL"] = redis.url
    except Missing as missing:
        _open.close()
        raise pytest.UsageError(str(missing)) from None

    # Workers share one Redis; each empties only its own part of it between tests.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
    if worker and "redis" in wanted:
        os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{int(worker) % 15 + 1}"


# Early: pytest-django reads the settings, and with them these addresses, while options are still being parsed.
_start()


def pytest_unconfigure() -> None:
    """End what was started here; workers of xdist inherit the addresses and start nothing."""
    _open.close()
