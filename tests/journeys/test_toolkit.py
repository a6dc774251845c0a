"""Finding something that helps and doing it: on a phone, by keyboard, with script off, with the clock in our hands."""

import json
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import Hands, Keys, NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]

_START = 1_764_000_000_000  # a moment, in ms
_STEADY = 20  # ms the page's own work may take


def _number(visitor: Visitor, before: int) -> None:
    visitor.hands.choose(visitor.page.get_by_role("radio", name=str(before), exact=True))


def _keep(visitor: Visitor) -> None:
    visitor.press("Keep it in my toolkit")
    expect(visitor.button("Keep it in my toolkit")).to_have_count(0)


def _in_two_taps(visitor: Visitor) -> None:
    visitor.go("/toolkit")
    visitor.follow("Panicky")
    visitor.follow("Longer out-breath")
    visitor.at("/toolkit/do/longexhale")


@pytest.mark.parametrize(
    ("hands", "width", "name"),
    [(Hands, 390, "Dunlin-reed"), (Keys, 1280, "Whimbrel-reed"), (NoScript, 390, "Pipit-reed")],
)
def test_find_do_and_keep(service: Running, visitors: Visitors, hands: type[Hands], width: int, name: str) -> None:
    service.world.ask("newcomer", pseudonym=name)
    one = visitors(name, hands=hands, width=width)
    _in_two_taps(one)
    expect(one.button("Begin")).to_have_count(0)
    one.press("I have read this")
    _number(one, 8)
    if hands.script:
        one.press("Begin")
        expect(one.page.get_by_text("Breathe in", exact=True)).to_be_visible()
        expect(one.button("Stop")).to_be_visible()
        one.press("Stop")
        expect(one.button("Once more")).to_be_focused()
    else:
        expect(one.page.get_by_role("listitem").filter(has_text="Breathe in while you count to four.")).to_be_visible()
    one.press("5 of 10, keep it")
    expect(one.page.get_by_text("It was 8 and is 5 now.")).to_be_visible()
    _keep(one)
    assert service.world.ask("tries", who=name) == [{"key": "longexhale", "before": 8, "after": 5, "line": ""}]
    one.go("/toolkit/do/feet")
    _keep(one)
    one.go("/toolkit/mine")
    one.press("Up (Feet on the floor)")
    one.press("Onto the card (Longer out-breath)")
    one.hands.press(one.page.get_by_text("Call it something else").nth(1))
    one.hands.write(one.page.get_by_label("What you call it").nth(1), "Straw")
    one.press("Keep the name")
    expect(one.page.get_by_role("heading", name="Straw")).to_be_visible()
    assert service.world.ask("kept", who=name) == [
        {"key": "feet", "name": "", "card": False},
        {"key": "longexhale", "name": "Straw", "card": True},
    ]
    one.go("/toolkit/card")
    expect(one.page.get_by_role("heading", name="Straw")).to_be_visible()
    expect(one.page.get_by_role("heading", name="Feet on the floor")).to_have_count(0)
    if hands.script:
        one.press("Begin")
        expect(one.button("Stop")).to_be_visible()


def test_what_a_member_shares_is_looked_at_and_tried(service: Running, visitors: Visitors) -> None:
    for name in ("Siskin-reed", "Redpoll-reed"):
        service.world.ask("newcomer", pseudonym=name)
    writer, moderator, reader = visitors("Siskin-reed", width=390), visitors("mo"), visitors("Redpoll-reed", hands=Keys)
    writer.go("/toolkit/peers/mine")
    writer.press("Begin")
    writer.write("What would you call it?", "The kettle hour")
    writer.write("What I do", "I boil the kettle, sit on the step with my meds beside me, and wait for the steam.")
    writer.tick("Alone")
    writer.tick("Show it under my pseudonym")
    writer.press("Give it to a moderator")
    expect(writer.page.get_by_text("It speaks of medicine")).to_be_visible()
    writer.write("What I do", "I boil the kettle, sit on the step, and wait for the steam.")
    writer.press("Give it to a moderator")
    expect(writer.page.get_by_text("A moderator has it.")).to_be_visible()
    ref = writer.path.rsplit("/", 1)[-1]
    reader.go(f"/toolkit/peers/{ref}")
    expect(reader.page.get_by_text("wait for the steam")).to_have_count(0)
    moderator.go("/toolkit/desk")
    moderator.follow("The kettle hour")
    moderator.press("Let it show")
    reader.go("/toolkit?feel=lonely")
    reader.follow("The kettle hour")
    expect(reader.page.get_by_text("Told by Siskin-reed")).to_be_visible()
    _number(reader, 7)
    reader.press("6 of 10, keep it")
    expect(reader.page.get_by_text("It was 7 and is 6 now.")).to_be_visible()
    reader.go(f"/toolkit/peers/{ref}")
    reader.press("This helped me")
    expect(reader.button("This helped me")).to_have_attribute("aria-pressed", "true")
    writer.go("/notices")
    expect(writer.link("Something you shared helped somebody.")).to_be_visible()


# --- the clock in our hands ---
_WATCH = """() => {
  window.seen = [];
  const say = document.querySelector('[data-say]'), stage = document.querySelector('[data-stage]');
  const begin = performance.now();
  const note = (words) => window.seen.push([performance.now() - begin, words]);
  new MutationObserver(() => note(say.textContent)).observe(say, { childList: true });
  const over = new MutationObserver(() => { if (stage.hidden) note('ended'); });
  over.observe(stage, { attributes: true, attributeFilter: ['hidden'] });
}"""
_SOUND = """() => {
  window.tones = [];
  window.AudioContext = class {
    constructor() { this.begun = performance.now(); window.tones.length = 0; }
    get currentTime() { return (performance.now() - this.begun) / 1000; }
    createOscillator() {
      return { frequency: {}, connect: (to) => to, stop() {},
        start: (at) => window.tones.push(at + this.begun / 1000) };
    }
    createGain() {
      return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to };
    }
    close() {}
  };
}"""
_HIDDEN = """() => {
  Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
_SHOWN = """() => {
  delete document.hidden; delete document.visibilityState;
  document.dispatchEvent(new Event('visibilitychange'));
}"""


@pytest.fixture
def breathing(service: Running, visitors: Visitors) -> Visitor:
    """Somebody before five minutes of slow breathing, cautions read, time standing still."""
    if not getattr(service, "garganey", False):
        service.world.ask("newcomer", pseudonym="Garganey-reed")
        service.garganey = True  # type: ignore[attr-defined]
    one = visitors("Garganey-reed", width=390)
    one.go("/toolkit/do/paced")
    if one.button("I have read this").count():
        one.press("I have read this")
    one.page.clock.install(time=_START / 1000)
    one.go("/toolkit/do/paced")
    expect(one.button("Begin")).to_be_visible()
    one.page.clock.pause_at(_START / 1000 + 60)
    return one


def _begin(page: Page) -> None:
    page.evaluate(_WATCH)
    page.get_by_role("button", name="Begin").evaluate("it => it.click()")


def _seen(page: Page) -> list[tuple[float, str]]:
    return [(at, words) for at, words in page.evaluate("window.seen") if words]


def test_five_minutes_are_five_minutes(breathing: Visitor) -> None:
    page = breathing.page
    _begin(page)
    page.clock.run_for(301_000)
    seen = _seen(page)
    turns = [at for at, words in seen if words in ("Breathe in", "Breathe out")]
    assert len(turns) == 60
    worst = max(abs(at - 5_000 * number) for number, at in enumerate(turns))
    ended = next(at for at, words in seen if words == "ended")
    assert worst <= 200 + _STEADY
    assert abs(ended - 300_000) <= 0.02 * 300_000
    assert abs(ended - 300_000) <= 200 + _STEADY


@pytest.mark.parametrize("wakes_each", [1_000, 60_000])
def test_in_a_hidden_page_whose_timers_are_put_off(breathing: Visitor, wakes_each: int) -> None:
    """Browsers wake a hidden page once a second, later once a minute. What is due meanwhile was put down beforehand."""
    page = breathing.page
    page.evaluate(_SOUND)
    page.get_by_text("Sound, vibration, pace").click()
    page.get_by_label("A soft sound").check()
    _begin(page)
    tones = page.evaluate("window.tones")
    page.evaluate(_HIDDEN)
    for _ in range(240_000 // wakes_each):
        page.clock.fast_forward(wakes_each)
    page.evaluate(_SHOWN)
    assert page.locator("[data-say]").text_content() == "Breathe in"
    assert page.locator("[data-left]").text_content() == "1:00 left"
    page.clock.run_for(5_300)
    assert page.locator("[data-say]").text_content() == "Breathe out"
    page.clock.run_for(55_000)
    ended = next(at for at, words in _seen(page) if words == "ended")
    assert abs(ended - 300_000) <= 0.02 * 300_000
    gaps = [later - earlier for earlier, later in pairwise(tones)]
    assert len(tones) == 61
    assert all(abs(gap - 5) < 0.02 for gap in gaps), json.dumps(gaps)


def test_in_a_hidden_page_that_is_held_still(breathing: Visitor) -> None:
    """A telephone in a pocket: nothing of the page runs for minutes, and it is right when it is looked at again."""
    page = breathing.page
    _begin(page)
    page.clock.run_for(3_000)
    page.evaluate(_HIDDEN)
    page.clock.fast_forward(204_000)
    page.evaluate(_SHOWN)
    assert page.locator("[data-say]").text_content() == "Breathe out"
    assert page.locator("[data-left]").text_content() == "1:33 left"
    page.evaluate(_HIDDEN)
    page.clock.fast_forward(200_000)
    page.evaluate(_SHOWN)
    assert [words for _at, words in _seen(page)][-1] == "ended"


def test_a_clock_that_jumps_and_a_machine_that_slept(breathing: Visitor) -> None:
    page = breathing.page
    _begin(page)
    page.clock.run_for(7_000)
    assert page.locator("[data-say]").text_content() == "Breathe out"
    page.clock.fast_forward(3_600_000)
    page.clock.run_for(400)
    expect(page.locator("[data-say]")).to_contain_text("it waits here for you")
    left = page.locator("[data-left]").text_content()
    page.get_by_role("button", name="Go on").evaluate("it => it.click()")
    page.clock.run_for(200)
    assert page.locator("[data-say]").text_content() == "Breathe out"
    assert page.locator("[data-left]").text_content() == left
    # The time of day is set back by a year: nothing hangs on it.
    page.clock.set_system_time(_START / 1000 - 31_536_000)
    page.clock.run_for(3_200)
    assert page.locator("[data-say]").text_content() == "Breathe in"
    page.get_by_role("button", name="Pause").evaluate("it => it.click()")
    page.clock.run_for(60_000)
    assert page.locator("[data-say]").text_content() == "Breathe in"
    page.get_by_role("button", name="Stop").evaluate("it => it.click()")
    expect(page.get_by_text("It ends when you say so.")).to_be_visible()
    expect(page.get_by_role("heading", name="And how strong is it now?")).to_be_visible()


_CORE = """async () => {
  const { Elapsed, phaseAt, fullness, totalOf } = await import(document.querySelector('script[src*="exercise"]').src);
  let now = 1000;
  const time = new Elapsed(() => now);
  const steps = [];
  time.go();
  for (const to of [1500, 1200, 1200, 2200, 92_199, 200_000, 200_500]) { now = to; steps.push(time.read()); }
  const box = [['in', 4], ['hold', 4], ['out', 4], ['hold', 4]];
  const phases = [0, 3999, 4000, 8000, 12_000, 15_999, 16_000].map((ms) => phaseAt(box, ms).what);
  const full = [0, 4000, 6000, 12_000, 14_000].map((ms) => Math.round(fullness(box, phaseAt(box, ms)) * 100));
  const totals = [totalOf(box, 5, 0), totalOf([['in', 5.5], ['out', 5.5]], 0, 5)];
  return { steps, slept: time.slept, phases, full, totals };
}"""


def test_the_core_of_time(breathing: Visitor) -> None:
    found: dict[str, Any] = breathing.page.evaluate(_CORE)
    # Backwards is nothing; two gaps below a sleep count; a sleep does not, and nothing runs after it.
    assert found["steps"] == [500, 500, 500, 1500, 91_499, 91_499, 91_499]
    assert found["slept"] is True
    assert found["phases"] == ["in", "in", "hold", "out", "hold", "hold", "in"]
    assert found["full"] == [0, 100, 100, 0, 0]
    assert found["totals"] == [80_000, 297_000]
