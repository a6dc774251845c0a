"""Get help now: one step away, without script, without a network."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import Hands, Keys, NoScript
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]


def _opens(visitor: Visitor) -> None:
    """The panel that every page carries shows a number that can be called."""
    help_now = visitor.page.get_by_role("banner").locator("summary", has_text="Get help now")
    visitor.hands.press(help_now)
    number = visitor.page.get_by_role("banner").get_by_role("link", name=re.compile("^Call .*112$"))
    expect(number).to_be_visible()
    expect(number).to_have_attribute("href", "tel:112")


@pytest.mark.parametrize("hands", [Hands, Keys, NoScript])
def test_it_opens_when_the_line_is_gone(visitors: Visitors, hands: type[Hands]) -> None:
    ada = visitors("ada", hands=hands, width=390)
    ada.go("/today")
    ada.context.set_offline(True)
    _opens(ada)


def test_a_stranger_sees_the_organisations_country(visitors: Visitors) -> None:
    new = visitors(hands=NoScript)
    new.go("/")
    _opens(new)


def test_another_country_can_be_chosen_without_script(visitors: Visitors) -> None:
    new = visitors(hands=NoScript)
    new.go("/help")
    new.hands.pick(new.page.get_by_role("main").get_by_label("Country"), "United Kingdom")
    new.press("Show help for this country")
    expect(new.page.get_by_role("main").get_by_role("link", name=re.compile("^Call .*999$"))).to_be_visible()
