"""Somebody needs help now: the alarm on the screen of whoever is on call, "I have it", and a question the next day."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import Hands, Keys, NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]
_PAIRS = {Hands: ("Wigeon", "Alder"), Keys: ("Garganey", "Rowan"), NoScript: ("Pintail", "Hazel")}


def _asks_for_help(member: Visitor) -> None:
    member.go("/help/now")
    member.press("Tell the staff that I need help now")
    expect(member.page.get_by_text("Nobody has taken it up yet.")).to_be_visible()


def _has_it(staff: Visitor) -> None:
    """The alarm comes to whatever page is open, and goes once somebody has it."""
    alarm = staff.page.get_by_role("banner").get_by_role("button", name="I have it", exact=True)
    staff.hands.until(alarm)
    staff.hands.press(alarm)
    expect(staff.page).to_have_url(re.compile(r"/care/[2-9a-z]{16}$"))
    expect(alarm).to_have_count(0)


def _closes(staff: Visitor) -> None:
    staff.choose("We got in touch with them")
    staff.write("Why", "We spoke on the phone.")
    staff.press("Close this case")
    expect(staff.button("Take a break")).to_be_visible()


@pytest.mark.parametrize("hands", [Hands, Keys, NoScript])
def test_from_i_need_help_now_to_the_day_after(service: Running, visitors: Visitors, hands: type[Hands]) -> None:
    name, staff_name = _PAIRS[hands]
    service.world.ask("newcomer", pseudonym=name)
    service.world.ask("newcomer", pseudonym=staff_name, role="moderator")
    service.world.ask("on_call", first=staff_name)
    member, staff = visitors(name, hands=hands, width=390), visitors(staff_name, hands=hands)
    staff.go("/today")
    _asks_for_help(member)
    _has_it(staff)
    seen = member.page.get_by_text("The person on call has seen it.")
    member.hands.until(seen)
    expect(member.page.get_by_text(staff_name)).to_have_count(0)
    _closes(staff)
    member.go("/help/after")
    expect(member.page.get_by_text("a person of the staff will ask you how you are")).to_be_visible()
    staff.go("/care/list")
    expect(staff.link(name)).to_be_visible()
    assert service.world.ask("due_today", who=name) == 1
    staff.go("/care/list")
    expect(staff.page.get_by_role("main").get_by_text("Today", exact=True)).to_be_visible()
    staff.follow(name)
    staff.press("We spoke")
    staff.at("/care/list")
    expect(staff.link(name)).to_have_count(0)
