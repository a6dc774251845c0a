"""A room of twelve with two hundred things happening at once: in the end every screen shows the same."""

import http.client
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlencode, urlsplit

import pytest

from tests.running import Running
from tests.service.lines import Line

NAMES = (
    "Amber", "Birch", "Cedar", "Dune", "Ember", "Fjord", "Glade", "Harbour", "Isle", "Juniperus", "Knoll", "Lagoon",
)  # fmt: skip
ACTS = 200
_TOKEN = "a" * 32


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """A service of its own."""
    with Running() as started:
        started.world.ask("make")
        for name in NAMES:
            started.world.ask("newcomer", pseudonym=name)
        yield started


def _post(running: Running, path: str, cookie: str, **given: str) -> int:
    line = http.client.HTTPConnection(urlsplit(running.url).netloc, timeout=30)
    headers = {
        "Cookie": f"{cookie}; beside-csrf={_TOKEN}",
        "X-CSRFToken": _TOKEN,
        "Origin": running.url,
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    line.request("POST", path, body=urlencode(given), headers=headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status


def _acts() -> list[tuple[int, str, dict[str, str]]]:
    """Who does what: mostly what members do, some of it not theirs to do or too late; always the same."""
    chance = random.Random(12)
    moves = ["raise", "lower", "hand_over", "pass", "later", "leave", "enter", "nod"]
    leads = ["round", "end_round", "skip", "shut", "open", "extend"]
    found: list[tuple[int, str, dict[str, str]]] = []
    for _ in range(ACTS):
        who = chance.randrange(len(NAMES))
        kind = chance.choice(leads if who < 2 and chance.random() < 0.5 else moves)
        found.append((who, kind, {"which": "hear", "minutes": "1"}))
    return found


def test_every_screen_shows_the_same_in_the_end(running: Running) -> None:
    ref = running.world.ask("group", name="Twelve", lead=NAMES[0], people=[*NAMES[2:]], size=12)
    running.world.ask("lead_too", group_ref=ref, who=NAMES[1])
    session = running.world.ask("begin_session", group_ref=ref)
    path = f"/groups/{ref}/room/{session}/do"
    cookies = []
    for name in NAMES:
        given = running.world.ask("cookie", who=name)
        cookies.append(f"{given['name']}={given['value']}")
    for cookie in cookies:
        assert _post(running, path, cookie, kind="enter") == 200
    with ExitStack() as opened:
        lines = [opened.enter_context(Line(running, cookie)) for cookie in cookies]  # type: ignore[arg-type]
        for line in lines:
            assert line.ask("follow_room", session=session)["version"] == len(NAMES)
        with ThreadPoolExecutor(6) as pool:
            done = list(pool.map(lambda act: _post(running, path, cookies[act[0]], kind=act[1], **act[2]), _acts()))
        assert set(done) <= {200, 422}
        happened = done.count(200)
        assert happened >= ACTS // 4
        last = len(NAMES) + happened
        pictures = []
        for line in lines:
            heard = {}
            while last not in heard:
                event = line.hear("room")
                heard[event["version"]] = event["scene"]
            pictures.append(heard[last])
        assert len(set(pictures)) == 1
        rows = running.world.ask("room_versions", session_ref=session)
        assert rows == list(range(1, last + 1))
