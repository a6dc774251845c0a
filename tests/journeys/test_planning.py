"""A series is planned and held: begun on the console, shaped by its facilitators, found by a member, and met in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitors
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]
NAME = "A table by the harbour"
ZONE = "Europe/Dublin"
SLOW = 15_000


def _begin(operator: Visitor, leads: list[str]) -> str:
    """A weekly group in the operator's own words; its public name."""
    operator.go("/console/groups/new")
    for label, words in (
        ("Name", NAME),
        ("What it is for", "For those who look after somebody and seldom sit down."),
        ("First day", (datetime.now(UTC) + timedelta(days=2)).date().isoformat()),
        ("At", "19:30"),
        ("By the clock of", ZONE),
        ("Minutes", "75"),
    ):
        operator.write(label, words)
    operator.hands.pick(operator.field("How often it meets"), "Every week")
    operator.press("Begin it")
    operator.page.wait_for_url("**/console/groups/*")
    for name in leads:
        operator.write("Name of a member", name)
        operator.press("Ask to facilitate")
        expect(operator.link(name)).to_be_visible()
    return operator.page.url.rstrip("/").rpartition("/")[2]


def _shape(lead: Visitor, ref: str) -> None:
    """The first session soon, the second not at all, and a step of their own in each."""
    soon = datetime.now(ZoneInfo(ZONE)) + timedelta(minutes=5)
    lead.go(f"/groups/{ref}/lead")
    first = lead.page.locator("details").filter(has_text="Move it").first
    first.locator("summary").click()
    first.get_by_label("Another time").fill(soon.strftime("%Y-%m-%dT%H:%M"))
    first.get_by_role("button", name="Move").click()
    lead.page.get_by_role("button", name="Call it off").nth(1).click()
    expect(lead.page.get_by_text("called off")).to_be_visible()
    lead.go(f"/groups/{ref}/agenda")
    lead.page.get_by_text("Add a step of your own").last.click()
    lead.page.get_by_label("What it is called").last.fill("Tea and silence")
    lead.press("Save")
    expect(lead.page.get_by_role("listitem").filter(has_text="Tea and silence")).to_be_visible()


def test_a_series_is_planned_and_a_session_held(service: Running, visitors: Visitors) -> None:
    leads, member = ["Capstan", "Bollard"], "Slipway"
    for name in (*leads, member):
        service.world.ask("newcomer", pseudonym=name)
    ref = _begin(visitors("ola"), leads)
    assert service.world.ask("in_group", group_ref=ref) == sorted(leads)
    lead = visitors(leads[0])
    _shape(lead, ref)
    one = visitors(member, width=390)
    one.go("/groups")
    one.page.get_by_role("link", name=NAME).click()
    one.press("Come in")
    one.page.get_by_label("I will keep to what this group has agreed on").check()
    one.press("Come in")
    for visitor in (lead, one):
        visitor.go(f"/groups/{ref}")
        visitor.page.get_by_role("main").locator("a[href*='/room/']").first.click()
        visitor.press("Come into the room")
    lead.go_on("Welcome")
    expect(one.page.locator("[data-phase=welcome]")).to_have_count(1, timeout=SLOW)
    lead.go_on("Agreements")
    expect(one.page.locator("[data-phase=agreements]")).to_have_count(1, timeout=SLOW)
