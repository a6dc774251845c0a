"""Voice in a room, in real browsers with a microphone that beeps: people hear each other, drop out and return."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visitors
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]
SLOW = 30_000


def _come_in(visitor: Visitor, ref: str, session: str) -> None:
    visitor.go(f"/groups/{ref}/room/{session}/")
    visitor.press("Come into the room")
    visitor.press("Join by voice")
    expect(_panel(visitor).get_by_role("listitem").first).to_be_visible(timeout=SLOW)


def _panel(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Voice")


def _joined(visitor: Visitor, others: int) -> None:
    """Their browser has a line to so many others."""
    expect(visitor.page.locator("[data-voice]")).to_have_attribute("data-peers", str(others), timeout=SLOW)


def _hears(visitor: Visitor, whom: str) -> None:
    """Sound of theirs is loud in this browser, not only sent."""
    spoken = _panel(visitor).get_by_role("listitem").filter(has_text=re.compile(f"^{whom} · speaks"))
    expect(spoken).to_have_count(1, timeout=SLOW)


def _silent(visitor: Visitor, whom: str) -> None:
    spoken = _panel(visitor).get_by_role("listitem").filter(has_text=re.compile(f"^{whom}$"))
    expect(spoken).to_have_count(1, timeout=SLOW)


def _call(visitor: Visitor) -> str:
    """Their place in the voice; whoever comes in anew gets another."""
    return _panel(visitor).get_by_role("listitem").first.get_attribute("data-of") or ""


def _microphone(visitor: Visitor) -> None:
    _panel(visitor).get_by_role("button", name=re.compile("^Microphone")).click()


def test_four_hear_each_other_and_one_drops_and_returns(service: Running, visitors: Visitors) -> None:
    """Two at first, then four; the piece decides who is heard; one is asked to leave and hears no more."""
    names = ["Nightjar", "Chiffchaff", "Ringouzel", "Waxwing"]
    for name in names:
        service.world.ask("newcomer", pseudonym=name)
    ref = service.world.ask("group", name="A spoken table", lead=names[0], people=names[1:])
    service.world.ask("with_voice", group_ref=ref)
    session = service.world.ask("begin_session", group_ref=ref)
    lead, one, two, three = (visitors(name) for name in names)
    for visitor in (lead, one):
        _come_in(visitor, ref, session)
    for visitor in (lead, one):
        _joined(visitor, 1)
    _silent(lead, names[1])
    _microphone(one)
    _hears(lead, names[1])
    _microphone(lead)
    _hears(one, names[0])
    for visitor in (two, three):
        _come_in(visitor, ref, session)
        _microphone(visitor)
    for visitor in (lead, one, two, three):
        _joined(visitor, 3)
    for whom in names[:3]:
        _hears(three, whom)
    # A page that was tampered with: it never switches its microphone off again.
    two.page.evaluate(
        "() => Object.defineProperty(MediaStreamTrack.prototype, 'enabled', { get: () => true, set() {} })"
    )
    lead.press("First round")  # the piece is with the first member: the others are not heard
    _silent(three, names[2])
    _hears(three, names[1])
    expect(_panel(two).get_by_role("button", name=re.compile("^Microphone"))).to_be_disabled()
    one.press("Hand it on")
    _hears(three, names[2])
    two.page.reload()  # drops, and returns
    _joined(three, 2)
    two.press("Join by voice")
    _joined(three, 3)
    _microphone(two)
    _hears(three, names[2])
    call, status = _call(three), _panel(three).get_by_role("status")
    said = status.inner_text()
    three.context.set_offline(True)  # the line falls; when it comes back they take part anew, without a press
    expect(status).not_to_have_text(said)
    three.context.set_offline(False)
    expect(_panel(three).locator(f"li[data-of='{call}']")).to_have_count(0, timeout=SLOW)
    for visitor in (lead, one, two, three):
        _joined(visitor, 3)
    _hears(three, names[2])
    expect(status).to_have_text(said)
    lead.page.get_by_text(names[3], exact=True).last.click()
    lead.page.get_by_label("Why they should leave this session; they read it").last.fill("You shouted at somebody.")
    lead.page.get_by_role("button", name="Ask them to leave").last.click()
    expect(three.page.get_by_role("heading", name="You were asked to leave this session")).to_be_visible(timeout=SLOW)
    expect(three.page.locator("[data-voice]")).to_have_count(0)
    _joined(lead, 2)
    _panel(one).get_by_role("button", name="Leave the voice, stay in the room").click()
    _joined(lead, 1)
    expect(one.button("Step out")).to_be_visible()
