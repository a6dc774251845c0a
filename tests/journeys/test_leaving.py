"""Leave quickly: covered at once, the address replaced, the session ended, and nothing private behind *Back*."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]

# Presses the button and looks in the same breath: no time has passed in which anything could be seen.
_AT_ONCE = "it => { it.click(); return [document.documentElement.textContent, location.pathname]; }"


def _session(visitor: Visitor) -> str:
    return next(str(one["value"]) for one in visitor.context.cookies() if one["name"] == "beside")


def _way_out(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("banner").get_by_role("button", name="Leave quickly")


def _has_left(visitor: Visitor, service: Running, session: str) -> None:
    """Somewhere that says nothing; the row is gone; neither *Back* nor the old address shows anything."""
    visitor.at("/away")
    expect(visitor.page).to_have_title("New tab")
    assert service.world.ask("session_lives", key=session) is False
    visitor.page.go_back()
    expect(visitor.page.get_by_role("main")).not_to_contain_text(re.compile("Wren|Heron|Nobody else may read this"))
    visitor.go("/today")
    visitor.at("/accounts/login/")


@pytest.fixture
def place(service: Running) -> str:
    """A conversation with something in it that is nobody else's business."""
    return str(service.world.ask("conversation", seeker="ada", peer="ben"))


def _open(visitor: Visitor, place: str) -> str:
    visitor.go("/talk")
    visitor.go(f"/talk/{place}")
    return _session(visitor)


def test_by_the_button(service: Running, visitors: Visitors, place: str) -> None:
    ada = visitors("ada")
    session = _open(ada, place)
    ada.say("Nobody else may read this")
    ada.sees("Nobody else may read this")
    tab = ada.another_tab()
    tab.in_conversation()
    assert _way_out(ada).evaluate(_AT_ONCE) == ["", "/away"]
    _has_left(ada, service, session)
    tab.at("/away")


def test_by_shift_three_times_while_writing(service: Running, visitors: Visitors, place: str) -> None:
    ada = visitors("ada")
    session = _open(ada, place)
    ada.words.press_sequentially("Nobody else may read this")
    for _ in range(2):
        ada.page.keyboard.press("Shift")
    ada.page.keyboard.type("I wrote a capital in between")
    for _ in range(2):
        ada.page.keyboard.press("Shift")
    expect(ada.words).to_be_visible()
    assert service.world.ask("session_lives", key=session) is True
    ada.page.keyboard.press("Shift")
    _has_left(ada, service, session)


def test_by_the_button_with_script_off(service: Running, visitors: Visitors, place: str) -> None:
    ada = visitors("ada", hands=NoScript, width=390)
    session = _open(ada, place)
    ada.hands.press(_way_out(ada))
    _has_left(ada, service, session)


def test_a_stranger_may_leave_too(visitors: Visitors) -> None:
    new = visitors()
    new.go("/")
    assert _way_out(new).evaluate(_AT_ONCE) == ["", "/away"]
    new.at("/away")


def test_left_while_offline_the_session_ends_when_the_line_is_back(
    service: Running, visitors: Visitors, place: str
) -> None:
    ada = visitors("ada")
    session = _open(ada, place)
    ada.context.set_offline(True)
    assert _way_out(ada).evaluate(_AT_ONCE)[0] == ""
    expect(ada.page).to_have_url("about:blank")
    ada.context.set_offline(False)
    ada.go("/talk")
    ada.at("/accounts/login/")
    assert service.world.ask("session_lives", key=session) is False
