"""A draft that tells who one is, or that sounds in danger: a quiet card above the box, and Send goes on sending."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import Hands, Keys, NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]

TELLING = "Ring me on 07700 900123"
DETAILS, KINDER, CARE = "Before you send", "A gentler way", "That sounds hard"


def _card(one: Visitor, name: str) -> Locator:
    return one.page.locator("[data-below]").get_by_role("region", name=name)


def _come(service: Running, visitors: Visitors, seeker: str, peer: str, hands: type[Hands]) -> Visitor:
    for name in (seeker, peer):
        service.world.ask("newcomer", pseudonym=name)
    ref = service.world.ask("conversation", seeker=seeker, peer=peer)
    one: Visitor = visitors(seeker, hands=hands)
    one.go(f"/talk/{ref}")
    return one


def _texts(service: Running, one: Visitor) -> list[str]:
    return [row["text"] for row in service.world.ask("messages", talk_ref=one.talk)]


@pytest.mark.parametrize(("hands", "seeker", "peer"), [(Hands, "Gadwall", "Smew"), (Keys, "Brambling", "Knot")])
def test_details_are_pointed_out_and_kept_as_they_are(
    service: Running, visitors: Visitors, hands: type[Hands], seeker: str, peer: str
) -> None:
    one = _come(service, visitors, seeker, peer, hands)
    one.hands.write(one.words, TELLING)
    expect(_card(one, DETAILS)).to_contain_text("07700 900123")
    expect(one.words).to_be_focused()
    one.page.evaluate(AXE_SCRIPT)
    found = one.page.evaluate("axe.run(document.querySelector('[data-below]'))")
    assert [problem["id"] for problem in found["violations"]] == []
    one.press("Keep as it is")
    expect(_card(one, DETAILS)).to_have_count(0)
    expect(one.words).to_be_focused()
    one.send()
    one.kept(TELLING)
    assert _texts(service, one) == [TELLING]


def test_sending_never_waits_for_a_card(service: Running, visitors: Visitors) -> None:
    one = _come(service, visitors, "Twite", "Bittern", Hands)
    one.hands.write(one.words, TELLING)
    expect(_card(one, DETAILS)).to_be_visible()
    one.send()
    one.kept(TELLING)
    expect(_card(one, DETAILS)).to_have_count(0)


def test_help_stands_beside_the_box_before_sending(service: Running, visitors: Visitors) -> None:
    one = _come(service, visitors, "Goldcrest", "Crake", Hands)
    one.hands.write(one.words, "I want to kill myself tonight")
    expect(_card(one, CARE).get_by_role("link")).to_have_attribute("href", "/help")
    one.send()
    one.kept("I want to kill myself tonight")
    expect(_card(one, CARE)).to_have_count(0)


def test_kinder_words_are_offered_and_hints_turned_off_for_good(service: Running, visitors: Visitors) -> None:
    one = _come(service, visitors, "Redpoll", "Egret", Hands)
    one.hands.write(one.words, "His brother committed suicide.")
    expect(_card(one, KINDER)).to_contain_text("died by suicide")
    one.press("No more hints while I write")
    expect(_card(one, KINDER)).to_have_count(0)
    one.page.reload()
    one.hands.write(one.words, TELLING)
    one.send()
    one.kept(TELLING)
    one.go("/settings")
    one.press("Turn hints on")
    expect(one.button("Turn hints off")).to_be_visible()


def test_without_script_the_page_comes_back_once(service: Running, visitors: Visitors) -> None:
    one = _come(service, visitors, "Hawfinch", "Sanderling", NoScript)
    one.say(TELLING)
    expect(_card(one, DETAILS)).to_contain_text("07700 900123")
    expect(one.words).to_have_value(TELLING)
    expect(one.message(TELLING)).to_have_count(0)
    one.press("Send as it is")
    one.kept(TELLING)
    assert _texts(service, one) == [TELLING]
