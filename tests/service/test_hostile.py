"""What comes to the live line from the outside, meant badly or not: a clear no, and nobody else notices."""

import contextlib
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.service.lines import Line, sign_out
from tests.services import House

pytestmark = [pytest.mark.service, pytest.mark.xdist_group("service-hostile")]


def _line(home: House, who: str) -> Line:
    return Line(home.servers[0], home.cast[who]["cookie"])


def _serves(home: House) -> bool:
    """Ben can still follow and write."""
    with _line(home, "ben") as ben:
        return bool(ben.ask("follow", talk=home.cast["talk"], since=0)["ok"])


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
def test_a_page_of_another_site_is_not_let_in(home: House, origin: str | None) -> None:
    """The cookie alone opens nothing."""
    with pytest.raises(InvalidStatus) as refused, Line(home.servers[0], home.cast["ada"]["cookie"], origin):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    "cookie", ["", "beside=", "beside=abcdefghijklmnopqrstuvwxyz012345", "beside=../../etc", ";;="]
)
def test_a_session_that_is_not_good_is_told_so(home: House, cookie: str) -> None:
    """4401 tells the page to go and sign in."""
    with Line(home.servers[0], cookie) as line:
        assert line.closed_with() == 4401


def test_signing_out_closes_the_line(own_home: House) -> None:
    """Signing out in one window ends what another window of the same session hears."""
    server = own_home.serve()
    with Line(server, own_home.cast["ada"]["cookie"]) as ada:
        assert ada.ask("follow", talk=own_home.cast["talk"], since=0)["ok"]
        assert sign_out(server.port, own_home.cast["ada"]["cookie"]) in (200, 302)
        assert ada.closed_with() == 4401
    with Line(server, own_home.cast["ada"]["cookie"]) as again:
        assert again.closed_with() == 4401


def test_a_hundred_lines_of_one_person_leave_room_for_others(home: House) -> None:
    """Beyond the limit each is told why (4429); others are served."""
    held = [_line(home, "cy") for _ in range(100)]
    try:
        codes = [line.closed_with() for line in held[12:]]
        assert set(codes) == {4429}
        assert all(not line.ask("follow", talk="nowhere", since=0)["ok"] for line in held[:12])
        assert _serves(home)
    finally:
        for line in held:
            line.close()


def test_a_frame_of_ten_megabytes_is_not_read(home: House) -> None:
    """1009 for its sender; the others' lines stay."""
    talk = home.cast["talk"]
    with _line(home, "ben") as ben, _line(home, "ada") as ada:
        assert ben.ask("follow", talk=talk, since=0)["ok"]
        # Its head alone: whoever sends the whole may find the way shut before the answer can be read.
        ada.socket.socket.sendall(b"\x81\xff" + (10_000_000).to_bytes(8, "big") + b"\0\0\0\0" + b"x" * 1_000)
        assert ada.closed_with() == 1009
        with _line(home, "ada") as again, contextlib.suppress(ConnectionClosed):
            again.socket.send("x" * 10_000_000)
            assert again.closed_with() == 1009
        assert ben.ask("send", talk=talk, client_id="after-large-1", text="Still here.")["ok"]


def test_bytes_are_not_words(home: House) -> None:
    """A binary frame ends the line that sent it: 1003."""
    with _line(home, "ada") as ada:
        ada.socket.send(b"\x00\x01\x02")
        assert ada.closed_with() == 1003
    assert _serves(home)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * 4_001, "too_long"),
        ("", "empty"),
        (" \n\t ", "empty"),
        ("a\x00b", "not_text"),
        ("\ud800", "not_text"),
        (["a"], "not_text"),
        (None, "not_text"),
        (7, "not_text"),
    ],
)
def test_what_is_no_message_is_refused_clearly(home: House, text: Any, code: str) -> None:
    """And the line goes on."""
    talk = home.cast["talk"]
    with _line(home, "ada") as ada:
        answer = ada.ask("send", talk=talk, client_id="bad-text-1", text=text)
        assert (answer["ok"], answer["error"]) == (False, code)
        assert ada.ask("follow", talk=talk, since=0)["ok"]


@pytest.mark.parametrize("client_id", ["", "short", "x" * 37, "with space", "' OR 1=1 --", 12345678, None, ["a" * 8]])
def test_a_forged_client_id_is_refused(home: House, client_id: Any) -> None:
    """It names a message for good, so it has one shape."""
    with _line(home, "ada") as ada:
        answer = ada.ask("send", talk=home.cast["talk"], client_id=client_id, text="Hello.")
        assert (answer["ok"], answer["error"]) == (False, "client_id")


def test_a_client_id_of_another_person_does_not_silence_anyone(home: House) -> None:
    """Whoever guesses a client id neither changes the first message nor loses their own."""
    talk = home.cast["talk"]
    with _line(home, "ada") as ada, _line(home, "ben") as ben:
        first = ada.ask("send", talk=talk, client_id="same-name-1", text="From Ada.")
        second = ben.ask("send", talk=talk, client_id="same-name-1", text="From Ben.")
        assert second["number"] == first["number"] + 1
    status, body = home.get(home.servers[0], f"/api/v1/talks/{talk}/messages?after={first['number'] - 1}", "ada")
    assert status == 200
    assert [message["text"] for message in body["messages"][:2]] == ["From Ada.", "From Ben."]


@pytest.mark.parametrize(
    "raw",
    [
        "not json",
        "[]",
        "7",
        "null",
        "[" * 20_000,
        '{"do": ' * 5_000,
        '{"do": null}',
        '{"do": ["send"]}',
        '{"do": "exec"}',
    ],
)
def test_what_is_no_frame_is_refused_clearly(home: House, raw: str) -> None:
    """However deep it is nested."""
    with _line(home, "ada") as ada:
        assert ada.ask_raw(raw)["ok"] is False
        assert ada.ask("follow", talk=home.cast["talk"], since=0)["ok"]


@pytest.mark.parametrize(
    ("do", "given"),
    [
        ("follow", {"since": 0}),
        ("send", {"client_id": "strangers-1", "text": "Let me in."}),
        ("edit", {"number": 1, "text": "Other words."}),
        ("take_back", {"number": 1}),
        ("react", {"number": 1, "kind": "hope"}),
        ("read", {"number": 1}),
        ("typing", {}),
        ("draft", {"text": "Let me in."}),
    ],
)
def test_a_stranger_cannot_tell_a_talk_from_none(home: House, do: str, given: dict[str, Any]) -> None:
    """The answer for somebody else's talk is the one for no talk."""
    with _line(home, "cy") as cy:
        real, none = (cy.ask(do, talk=talk, **given) for talk in (home.cast["talk"], "nosuchtalkhere22"))
        assert real["ok"] is none["ok"] is False
        assert (real["error"], real["words"]) == (none["error"], none["words"]) and real["error"] == "not_there"


@pytest.mark.parametrize("talk", [None, 7, "", "x" * 17, ["a"], {"a": 1}])
def test_a_talk_is_named_by_its_ref(home: House, talk: Any) -> None:
    """Anything else is no talk."""
    with _line(home, "ada") as ada:
        assert ada.ask("follow", talk=talk, since=0)["error"] == "not_there"
