"""How somebody uses a page: with a mouse, by keyboard alone, or in a browser that runs no script."""

from playwright.sync_api import Locator, Page, expect

_MANY = 260  # presses of Tab: more than any page has places to stop
_WAIT = 15_000  # ms: matching looks every ten seconds


class Hands:
    """With a mouse. ``script`` says whether the page can change by itself."""

    script = True

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        """Follow a link or press a button."""
        target.click()

    def write(self, target: Locator, text: str) -> None:
        """Put words into a field, in place of what stood there."""
        target.fill(text)

    def choose(self, target: Locator) -> None:
        """Tick a box or choose one of several."""
        target.check()

    def pick(self, target: Locator, label: str) -> None:
        """Choose from a list that opens."""
        target.select_option(label=label)

    def until(self, target: Locator) -> None:
        """Wait until something stands on the page."""
        expect(target).to_be_visible(timeout=_WAIT)


class NoScript(Hands):
    """A page without script shows what is new when it is asked for anew."""

    script = False

    def until(self, target: Locator) -> None:
        """Load the page again until something stands on it."""
        for _ in range(120):
            if target.count():
                break
            self.page.wait_for_timeout(100)  # between looks, as a person would; not to let something settle
            self.page.reload()
        expect(target).to_be_visible()


class Keys(Hands):
    """Tab, Enter, Space, arrows and letters; never a mouse. What has the focus must be seen to have it."""

    def press(self, target: Locator) -> None:
        """Go there, then Enter."""
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        """Go there, mark what stands there, write."""
        self.reach(target)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, target: Locator) -> None:
        """Space ticks a box; among several, Tab reaches the group and arrows the one."""
        kind = target.get_attribute("type")
        if kind == "radio":
            self._among(target)
        else:
            self.reach(target)
            if not target.is_checked():
                self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def pick(self, target: Locator, label: str) -> None:
        """Writing the beginning of a name finds it in the list."""
        self.reach(target)
        self.page.keyboard.type(label)
        chosen = target.locator("option:checked")
        expect(chosen).to_have_text(label)

    def reach(self, target: Locator) -> None:
        """Press Tab until the focus is there. Fails where the keyboard cannot go, or the focus cannot be seen."""
        expect(target).to_be_visible()
        for _ in range(_MANY):
            if target.evaluate("it => it === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"the keyboard does not reach {target}")
        assert target.evaluate(_SEEN), f"the focus on {target} cannot be seen"
        assert target.evaluate(_UNCOVERED), f"{target} has the focus and lies under something"

    def _among(self, target: Locator) -> None:
        for _ in range(_MANY):
            if target.evaluate("it => document.activeElement?.name === it.name"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"the keyboard does not reach the group of {target}")
        for _ in range(_MANY):
            if target.evaluate("it => it === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")


# An outline or a ring on the element itself, or on the label or form that holds it.
_SEEN = """it => [it, it.closest('label'), it.labels?.[0], it.closest('form')].filter(Boolean).some((one) => {
  const style = getComputedStyle(one);
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
})"""

# Nothing fixed to the edge of the window lies on what has the focus.
_UNCOVERED = """it => {
  const { x, y, width, height } = it.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  return !top || it.contains(top) || top.contains(it) || [...it.labels ?? []].some((one) => one.contains(top));
}"""
