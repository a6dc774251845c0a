"""Several processes on PostgreSQL and Redis serve one organisation."""

import threading
from collections.abc import Iterator

import pytest
from redis import Redis as RedisClient

from tests.service.lines import Line, sign_out
from tests.services import House, Postgres, Redis, house

pytestmark = [pytest.mark.service, pytest.mark.xdist_group("service-processes")]


@pytest.fixture
def two(postgres: Postgres, redis: Redis, request: pytest.FixtureRequest) -> Iterator[House]:
    """A house on both stores, served by two processes."""
    name = f"t{abs(hash(request.node.name)) % 10**9}"
    with house({"DATABASE_URL": postgres.make_migrated(name), "REDIS_URL": redis.url}) as made:
        made.serve()
        made.serve()
        yield made


def test_lines_in_two_processes_meet(two: House, redis: Redis) -> None:
    """Messages, typing and read marks reach the other process; numbers stay one row; nonsense between does no harm."""
    talk = two.cast["talk"]
    with RedisClient.from_url(redis.url) as stranger:
        for nonsense in (b"", b"x", b"x\n{", b'x\n[]\n7\n{"topic": 1}', b'["x", ["y"]]', b"\xff\n\xff"):
            assert stranger.publish("beside:live", nonsense) == 2
    with Line(two.servers[0], two.cast["ada"]["cookie"]) as ada, Line(two.servers[1], two.cast["ben"]["cookie"]) as ben:
        assert ada.ask("follow", talk=talk, since=0)["ok"] and ben.ask("follow", talk=talk, since=0)["ok"]
        assert ada.ask("typing", talk=talk)["ok"]
        assert ben.hear("typing")["person"] == two.cast["ada"]["ref"]
        for number in range(1, 21):
            writer, reader = (ada, ben) if number % 2 else (ben, ada)
            sent = writer.ask("send", talk=talk, client_id=f"across-{number:04}", text=f"Number {number}.")
            assert sent["number"] == number
            assert reader.hear("message")["text"] == f"Number {number}."
        assert ben.ask("read", talk=talk, number=20)["ok"]
        assert ada.hear("read")["number"] == 20


def test_a_session_ended_in_one_process_ends_in_the_other(two: House) -> None:
    """Signing out reaches every line."""
    cookie = two.cast["ada"]["cookie"]
    with Line(two.servers[1], cookie) as ada:
        assert ada.ask("follow", talk=two.cast["talk"], since=0)["ok"]
        assert sign_out(two.servers[0].port, cookie) in (200, 302)
        assert ada.closed_with() == 4401


def test_a_lost_redis_loses_no_message(two: House, redis: Redis) -> None:
    """While it is away messages are kept; when it is back, pages are told to catch up and find them."""
    talk = two.cast["talk"]
    with Line(two.servers[0], two.cast["ada"]["cookie"]) as ada, Line(two.servers[1], two.cast["ben"]["cookie"]) as ben:
        assert ben.ask("follow", talk=talk, since=0)["ok"]
        redis.kill()
        for number in range(1, 6):
            sent = ada.ask("send", talk=talk, client_id=f"without-{number:04}", text=f"Number {number}.")
            assert sent["number"] == number
        redis.start()
        ben.hear("catch_up")
        caught = ben.ask("follow", talk=talk, since=0)
        assert [message["number"] for message in caught["messages"]] == [1, 2, 3, 4, 5]
        # And from here on they meet again; the way back may take a moment longer in one process than in the other.
        for number in range(6, 20):
            assert ada.ask("send", talk=talk, client_id=f"after-{number:04}", text=f"Number {number}.")["ok"]
            threading.Event().wait(0.5)
            if any(event.get("on") in ("message", "catch_up") for event in _heard(ben)):
                return
        pytest.fail("the two processes never heard each other again")


def test_a_database_that_comes_back_takes_messages_again(two: House, postgres: Postgres) -> None:
    """While it is away the writer hears so at once and may try again; what was acknowledged is there once."""
    talk = two.cast["talk"]
    with Line(two.servers[0], two.cast["ada"]["cookie"]) as ada, Line(two.servers[1], two.cast["ben"]["cookie"]) as ben:
        assert ben.ask("follow", talk=talk, since=0)["ok"]
        for number in range(1, 8):  # often enough that the statement is a prepared one
            assert ada.ask("send", talk=talk, client_id=f"before-{number:04}", text="Before.")["number"] == number
        postgres.kill()
        refused = [ada.ask("send", talk=talk, client_id="during-0001", text="During.") for _ in range(3)]
        assert [answer["error"] for answer in refused] == ["try_again"] * 3
        postgres.serve()
        # A connection is looked after once a second: the first try may still meet the one that was cut.
        answers = [ada.ask("send", talk=talk, client_id="during-0001", text="During.")]
        while not answers[-1]["ok"] and len(answers) < 30:
            assert answers[-1]["error"] == "try_again"
            threading.Event().wait(0.1)
            answers.append(ada.ask("send", talk=talk, client_id="during-0001", text="During."))
        assert answers[-1]["number"] == 8
        assert ada.ask("send", talk=talk, client_id="during-0001", text="During.")["number"] == 8
        while ben.hear("message")["number"] < 8:
            pass
        caught = ben.ask("follow", talk=talk, since=0)
        assert [message["number"] for message in caught["messages"]] == [1, 2, 3, 4, 5, 6, 7, 8]


def _heard(line: Line) -> list[dict[str, object]]:
    line.ask("typing", talk="")
    return line.events


def test_one_process_dies_and_the_other_goes_on(two: House) -> None:
    """What was acknowledged by the dead one is there; the same client id is kept once."""
    talk, cookie = two.cast["talk"], two.cast["ada"]["cookie"]
    with Line(two.servers[0], cookie) as ada:
        assert ada.ask("send", talk=talk, client_id="before-0001", text="Before.")["number"] == 1
    two.servers[0].kill()
    with Line(two.servers[1], cookie) as ada:
        assert ada.ask("send", talk=talk, client_id="before-0001", text="Before.")["number"] == 1
        assert ada.ask("send", talk=talk, client_id="after-0001", text="After.")["number"] == 2
