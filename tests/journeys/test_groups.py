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


def _in_room(visitor: Visitor, ref: str, session: str) -> None:
    visitor.go(f"/groups/{ref}")
    visitor.page.get_by_role("link", name="To the room").click()
    visitor.at(f"/groups/{ref}/room/{session}/")
    visitor.press("Come into the room")
    expect(visitor.page.get_by_role("button", name="Step out")).to_be_visible()


def _round(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="In the room")


def _say(visitor: Visitor, words: str) -> None:
    visitor.write("Say something to the room", words)
    visitor.press("Say it")


def test_a_session_from_the_lobby_to_how_one_leaves(service: Running, visitors: Visitors) -> None:
    """A round passes through the room on every screen; one asks for a minute, passes, drops out and returns."""
    ref = _group(service, "A round table", "Ptarmigan", ["Oystercatcher", "Bluethroat"])
    session = service.world.ask("begin_session", group_ref=ref)
    lead, one, other = (visitors(name) for name in ("Ptarmigan", "Oystercatcher", "Bluethroat"))
    for visitor in (lead, one, other):
        _in_room(visitor, ref, session)
    people = lead.page.get_by_role("list").filter(has_text="Bluethroat")
    expect(people.get_by_text("Oystercatcher", exact=True).first).to_be_visible(timeout=15_000)
    lead.press("First round")
    expect(_round(one).get_by_role("button", name="Hand it on")).to_be_visible(timeout=15_000)
    _say(one, "It was a long week.")
    expect(_said(other, "It was a long week.")).to_have_count(1, timeout=15_000)
    _say(other, "Me too!")
    expect(other.page.get_by_role("alert")).to_be_visible()
    other.press("I need a minute")
    expect(lead.page.get_by_role("button", name="I have seen it")).to_be_visible(timeout=15_000)
    other.go("/today")
    other.go(f"/groups/{ref}/room/{session}/")
    one.press("Hand it on")
    expect(_round(other).get_by_role("button", name="Pass this time")).to_be_visible(timeout=15_000)
    other.press("Pass this time")
    expect(_round(lead).get_by_role("button", name="Hand it on")).to_be_visible(timeout=15_000)
    lead.press("After-care")
    one.page.get_by_label("For you alone").fill("Lighter.")
    one.page.get_by_role("button", name="Keep it").click()
    lead.press("End the session")
    for visitor in (one, other):
        expect(visitor.page.get_by_role("heading", name="It is over")).to_be_visible(timeout=15_000)
    rows = service.world.ask("messages", talk_ref=service.world.ask("room_talk", session_ref=session))
    assert [(row["author"], row["text"]) for row in rows] == [("Oystercatcher", "It was a long week.")]


def test_a_round_goes_round_without_script(service: Running, visitors: Visitors) -> None:
    ref = _group(service, "A plain round", "Firecrest", ["Wallcreeper"])
    session = service.world.ask("begin_session", group_ref=ref)
    lead, one = visitors("Firecrest", hands=NoScript), visitors("Wallcreeper", hands=NoScript)
    for visitor in (lead, one):
        _in_room(visitor, ref, session)
    lead.press("First round")
    one.go(f"/groups/{ref}/room/{session}/")
    _say(one, "Quiet, mostly.")
    one.press("Hand it on")
    lead.go(f"/groups/{ref}/room/{session}/")
    expect(_round(lead).get_by_role("button", name="Hand it on")).to_be_visible()
    expect(_said(lead, "Quiet, mostly.")).to_have_count(1)
