"""Get help now: one step away, without script, without a network."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import Hands, Keys, NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

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


# Every address that any store of this browser keeps, and what stands in them.
_KEPT = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const store = await caches.open(name);
        for (const one of await store.keys())
            found[new URL(one.url).pathname] = await (await store.match(one)).clone().text();
    }
    return found;
}"""


_KEPT_AT = "caches.match('/help/kept').then((page) => page.headers.get('x-kept-at'))"


def _waits_for(page: Page, true: str) -> None:
    """Until a promise in the page comes true."""
    for _ in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {true}")


def _keeps_help(page: Page) -> dict[str, str]:
    """Wait until the help page is kept; what is kept, by path."""
    for _ in range(150):
        found: dict[str, str] = page.evaluate(_KEPT)
        if "/help/kept" in found and page.evaluate("!!navigator.serviceWorker.controller"):
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"the help page is not kept: {sorted(found)}")


def _shows_numbers(visitor: Visitor) -> None:
    main = visitor.page.get_by_role("main")
    expect(main.get_by_role("link", name=re.compile("^Call .*112$"))).to_be_visible()
    expect(main.locator("a[href='tel:116123']").first).to_be_visible()
    expect(main.get_by_role("link", name="Try again")).to_be_visible()
    # Drawn as it should be: the style sheets have come, too.
    assert visitor.page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atkinson')


def test_it_opens_without_a_network_and_nothing_else_is_kept(service: Running, visitors: Visitors) -> None:
    place = str(service.world.ask("conversation", seeker="ada", peer="ben"))
    ada = visitors("ada", service_workers="allow", width=390)
    ada.go("/today")
    _keeps_help(ada.page)
    ada.go(f"/talk/{place}")
    ada.say("Nobody else may read this")
    ada.sees("Nobody else may read this")
    ada.go("/help")
    kept = _keeps_help(ada.page)
    assert [path for path in kept if not path.startswith("/static/")] == ["/help/kept"]
    assert not re.search("Wren|csrf|Nobody else may read this|data-signed-in", kept["/help/kept"])
    ada.context.set_offline(True)
    for path in ("/help", "/help/gb", "/help/now", f"/talk/{place}"):
        ada.go(path)
        _shows_numbers(ada)
        expect(ada.page.get_by_text("Nobody else may read this")).to_have_count(0)
    ada.go("/away")
    expect(ada.page).to_have_title("New tab")
    expect(ada.page.locator("body")).to_have_text("")
    ada.context.set_offline(False)
    ada.go("/today")
    ada.at("/today")


def test_a_stranger_has_it_too_and_leaving_takes_it_away(visitors: Visitors) -> None:
    new = visitors(service_workers="allow")
    new.go("/")
    _keeps_help(new.page)
    new.context.set_offline(True)
    new.go("/help")
    _shows_numbers(new)
    new.hands.press(new.page.get_by_role("banner").get_by_role("button", name="Leave quickly"))
    expect(new.page).to_have_url("about:blank")
    new.context.set_offline(False)
    new.go("/robots.txt")
    _waits_for(new.page, f"({_KEPT})().then((kept) => Object.keys(kept).length === 0)")


def test_leaving_takes_the_worker_away_too_and_the_next_visit_brings_it_back(visitors: Visitors) -> None:
    new = visitors(service_workers="allow")
    new.go("/")
    _keeps_help(new.page)
    new.hands.press(new.page.get_by_role("banner").get_by_role("button", name="Leave quickly"))
    new.at("/away")
    expect(new.page).to_have_title("New tab")  # the address is there before the page is
    _waits_for(new.page, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    assert new.page.evaluate(_KEPT) == {}
    new.go("/")
    _keeps_help(new.page)


def test_it_is_asked_for_once_a_day(visitors: Visitors) -> None:
    new = visitors(service_workers="allow")
    new.go("/")
    _keeps_help(new.page)
    first = new.page.evaluate(_KEPT_AT)
    new.go("/rules")
    new.go("/help")
    new.page.wait_for_timeout(300)
    assert new.page.evaluate(_KEPT_AT) == first


def test_a_slow_connection_leaves_nobody_waiting(visitors: Visitors) -> None:
    new = visitors(service_workers="allow")
    new.go("/")
    _keeps_help(new.page)
    line = new.context.new_cdp_session(new.page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 60_000, "downloadThroughput": 1, "uploadThroughput": 1},
    )
    new.go("/help")
    _shows_numbers(new)
