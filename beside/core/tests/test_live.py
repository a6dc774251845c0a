"""The live connection, against a stand-in for the server."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from beside.core.tests.frames import ORIGIN, Served, show

pytestmark = pytest.mark.browser
Opened = Callable[..., tuple[Page, Served]]
LIVE = "const live = await import('/static/core/live.js');"


class Server:
    """Answers as the server would; ``lines`` are the connections made so far."""

    def __init__(self, page: Page, close: int | None = None) -> None:
        self.lines: list[WebSocketRoute] = []
        self.heard: list[dict[str, object]] = []
        self.close = close
        page.route_web_socket("**/live", self._open)

    def _open(self, line: WebSocketRoute) -> None:
        self.lines.append(line)
        if self.close:
            line.close(code=self.close)
        line.on_message(lambda text: self._answer(line, json.loads(text)))

    def _answer(self, line: WebSocketRoute, frame: dict[str, object]) -> None:
        self.heard.append(frame)
        if frame["do"] == "too_fast":
            line.send(json.dumps({"re": frame["id"], "ok": False, "error": "slow", "words": "Wait", "retry_after": 3}))
        elif frame["do"] == "drop":
            line.close(code=1012)
        else:
            line.send(json.dumps({"re": frame["id"], "ok": True, "number": 7}))
            line.send(json.dumps({"on": "message", "text": "hello"}))


def start(opened: Opened, close: int | None = None) -> tuple[Page, Server]:
    """A page with a live connection."""
    page, _ = opened({"/": show("core/narrow.html", socket=True)})
    server = Server(page, close)
    page.goto(ORIGIN + "/")
    return page, server


def test_an_answer_comes_to_who_asked_and_an_event_to_who_listens(opened: Opened) -> None:
    page, server = start(opened)
    got = page.evaluate(
        f"async () => {{ {LIVE} const seen = new Promise((done) => live.subscribe('message', done));"
        " const answer = await live.send({do: 'say', text: 'x'});"
        " return [answer.number, (await seen).text]; }"
    )
    assert got == [7, "hello"]
    assert server.heard[0]["do"] == "say"
    assert len(server.lines) == 1


def test_a_refusal_carries_the_reason_in_words(opened: Opened) -> None:
    page, _ = start(opened)
    got = page.evaluate(
        f"async () => {{ {LIVE} return live.send({{do: 'too_fast'}})"
        ".catch((error) => [error.code, error.words, error.retryAfter]); }"
    )
    assert got == ["slow", "Wait", 3]


def test_a_lost_line_is_taken_up_again_and_says_what_may_not_have_arrived(opened: Opened) -> None:
    page, server = start(opened)
    got = page.evaluate(
        f"async () => {{ {LIVE} const code = await live.send({{do: 'drop'}}).catch((error) => error.code);"
        " const answer = await live.send({do: 'say'}); return [code, answer.ok]; }"
    )
    assert got == ["interrupted", True]
    assert len(server.lines) == 2
    expect(page.locator('[data-when="connecting"]')).to_be_hidden()


def test_signed_out_is_said_and_what_was_written_stays(opened: Opened) -> None:
    page, server = start(opened, close=4401)
    line = page.locator('[data-when="signed-out"]')
    expect(line).to_be_visible()
    expect(line.get_by_role("link")).to_have_attribute("href", "/accounts/login/?next=%2F")
    assert page.url == ORIGIN + "/"
    code = page.evaluate(f"async () => {{ {LIVE} return live.send({{do: 'say'}}).catch((error) => error.code); }}")
    assert code == "signed-out"
    assert len(server.lines) == 1


def test_too_many_windows_is_said_and_not_tried_again(opened: Opened) -> None:
    page, server = start(opened, close=4429)
    expect(page.locator('[data-when="too-many"]')).to_be_visible()
    page.evaluate("dispatchEvent(new Event('online'))")
    assert len(server.lines) == 1


def test_offline_is_said_and_the_line_comes_back_with_the_connection(opened: Opened) -> None:
    page, server = start(opened)
    page.wait_for_function("() => globalThis[Symbol.for('live-connection')].state === 'open'")
    page.context.set_offline(True)
    expect(page.locator('[data-when="offline"]')).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator('[data-when="offline"]')).to_be_hidden()
    assert len(server.lines) == 2


def test_without_a_line_nothing_is_opened(opened: Opened) -> None:
    page, _ = opened({"/": show("core/narrow.html", socket=False)})
    server = Server(page)
    page.goto(ORIGIN + "/")
    assert server.lines == []
    assert server.heard == []
