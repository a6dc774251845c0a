"""One person before one browser, and what they do there. Everything is found by role and label, as they find it."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Locator, Page, Request, expect

from tests.journeys.hands import Hands

REF = re.compile(r"/talk/[2-9a-z]{10,16}(?:[?#].*)?$")


@dataclass
class Visitor:
    """A browser of somebody's own. ``strangers`` are requests that left for another host: there must be none."""

    context: BrowserContext
    page: Page
    url: str
    hands: Hands
    strangers: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Remember what leaves for elsewhere, and what a page complains of."""
        self.context.on("request", self._asked)
        self.context.on("weberror", lambda problem: self.broken.append(str(problem.error)))
        self.context.on(
            "console",
            lambda said: (
                self.broken.append(said.text)
                if said.type == "error" and "Content Security Policy" in said.text
                else None
            ),
        )

    def _asked(self, request: Request) -> None:
        asked, ours = urlsplit(request.url), urlsplit(self.url)
        if asked.scheme in ("data", "blob", "about", "chrome-error"):
            return
        if asked.netloc != ours.netloc:
            self.strangers.append(request.url)

    def another_tab(self) -> "Visitor":
        """The same browser and address, in a tab beside this one."""
        page = self.context.new_page()
        page.goto(self.page.url)
        return Visitor(self.context, page, self.url, type(self.hands)(page), self.strangers, self.broken)

    # --- finding
    def button(self, name: str, *, exact: bool = True) -> Locator:
        """A button by what it says."""
        return self.page.get_by_role("button", name=name, exact=exact)

    def link(self, name: str, *, exact: bool = True) -> Locator:
        """A link by what it says, in the page itself (the frame has links of the same name)."""
        return self.page.get_by_role("main").get_by_role("link", name=name, exact=exact)

    def radio(self, name: str) -> Locator:
        """One of several, by the beginning of its words."""
        return self.page.get_by_role("radio", name=re.compile(f"^{re.escape(name)}"))

    def box(self, name: str) -> Locator:
        """A box to tick."""
        return self.page.get_by_role("checkbox", name=re.compile(f"^{re.escape(name)}"))

    def field(self, name: str) -> Locator:
        """Something to write in."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(name)}"))

    # --- doing
    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(self.url + path)

    def press(self, name: str) -> None:
        """A button of this name."""
        self.hands.press(self.button(name))

    def follow(self, name: str) -> None:
        """A link of this name."""
        self.hands.press(self.link(name).first)

    def write(self, label: str, text: str) -> None:
        """Into the field of this label."""
        self.hands.write(self.field(label), text)

    def choose(self, name: str) -> None:
        """One of several."""
        self.hands.choose(self.radio(name).first)

    def tick(self, name: str) -> None:
        """A box."""
        self.hands.choose(self.box(name).first)

    def at(self, path: str) -> None:
        """Wait until the address is this."""
        expect(self.page).to_have_url(re.compile(f"^{re.escape(self.url + path)}([?#].*)?$"), timeout=15_000)

    @property
    def path(self) -> str:
        """Where the browser is now."""
        return urlsplit(self.page.url).path

    # --- a conversation
    @property
    def talk(self) -> str:
        """The public name of the conversation this page shows."""
        return self.path.rsplit("/", 1)[-1]

    def in_conversation(self) -> None:
        """Wait until a conversation is open here."""
        if self.hands.script:
            expect(self.page).to_have_url(REF, timeout=20_000)
        else:
            for _ in range(150):
                if REF.search(self.page.url):
                    break
                self.page.wait_for_timeout(100)
                self.page.reload()
        expect(self.words).to_be_visible()

    @property
    def words(self) -> Locator:
        """The box to write in."""
        return self.page.get_by_role("textbox", name=re.compile("^Write to "))

    def say(self, text: str) -> None:
        """Write and send."""
        self.hands.write(self.words, text)
        self.send()

    def send(self) -> None:
        """Send what stands in the box."""
        self.hands.press(self.page.get_by_role("button", name=re.compile("^Send to ")))

    def message(self, text: str) -> Locator:
        """A message by its words."""
        said = self.page.get_by_role("region", name=re.compile("^What you and ")).get_by_role("listitem")
        return said.filter(has=self.page.get_by_text(text, exact=True))

    def sees(self, text: str) -> None:
        """Wait until a message is here, once."""
        self.hands.until(self.message(text).first)
        expect(self.message(text)).to_have_count(1)

    def kept(self, text: str) -> None:
        """Wait until a message is not only shown on its way but has been kept: only then can it be answered."""
        self.sees(text)
        expect(self.message(text).get_by_role("link", name="Answer or change this message")).to_be_visible()

    def open_message(self, text: str) -> None:
        """What can be done with it."""
        self.hands.press(self.message(text).get_by_role("link", name="Answer or change this message"))

    # --- a room
    def go_on(self, phase: str) -> None:
        """The session goes on to a phase, and this facilitator's own page with it."""
        self.press(phase)
        expect(self.button(phase)).to_have_count(0, timeout=15_000)

    def close(self) -> None:
        """Leave; then nothing may have gone elsewhere or broken."""
        try:
            self.context.close()
        except Error as problem:  # a browser that has gone already says so; anything else is news
            if "closed" not in str(problem):
                raise
