"""Services that run for these tests."""

import os
from collections.abc import Iterator

import pytest

from tests.services import House, Missing, Postgres, Redis, house


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What starts a PostgreSQL or a Redis of its own runs where those are brought: in ``make test-postgres``."""
    if os.environ.get("BESIDE_TEST_SERVICES"):
        return
    theirs = [item for item in items if {"postgres", "redis"} & set(getattr(item, "fixturenames", ()))]
    if theirs:
        items[:] = [item for item in items if item not in theirs]
        config.hook.pytest_deselected(items=theirs)


@pytest.fixture(scope="module")
def home() -> Iterator[House]:
    """The cast, and one process that serves them, shared by a file's tests."""
    with house() as made:
        made.serve()
        yield made


@pytest.fixture
def own_home() -> Iterator[House]:
    """The cast in a house that a test may break; nothing serves it yet."""
    with house() as made:
        yield made


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of its own."""
    try:
        made = Postgres().start()
    except Missing as missing:
        _without(missing)
    yield made
    made.stop()


@pytest.fixture
def redis() -> Iterator[Redis]:
    """A Redis of its own."""
    try:
        made = Redis().start()
    except Missing as missing:
        _without(missing)
    yield made
    made.stop()


def _without(missing: Missing) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(str(missing))
    pytest.skip(str(missing))
