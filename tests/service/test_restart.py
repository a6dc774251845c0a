"""A power cut in the middle of a sentence loses nothing that was acknowledged, and doubles nothing."""

import contextlib
import itertools
import threading

import pytest
from websockets.exceptions import ConnectionClosed

from beside.interfaces.cli.replay.server import Server
from tests.service.lines import Line
from tests.services import House

pytestmark = pytest.mark.service
_ROUNDS, _AT_LEAST = 3, 15


def test_kill_during_sending(own_home: House) -> None:
    """Three power cuts; whoever heard no answer sends the same again."""
    talk, cookie = own_home.cast["talk"], own_home.cast["ada"]["cookie"]
    server = own_home.serve(BESIDE_MESSAGE_LIMIT="100000")
    acknowledged: dict[str, int] = {}
    numbers = itertools.count()
    for _ in range(_ROUNDS):
        unsure = _send_until_killed(server, talk, cookie, acknowledged, numbers)
        server.start()
        with Line(server, cookie) as line:
            for name in unsure:
                answer = line.ask("send", talk=talk, client_id=name, text=f"Words of {name}.")
                assert answer["ok"]
                acknowledged[name] = answer["number"]
    status, body = own_home.get(server, f"/api/v1/talks/{talk}/messages?after=0&limit=200", "ben")
    kept = body["messages"]
    while body["later"]:
        path = f"/api/v1/talks/{talk}/messages?after={kept[-1]['number']}&limit=200"
        status, body = own_home.get(server, path, "ben")
        kept += body["messages"]
    assert status == 200
    assert [message["number"] for message in kept] == list(range(1, len(kept) + 1))
    assert {message["client_id"]: message["number"] for message in kept} == acknowledged
    assert all(message["text"] == f"Words of {message['client_id']}." for message in kept)


def _send_until_killed(
    server: Server, talk: str, cookie: str, acknowledged: dict[str, int], numbers: "itertools.count[int]"
) -> list[str]:
    """Names of messages that were sent and not answered."""
    enough = threading.Event()

    def kill() -> None:
        enough.wait(30)
        server.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    answered, unsure = 0, []
    with contextlib.suppress(ConnectionClosed, OSError), Line(server, cookie) as line:
        while True:
            name = f"word-{next(numbers):06}"
            unsure.append(name)
            answer = line.ask("send", talk=talk, client_id=name, text=f"Words of {name}.")
            assert answer["ok"]
            acknowledged[unsure.pop()] = answer["number"]
            answered += 1
            if answered == _AT_LEAST:
                enough.set()
    enough.set()
    killer.join()
    assert answered >= _AT_LEAST
    return unsure
