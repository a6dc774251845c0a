"""One's own pages without a network: they open, locked while they are kept, and are gone with the session."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitors
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]
WORDS = "Call Merle and put the kettle on"

# What stands in every store of this browser, as text: own pages as bytes, files by name.
_STORES = """async () => {
    const found = {files: [], pages: {}};
    for (const name of await caches.keys())
        for (const one of await (await caches.open(name)).keys()) found.files.push(new URL(one.url).pathname);
    if (!(await indexedDB.databases()).some((one) => one.name === "own")) return found;
    const result = (ask) => new Promise((done) => { ask.onsuccess = () => done(ask.result); });
    const base = await result(indexedDB.open("own", 1));
    const pages = base.transaction("pages").objectStore("pages");
    const [keys, rows] = await Promise.all([result(pages.getAllKeys()), result(pages.getAll())]);
    base.close();
    keys.forEach((key, at) => { found.pages[key] = new TextDecoder("latin1").decode(rows[at].sealed); });
    return found;
}"""


def _stores(page: Page, *, holds: bool) -> dict[str, dict[str, str]]:
    """Wait until own pages are kept, or are gone; what the browser holds."""
    for _ in range(200):
        found: dict[str, dict[str, str]] = page.evaluate(_STORES)
        if bool(found["pages"]) is holds:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"own pages {'are not kept' if holds else 'stay'}")


_WAITING = """async () => {
    const result = (ask) => new Promise((done) => { ask.onsuccess = () => done(ask.result); });
    const base = await result(indexedDB.open("own", 1));
    const left = await result(base.transaction("outbox").objectStore("outbox").count());
    base.close();
    return left;
}"""


def _sent(page: Page) -> None:
    """Wait until nothing waits on this device; a page says so only once it has looked."""
    for _ in range(200):
        if page.evaluate(_WAITING) == 0:
            expect(page.locator("[data-waiting]")).to_be_hidden()
            return
        page.wait_for_timeout(100)
    raise AssertionError("what was written without a network still waits")


def _with_plan(service: Running, visitors: Visitors, name: str) -> Visitor:
    service.world.ask("newcomer", pseudonym=name)
    service.world.ask("write_plan", who=name, key="signs", text=WORDS)
    return _with_worker(visitors, name)


def _with_worker(visitors: Visitors, name: str) -> Visitor:
    visitor = visitors(name, service_workers="allow", width=390)
    visitor.go("/today")
    for _ in range(200):
        if visitor.page.evaluate("!!navigator.serviceWorker.controller"):
            return visitor
        visitor.page.wait_for_timeout(100)
    raise AssertionError("no worker came")


def _reads(visitor: Visitor) -> None:
    visitor.go("/plans/safety")
    expect(visitor.page.get_by_text(WORDS)).to_be_visible()


def test_the_safety_plan_opens_without_a_network_and_lies_locked(service: Running, visitors: Visitors) -> None:
    one = _with_plan(service, visitors, "Redwing")
    kept = _stores(one.page, holds=True)
    assert not re.search("Merle|kettle|Redwing", "".join(kept["pages"].values()))
    assert not [path for path in kept["files"] if not path.startswith("/static/") and path != "/help/kept"]
    one.context.set_offline(True)
    _reads(one)
    assert one.page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atkinson')
    one.go("/help")
    one.page.get_by_role("link", name="Open my safety plan").click()
    expect(one.page.get_by_text(WORDS)).to_be_visible()
    one.go("/today")
    expect(one.page.get_by_text(WORDS)).to_have_count(0)
    one.context.set_offline(False)
    one.go("/today")
    one.at("/today")


def test_signing_out_takes_ones_own_pages_away(service: Running, visitors: Visitors) -> None:
    one = _with_plan(service, visitors, "Ivyleaf")
    _stores(one.page, holds=True)
    one.go("/accounts/logout/")
    one.page.get_by_role("main").get_by_role("button", name="Sign out").click()
    _stores(one.page, holds=False)
    one.context.set_offline(True)
    one.go("/plans/safety")
    expect(one.page.get_by_text(WORDS)).to_have_count(0)


# Keeps anew what is long kept, and takes it away while that is under way; then waits longer than it would have taken.
_AWAY_MEANWHILE = """async () => {
    const result = (ask) => new Promise((done) => { ask.onsuccess = () => done(ask.result); });
    const base = await result(indexedDB.open("own", 1));
    const all = base.transaction("key", "readwrite").objectStore("key");
    await result(all.put({ ...(await result(all.get("key"))), at: 0 }, "key"));
    base.close();
    for (const own of [true, true, false]) navigator.serviceWorker.controller.postMessage({ own });
    const { pages } = await (await fetch("/offline/pages")).json();
    for (const page of [...pages, ...pages, ...pages, ...pages, ...pages, ...pages]) await (await fetch(page)).text();
}"""


def test_what_is_still_being_kept_when_it_is_taken_away_goes_too(service: Running, visitors: Visitors) -> None:
    one = _with_plan(service, visitors, "Sandmartin")
    _stores(one.page, holds=True)
    one.page.evaluate(_AWAY_MEANWHILE)
    assert one.page.evaluate(_STORES)["pages"] == {}


def test_leaving_quickly_takes_them_away_even_offline(service: Running, visitors: Visitors) -> None:
    one = _with_plan(service, visitors, "Hearthside")
    _stores(one.page, holds=True)
    one.context.set_offline(True)
    _reads(one)
    one.hands.press(one.page.get_by_role("banner").get_by_role("button", name="Leave quickly"))
    expect(one.page).to_have_url("about:blank")
    one.context.set_offline(False)
    one.go("/robots.txt")
    _stores(one.page, holds=False)


def test_pages_written_without_a_network_come_once_from_two_devices(service: Running, visitors: Visitors) -> None:
    """Locked while they wait; sent when the network is back; a second sending keeps nothing twice."""
    one = _with_plan(service, visitors, "Linnet-by-the-sea")
    other = visitors("Linnet-by-the-sea", service_workers="allow")
    other.go("/today")
    for device, words in ((one, ("The first without a line", "The second")), (other, ("From the other device",))):
        _stores(device.page, holds=True)
        device.context.set_offline(True)
        device.go("/journal/new")
        for each in words:
            device.page.get_by_label("What is on your mind").fill(each)
            device.press("Keep it")
            expect(device.page.locator("[data-waiting] li").filter(has_text=each)).to_be_visible()
            expect(device.page.get_by_label("What is on your mind")).to_have_value("")
    for device in (one, other):
        device.context.set_offline(False)
        device.go("/journal")
        _sent(device.page)
        device.go("/journal")
    assert service.world.ask("journal", who="Linnet-by-the-sea") == [
        "From the other device", "The first without a line", "The second",
    ]  # fmt: skip
    one.go("/journal")
    assert service.world.ask("journal", who="Linnet-by-the-sea").count("The second") == 1


def test_the_toolkit_and_its_exercises_open_and_run_without_a_network(service: Running, visitors: Visitors) -> None:
    """The card, one's own list, an exercise that runs; what it did is kept on the device and comes once."""
    name = "Wheatear-on-the-wall"
    service.world.ask("newcomer", pseudonym=name)
    service.world.ask("keep_tools", who=name, keys=["box", "54321"])
    one = _with_worker(visitors, name)
    _stores(one.page, holds=True)
    one.context.set_offline(True)
    one.go("/toolkit/card")
    expect(one.page.locator("[data-exercise]").first).to_be_visible()
    one.go("/toolkit/mine")
    expect(one.page.locator("[data-kept-here]")).to_be_visible()
    one.page.get_by_role("main").get_by_role("link", name="Square breathing").click()
    one.at("/toolkit/do/box")
    one.press("Begin")
    expect(one.page.locator("[data-say]")).not_to_be_empty()
    one.press("Stop")
    one.hands.choose(one.page.get_by_role("radio", name="8", exact=True))
    one.press("4 of 10, keep it")
    expect(one.page.locator("[data-waiting] li")).to_contain_text("8 · 4")
    one.press("In my toolkit. Take it out")  # cannot wait: nothing is sent, and the page stays
    expect(one.page.locator("[data-toast]")).to_be_visible()
    one.at("/toolkit/do/box")
    one.context.set_offline(False)
    for _ in range(2):
        one.go("/toolkit/do/box")
        _sent(one.page)
    assert [(each["before"], each["after"]) for each in service.world.ask("tries", who=name)] == [(8, 4)]
    assert len(service.world.ask("kept", who=name)) == 2


def test_check_ins_said_without_a_network_come_once(service: Running, visitors: Visitors) -> None:
    """On a page that was kept earlier: its day is today's, its names are new each time."""
    one = _with_plan(service, visitors, "Larkspur-in-the-lane")
    _stores(one.page, holds=True)
    one.context.set_offline(True)
    for mood, line in (("Heavy", "No line on the train"), ("Steady", "Home now")):
        one.go("/checkins/new")
        one.page.get_by_role("radio", name=mood, exact=True).check(force=True)
        one.page.get_by_label("A line, if you like").fill(line)
        one.press("Keep it")
        expect(one.page.locator("[data-waiting] li").filter(has_text=line)).to_contain_text(mood)
        expect(one.page.locator("[data-waiting]")).to_be_focused()
    one.context.set_offline(False)
    for _ in range(2):
        one.go("/checkins")
        _sent(one.page)
    found = service.world.ask("checkins_of", who="Larkspur-in-the-lane")
    assert sorted((each["mood"], each["line"]) for each in found) == [(1, "No line on the train"), (4, "Home now")]
    one.go("/checkins")
    expect(one.page.get_by_text("Home now")).to_be_visible()
