"""Sessions in their rooms: six people through a whole one, one who drops out, and a round without script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]
SLOW = 15_000


def _room(service: Running, name: str, leads: list[str], people: list[str]) -> tuple[str, str]:
    """A group with a session that begins in a minute: both public names."""
    for person in (*leads, *people):
        service.world.ask("newcomer", pseudonym=person)
    ref: str = service.world.ask("group", name=name, lead=leads[0], people=people)
    for lead in leads[1:]:
        service.world.ask("lead_too", group_ref=ref, who=lead)
    session: str = service.world.ask("begin_session", group_ref=ref)
    return ref, session


def _come_in(visitor: Visitor, ref: str, session: str) -> None:
    visitor.go(f"/groups/{ref}/room/{session}/")
    visitor.press("Come into the room")
    expect(visitor.button("Step out")).to_be_visible()


def _seats(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="In the room").get_by_role("listitem")


def _said(visitor: Visitor, text: str) -> Locator:
    return visitor.page.get_by_role("listitem").filter(has=visitor.page.get_by_text(text, exact=True))


def _say(visitor: Visitor, words: str) -> None:
    visitor.write("Say something to the room", words)
    visitor.press("Say it")


def _has_piece(visitor: Visitor) -> Locator:
    return visitor.page.get_by_text("The talking piece is with you")


def _picture(visitor: Visitor) -> Any:
    """What stands on a screen for everybody alike: its version, its phase, who sits where."""
    return visitor.page.evaluate(
        """() => {
            const one = document.querySelector("[data-scene]").firstElementChild;
            const seats = [...one.querySelectorAll(".seat")];
            const sits = seats.map((seat) => [seat.className, seat.querySelector("[data-name]").dataset.name]);
            return [one.dataset.of, one.dataset.phase, one.dataset.present, sits];
        }"""
    )


def _talk_apart_and_step_out(ref: str, session: str, everybody: list[Visitor]) -> None:
    """In the round: one asks for a minute and talks apart with a facilitator, another steps out and comes back."""
    lead, second, one, _two, three, four = everybody
    four.press("I need a minute")
    expect(second.button("I have seen it")).to_be_visible(timeout=SLOW)
    second.page.get_by_role("button", name=re.compile("^Offer to talk apart.*Wryneck")).click()
    four.page.get_by_role("button", name="Talk apart", exact=True).click()
    four.write("Write a line", "It came too close.")
    four.press("Say it")
    expect(_seats(one).filter(has_text="talking apart")).to_have_count(2, timeout=SLOW)
    second.go(f"/groups/{ref}/room/{session}/apart")
    expect(_said(second, "It came too close.")).to_have_count(1)
    second.go(f"/groups/{ref}/room/{session}/")
    second.press("Back to the others")
    four.go(f"/groups/{ref}/room/{session}/")
    three.press("Step out")
    expect(_has_piece(four)).to_be_visible(timeout=SLOW)
    three.press("Come into the room")
    four.press("Hand it on")
    expect(_has_piece(lead)).to_be_visible(timeout=SLOW)


def test_six_people_go_through_a_whole_session(service: Running, visitors: Visitors) -> None:
    """Every phase; one passes, one asks for a minute and talks apart, one steps out and returns; the end for each."""
    leads, people = ["Ptarmigan", "Greenshank"], ["Oystercatcher", "Bluethroat", "Stonechat", "Wryneck"]
    ref, session = _room(service, "A round table", leads, people)
    lead, _second, one, two, three, four = everybody = [visitors(name) for name in (*leads, *people)]
    for visitor in everybody:
        _come_in(visitor, ref, session)
    for visitor in everybody:
        expect(_seats(visitor)).to_have_count(6, timeout=SLOW)
    one.write("For you alone, unless you share it", "Tired, and glad.")
    one.page.get_by_role("checkbox", name="Show it to those in the room").check()
    one.page.get_by_role("button", name="Keep it").click()
    lead.go_on("Welcome")
    expect(two.page.get_by_text("Tired, and glad.")).to_be_visible(timeout=SLOW)
    lead.go_on("Agreements")
    expect(four.page.get_by_text("What is said here stays here.")).to_be_visible(timeout=SLOW)
    lead.go_on("First round")
    expect(_has_piece(one)).to_be_visible(timeout=SLOW)
    _say(one, "It was a long week.")
    expect(_said(four, "It was a long week.")).to_have_count(1, timeout=SLOW)
    four.press("I hear you")
    expect(_seats(one).filter(has_text="I hear you")).to_have_count(1, timeout=SLOW)
    _say(two, "Me too!")
    expect(two.page.get_by_role("alert")).to_be_visible()
    one.press("Hand it on")
    expect(_has_piece(two)).to_be_visible(timeout=SLOW)
    two.press("Pass this time")
    expect(_has_piece(three)).to_be_visible(timeout=SLOW)
    _talk_apart_and_step_out(ref, session, everybody)
    lead.go_on("Open sharing")
    _say(two, "I would like to ask something.")
    expect(_said(three, "I would like to ask something.")).to_have_count(1, timeout=SLOW)
    lead.go_on("Closing round")
    lead.go_on("After-care")
    for visitor in everybody:
        expect(visitor.page.get_by_role("heading", name="How do you leave?")).to_be_visible(timeout=SLOW)
    pictures = [_picture(visitor) for visitor in everybody]
    assert all(picture == pictures[0] for picture in pictures)
    two.page.get_by_label("For you alone", exact=True).fill("Lighter.")
    two.page.get_by_role("button", name="Keep it").last.click()
    lead.press("End the session")
    expect(three.page.get_by_text("It is over.")).to_be_visible(timeout=SLOW)
    rows = service.world.ask("messages", talk_ref=service.world.ask("room_talk", session_ref=session))
    assert [(row["author"], row["text"]) for row in rows] == [
        ("Oystercatcher", "It was a long week."),
        ("Bluethroat", "I would like to ask something."),
    ]


def test_one_drops_out_and_returns_by_themselves(service: Running, visitors: Visitors) -> None:
    """The piece goes on; when the line is back they sit with the others again, without doing anything."""
    ref, session = _room(service, "A dropped line", ["Pratincole"], ["Dunnock", "Hoopoe"])
    lead, one, two = (visitors(name) for name in ("Pratincole", "Dunnock", "Hoopoe"))
    for visitor in (lead, one, two):
        _come_in(visitor, ref, session)
    lead.go_on("First round")
    expect(_has_piece(one)).to_be_visible(timeout=SLOW)
    one.context.set_offline(True)
    service.world.ask("fall_silent", session_ref=session, who="Dunnock")
    expect(_has_piece(two)).to_be_visible(timeout=60_000)
    expect(_seats(two).filter(has_text="line dropped")).to_have_count(1)
    one.context.set_offline(False)
    expect(_seats(two).filter(has_text="line dropped")).to_have_count(0, timeout=60_000)
    two.press("Hand it on")
    lead.press("Hand it on")
    expect(_has_piece(one)).to_be_visible(timeout=SLOW)


def test_a_round_goes_round_without_script(service: Running, visitors: Visitors) -> None:
    ref, session = _room(service, "A plain round", ["Firecrest"], ["Wallcreeper"])
    lead, one = visitors("Firecrest", hands=NoScript), visitors("Wallcreeper", hands=NoScript, width=390)
    for visitor in (lead, one):
        _come_in(visitor, ref, session)
    lead.go_on("First round")
    one.go(f"/groups/{ref}/room/{session}/")
    _say(one, "Quiet, mostly.")
    one.press("Hand it on")
    lead.go(f"/groups/{ref}/room/{session}/")
    expect(lead.button("Hand it on")).to_be_visible()
    expect(_said(lead, "Quiet, mostly.")).to_have_count(1)
