"""Finding a group, waiting for a seat, taking it, saying something: live between two browsers, and without script."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]


def _said(visitor: Visitor, text: str) -> Locator:
    return visitor.page.get_by_role("listitem").filter(has=visitor.page.get_by_text(text, exact=True))


def _group(service: Running, name: str, lead: str, people: list[str], **more: int) -> str:
    for person in (lead, *people):
        service.world.ask("newcomer", pseudonym=person)
    ref: str = service.world.ask("group", name=name, lead=lead, people=people, **more)
    return ref


def test_a_member_finds_a_group_waits_and_takes_the_seat_that_frees(service: Running, visitors: Visitors) -> None:
    ref = _group(service, "A table for two", "Ouzel", ["Crossbill", "Scaup"], size=2)
    service.world.ask("newcomer", pseudonym="Shearwater")
    one, leaving = visitors("Shearwater"), visitors("Scaup")
    one.go("/groups")
    one.page.get_by_role("link", name="A table for two").click()
    one.press("Wait for a seat")
    expect(one.page.get_by_role("heading", name="You wait for a seat")).to_be_visible()
    leaving.go(f"/groups/{ref}")
    leaving.press("Leave the group quietly")
    leaving.at("/groups")
    one.go(f"/groups/{ref}")
    one.press("Take it, and keep to the agreements")
    expect(one.page.get_by_role("link", name="Between sessions")).to_be_visible()
    assert service.world.ask("in_group", group_ref=ref) == ["Crossbill", "Ouzel", "Shearwater"]


def test_what_a_group_says_comes_by_itself(service: Running, visitors: Visitors) -> None:
    ref = _group(service, "A talking table", "Fieldfare", ["Treecreeper"])
    one, other = visitors("Fieldfare"), visitors("Treecreeper")
    for visitor in (one, other):
        visitor.go(f"/groups/{ref}/talk/")
    one.write("Say something to the group", "The tea list is in the notes.")
    one.press("Say it")
    expect(_said(one, "The tea list is in the notes.")).to_have_count(1)
    expect(_said(other, "The tea list is in the notes.")).to_have_count(1, timeout=15_000)
    other.write("Say something to the group", "Lime blossom for me.")
    other.press("Say it")
    expect(_said(one, "Lime blossom for me.")).to_have_count(1, timeout=15_000)
    rows = service.world.ask("messages", talk_ref=service.world.ask("group_talk", group_ref=ref))
    assert [row["author"] for row in rows] == ["Fieldfare", "Treecreeper"]


def test_a_member_comes_in_and_says_hello_without_script(service: Running, visitors: Visitors) -> None:
    ref = _group(service, "A plain table", "Capercaillie", [])
    service.world.ask("newcomer", pseudonym="Snowfinch")
    one = visitors("Snowfinch", hands=NoScript)
    one.go(f"/groups/{ref}")
    one.press("Come in")
    one.page.get_by_label("I will keep to what this group has agreed on").check()
    one.press("Come in")
    expect(one.page.get_by_role("link", name="Between sessions")).to_be_visible()
    one.go(f"/groups/{ref}/talk/")
    one.write("Say something to the group", "Hello, I am new.")
    one.press("Say it")
    expect(_said(one, "Hello, I am new.")).to_have_count(1)
    assert service.world.ask("in_group", group_ref=ref) == ["Capercaillie", "Snowfinch"]
