"""Helplines: facts stay facts, open lines come first, nothing is guessed."""

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from beside.foundation.safety import helplines
from beside.foundation.safety.helplines.hours import open_now, parse

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
CODES = [code for code, _ in helplines.countries()]


def raw() -> dict[str, Any]:
    text = files("beside.foundation.safety.helplines").joinpath("data/helplines.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def digits(number: str) -> str:
    return re.sub(r"[^0-9*+]", "", number)


def every_line() -> list[tuple[str, helplines.Line]]:
    return [(code, line) for code in CODES for line in helplines.for_country(code, NOW).lines]


def test_every_country_of_the_file_is_given_with_all_its_lines() -> None:
    data = raw()
    assert len(CODES) == len(data) - 1
    assert len(every_line()) == sum(len(data[code]["lines"]) for code in CODES)
    assert all(helplines.for_country(code, NOW).emergency for code in CODES)


def test_numbers_are_exactly_those_of_the_file() -> None:
    """No code path adds a country code, drops a star, or makes a number."""
    data = raw()
    for code in CODES:
        given = helplines.for_country(code, NOW)
        tels = {f"tel:{line['tel']}" for line in data[code]["lines"] if "tel" in line}
        dials = {line.get("dial") for line in data[code]["lines"]}
        assert {line.tel_href for line in given.lines if line.tel_href} <= tels
        assert {line.dial for line in given.lines if line.dial} <= dials
        assert {one.tel_href for one in given.emergency} == {f"tel:{e['number']}" for e in data[code]["emergency"]}


def test_short_codes_and_stars_stay_as_they_are() -> None:
    hrefs = {line.tel_href for _, line in every_line()}
    assert {"tel:116123", "tel:3114", "tel:988", "tel:*4141"} <= hrefs
    for code, line in every_line():
        international = (line.tel_href or "").startswith("tel:+")
        assert international == (line.dial or "").startswith("+"), (code, line.name)


def test_every_link_is_clean() -> None:
    for code, line in every_line():
        assert line.tel_href is None or re.fullmatch(r"tel:\+?[0-9*]+", line.tel_href), (code, line.name)
        assert line.sms_href is None or re.fullmatch(r"sms:[0-9]+(\?body=[A-Z]+)?", line.sms_href), (
            code,
            line.name,
        )


@pytest.mark.parametrize(("code", "number"), helplines.retired())
def test_retired_numbers_never_come_back(code: str, number: str) -> None:
    given = helplines.for_country(code, NOW)
    shown = {digits(value) for line in given.lines for value in (line.dial, line.tel_href, line.sms_href) if value}
    gone = {digits(part) for part in re.split(r"/| and | as |\(|\)|press", number)} - {"", "988", "3"}
    assert not shown & gone


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("KR", "1393"),
        ("IT", "199284284"),
        ("EG", "7621602"),
        ("SG", "18002214444"),
        ("US", "18002738255"),
        ("JP", "0570046556"),
        ("FR", "+33333114"),
        ("GB", "+44116123"),
        ("US", "+1741741"),
        ("IN", "+9114416"),
    ],
)
def test_wrong_numbers_seen_in_public_lists_are_absent(code: str, number: str) -> None:
    given = helplines.for_country(code, NOW)
    assert number not in {digits(line.dial) for line in given.lines if line.dial}
    assert f"tel:{number}" not in {line.tel_href for line in given.lines}


def test_text_only_lines_have_a_text_link_with_keyword_and_no_call_link() -> None:
    line = next(line for line in helplines.for_country("ie", NOW).lines if line.kind == "crisis_text")
    assert (line.dial, line.tel_href, line.sms_href) == (None, None, "sms:50808?body=HELLO")
    assert line.sms == helplines.Sms("HELLO", "50808")


def test_a_line_without_keyword_and_one_on_whatsapp() -> None:
    line = next(line for line in helplines.for_country("US", NOW).lines if line.dial == "988")
    assert (line.tel_href, line.sms_href) == ("tel:988", "sms:988")
    singapore = next(line for line in helplines.for_country("SG", NOW).lines if line.dial == "1767")
    assert singapore.sms_href is None
    assert singapore.whatsapp is not None


def test_emergency_for_everything_comes_first() -> None:
    given = helplines.for_country("AR", NOW)
    assert (given.emergency[0].purpose, given.emergency[1].purpose) == ("all", "ambulance")


def test_order_is_open_then_not_known_then_closed() -> None:
    rank = {True: 0, None: 1, False: 2}
    for code in CODES:
        order = [rank[line.open_now] for line in helplines.for_country(code, NOW, ZoneInfo("UTC")).lines]
        assert order == sorted(order)


def test_top_leaves_closed_lines_out_unless_nothing_else_is_there() -> None:
    dhaka = ZoneInfo("Asia/Dhaka")
    open_time = datetime(2026, 11, 23, 16, 0, tzinfo=dhaka)
    closed_time = datetime(2026, 11, 23, 9, 0, tzinfo=dhaka)
    assert [line.open_now for line in helplines.top(helplines.for_country("BD", open_time, dhaka))] == [True]
    assert [line.open_now for line in helplines.top(helplines.for_country("BD", closed_time, dhaka))] == [False]
    assert len(helplines.top(helplines.for_country("GB", NOW), 2)) == 2
    assert helplines.top(helplines.for_country("GB", NOW), 0) == ()


def test_an_unknown_country_gets_no_number() -> None:
    for code in ("XX", "", "_meta", "united kingdom"):
        given = helplines.for_country(code, NOW)
        assert (given.known, given.emergency, given.lines) == (False, (), ())
        assert given.directories


def test_a_country_without_a_confirmed_line_says_so() -> None:
    given = helplines.for_country("ET", NOW)
    assert given.known and given.emergency and not given.lines and given.note


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        helplines.for_country("GB", datetime(2026, 1, 1, 12, 0))  # noqa: DTZ001 - the point of the test


def test_sources_and_dates_ship() -> None:
    assert all(line.sources for _, line in every_line())
    assert helplines.compiled_on() == raw()["_meta"]["compiled"]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "24/7 (2021)",
        "15:00-23:00",
        "24/7 except Eid holidays",
        "08:00-20:00 (one source; another says 24/7)",
        "at least 18 hours a day (each city)",
        "11:00-23:00, Fri and Sat to 03:00 (2021)",
        "16:00-21:00 daily; 10th of month 08:00 to next day 08:00",
        "25:00-26:00 daily",
        "10:00-10:00 daily",
        "10:00-24:30 daily",
        "Mon-Sat 10:00-20:00 daily",
    ],
)
def test_hours_in_doubt_are_not_known(text: str | None) -> None:
    assert parse(text) is None
    assert open_now(parse(text), NOW, ZoneInfo("UTC")) is None


@pytest.mark.parametrize(
    ("text", "local", "expected"),
    [
        ("24/7", "2026-11-23T03:00", True),
        ("10:00-24:00 daily", "2026-11-23T23:59", True),
        ("10:00-24:00 daily", "2026-11-23T00:00", False),
        ("15:00-03:00 daily", "2026-11-23T02:59", True),
        ("15:00-03:00 daily", "2026-11-23T03:00", False),
        ("Mon-Fri 09:00-17:00", "2026-11-23T09:00", True),
        ("Mon-Fri 09:00-17:00", "2026-11-22T10:00", False),
        ("Sat-Mon 22:00-02:00", "2026-11-24T01:00", True),
        ("Sat-Mon 22:00-02:00", "2026-11-24T23:00", False),
    ],
)
def test_regular_hours_are_read(text: str, local: str, expected: bool) -> None:
    zone = ZoneInfo("Europe/London")
    assert open_now(parse(text), datetime.fromisoformat(local).replace(tzinfo=zone), zone) is expected


def test_without_a_zone_only_round_the_clock_counts_as_open() -> None:
    assert open_now(parse("24/7"), NOW, None) is True
    assert open_now(parse("10:00-24:00 daily"), NOW, None) is None
