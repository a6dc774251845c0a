"""One's own side, on a phone and by keyboard: from Today to looking back, and measures from start to result."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import Keys, NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]
PHONE = 390


def _answer(visitor: Visitor, option: str, questions: int) -> None:
    for number in range(1, questions + 1):
        group = visitor.page.locator(f"input[name=q{number}]")
        visitor.hands.choose(group.nth(["Not at all", "Several days", "More than half the days"].index(option)))


def test_a_word_on_today_then_a_line_on_a_phone(service: Running, visitors: Visitors) -> None:
    service.world.ask("newcomer", pseudonym="Lamplight")
    one = visitors("Lamplight", width=PHONE)
    one.go("/today")
    one.press("Low")
    expect(one.button("Low")).to_have_attribute("aria-pressed", "true")
    one.follow("Add a line")
    one.write("A line, if you like", "Grey, with tea.")
    one.press("Keep the change")
    one.at("/checkins")
    assert service.world.ask("checkins_of", who="Lamplight") == [
        {"day": _today(service, "Lamplight"), "mood": 2, "line": "Grey, with tea.", "marks": 0}
    ]
    one.go("/today")
    one.press("Take it back")
    one.at("/today")
    assert service.world.ask("checkins_of", who="Lamplight") == []
    one.press("Undo")
    one.at("/checkins")
    assert len(service.world.ask("checkins_of", who="Lamplight")) == 1
    one.go("/today")
    one.press("Heavy")
    one.go("/today")
    expect(one.button("Heavy")).to_have_attribute("aria-pressed", "true")


def _today(service: Running, who: str) -> str:
    day: str = service.world.ask("checkins_of", who=who)[-1]["day"]
    return day


def test_back_dated_with_a_tracker_by_keyboard_alone(service: Running, visitors: Visitors) -> None:
    service.world.ask("newcomer", pseudonym="Rooftop")
    one = visitors("Rooftop", hands=Keys, width=PHONE)
    one.go("/checkins/trackers")
    one.write("What", "Medicine taken")
    one.press("Add it")
    expect(one.link("Medicine taken")).to_be_visible()
    before = date.today() - timedelta(days=3)  # noqa: DTZ011 - three days back it is no matter where
    one.go(f"/checkins/new?day={before}")
    one.choose("Steady")
    one.tick("Medicine taken")
    one.press("Keep it")
    one.at("/checkins")
    assert service.world.ask("checkins_of", who="Rooftop") == [
        {"day": before.isoformat(), "mood": 4, "line": "", "marks": 1}
    ]


def test_a_day_to_come_is_refused_and_nothing_is_lost_without_script(service: Running, visitors: Visitors) -> None:
    service.world.ask("newcomer", pseudonym="Woodsmoke")
    one = visitors("Woodsmoke", hands=NoScript)
    one.go("/checkins/new")
    one.choose("Light")
    one.write("A line, if you like", "Too early.")
    one.write("Which day", "9999-01-01")
    one.press("Keep it")
    expect(one.page.get_by_role("alert")).to_be_visible()
    expect(one.field("A line, if you like")).to_have_value("Too early.")
    assert service.world.ask("checkins_of", who="Woodsmoke") == []


@pytest.mark.parametrize(("who", "hands"), [("Millpond", None), ("Candlewick", Keys)])
def test_phq8_twice_with_its_change(service: Running, visitors: Visitors, who: str, hands: type[Keys] | None) -> None:
    service.world.ask("newcomer", pseudonym=who)
    one = visitors(who, width=PHONE, **({"hands": hands} if hands else {}))
    for option in ("More than half the days", "Several days"):
        one.go("/measures/phq-8")
        _answer(one, option, 8)
        one.press("Show me the result")
        expect(one.page).to_have_url(re.compile(r"/measures/results/[2-9a-z]{16}$"))
    expect(one.page.get_by_text("8 points lighter than before.")).to_be_visible()
    assert service.world.ask("scores_of", who=who) == [["phq-8", 16], ["phq-8", 8]]


def test_phq9_is_not_there_without_somebody_and_opens_help_with_its_ninth(service: Running, visitors: Visitors) -> None:
    service.world.ask("newcomer", pseudonym="Haystack")
    service.world.ask("pathway")
    one = visitors("Haystack", width=PHONE)
    one.go("/measures")
    expect(one.page.get_by_text("PHQ-9")).to_have_count(0)
    one.go("/measures/phq-9")
    expect(one.button("Show me the result")).to_have_count(0)
    service.world.ask("pathway", words="Maple or Juniper, by Ask the person on call, from nine to nine.")
    one.go("/measures/phq-9")
    _answer(one, "Several days", 9)
    one.press("Show me the result")
    expect(one.page).to_have_url(re.compile(r"/measures/results/[2-9a-z]{16}/help$"))
    expect(one.page.get_by_role("main").get_by_role("link", name=re.compile("999|112")).first).to_be_visible()
    assert service.world.ask("scores_of", who="Haystack") == [["phq-9", 9]]
    one.follow("When you want to: what you answered")
    expect(one.page.get_by_role("heading", name="9 of 27")).to_be_visible()


def test_looking_back_has_a_table_for_each_chart_and_a_file(
    service: Running, visitors: Visitors, tmp_path: Path
) -> None:
    service.world.ask("newcomer", pseudonym="Doorstep")
    one = visitors("Doorstep", width=PHONE)
    for back, mood in ((2, "Steady"), (1, "Low")):
        one.go(f"/checkins/new?day={date.today() - timedelta(days=back)}")  # noqa: DTZ011
        one.choose(mood)
        one.write("A line, if you like", "=SUM(A1)")
        one.press("Keep it")
        one.page.wait_for_url("**/checkins?month=*")
    for tab in ("30 days", "Three months", "A year", "All of it"):
        one.go("/looking-back")
        one.follow(tab)
        charts = one.page.get_by_role("img", name=re.compile("^How it was"))
        expect(charts).to_have_count(1)
        one.page.get_by_text("As a table").first.click()
        expect(one.page.get_by_role("table")).to_have_count(1)
    with one.page.expect_download() as coming:
        one.follow("My check-ins")
    kept = tmp_path / "check-ins.csv"
    coming.value.save_as(kept)
    with kept.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["Mood"] for row in rows] == ["Steady", "Low"]
    assert {row["Line"] for row in rows} == {"'=SUM(A1)"}
