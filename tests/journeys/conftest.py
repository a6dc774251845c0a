"""What journeys share: one Chromium and one running service for each worker, and browsers for those who come."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.hands import Hands, NoScript
from tests.journeys.letters import Letters
from tests.journeys.visitor import Visitor
from tests.running import Running

Visitors = Callable[..., Visitor]
# Journeys about what a browser does and how pages look, which no database changes: on SQLite alone, for time's sake.
_ON_ONE = frozenset({
    "test_checkins", "test_community", "test_deciding", "test_drafts", "test_groups", "test_help", "test_hints",
    "test_leaving", "test_offline", "test_on_call", "test_pages", "test_planning", "test_recovery", "test_signing_in",
    "test_toolkit", "test_voice", "test_weight",
    "test_main_path::test_by_keyboard_alone", "test_main_path::test_with_script_off",
})  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave those out where the tests run on PostgreSQL and Redis."""
    if not os.environ.get("BESIDE_TEST_SERVICES"):
        return
    here = Path(__file__).parent
    ours = [item for item in items if item.path.parent == here]
    once = [item for item in ours if _ON_ONE & {item.path.stem, f"{item.path.stem}::{item.name}"}]
    if once:
        items[:] = [item for item in items if item not in once]
        config.hook.pytest_deselected(items=once)


@pytest.fixture(scope="session")
def letters() -> Iterator[Letters]:
    """Where the service's letters go."""
    kept = Letters()
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def running(letters: Letters) -> Iterator[Running]:
    """A service with the cast in it, for this worker. Tests leave each other alone by having people of their own."""
    with Running(with_cast=True, **letters.settings) as started:
        yield started


@pytest.fixture
def service(running: Running) -> Running:
    """The service, awake: a test that ended it may have failed before starting it again."""
    if not running.awake:
        running.restart()
    return running


@pytest.fixture
def visitors(chromium: Browser, service: Running) -> Iterator[Visitors]:
    """Opens browsers: ``visitors("ada", width=390)`` is signed in, ``visitors()`` is a stranger.

    At the end no request may have left for another host, and no page may have broken.
    """
    opened: list[Visitor] = []

    def come(who: str = "", *, hands: type[Hands] = Hands, width: int = 1280, **more: Any) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 860},
            java_script_enabled=hands is not NoScript,
            reduced_motion="reduce",
            **{"service_workers": "block", **more},
        )
        context.set_default_timeout(15_000)
        if who:
            given = service.world.ask("cookie", who=who)
            context.add_cookies([{"name": given["name"], "value": given["value"], "url": service.url}])
        page = context.new_page()
        visitor = Visitor(context, page, service.url, hands(page))
        visitor.watch()
        opened.append(visitor)
        return visitor

    yield come
    for visitor in opened:
        visitor.close()
    assert not [asked for visitor in opened for asked in visitor.strangers]
    assert not [problem for visitor in opened for problem in visitor.broken]
