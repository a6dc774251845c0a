"""Every page that anyone can reach: axe finds nothing, nothing scrolls sideways at 320 px, nothing asks elsewhere.

Each of the cast walks from link to link. A page is looked at once by each kind of visitor that sees something of its
own there: with every folded part open, wide and narrow, light and dark.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.conftest import Visitors
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = pytest.mark.browser

# Where links alone do not lead: pages that follow a form, or that are written down elsewhere.
_DOORS = {
    "": ("/", "/join", "/join/code", "/help", "/help/gb", "/help/kept", "/help/zz",
         "/accounts/login/", "/accounts/recover", "/accounts/login/code/", "/away",
         "/setup/of-an-old-letter", "/contact", "/notice", "/transparency",
         "/accounts/password/reset/", "/nothing-here", "/goodbye"),
    "ada": ("/today", "/welcome/name", "/welcome/place", "/welcome/experience", "/welcome/done", "/talk/ask",
            "/mine/experiences/panic", "/settings/blocked", "/help/now", "/settings/tokens", "/accounts/logout/",
            "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/talk/breathe", "/notices",
            "/community/muted", "/stories/mine"),
    "ada on her own": ("/mine", "/plans", "/plans/safety/safer", "/plans/wellness/new",
            "/plans/safety/together", "/goals/new", "/journal/new", "/letters/new", "/shared", "/checkins",
            "/checkins/new", "/checkins/trackers", "/checkins/reminders", "/measures", "/measures/phq-9",
            "/looking-back?range=30", "/looking-back?range=all", "/looking-back/days", "/toolkit?feel=panic",
            "/toolkit?feel=urge&minutes=2&public=1", "/toolkit/do/box", "/toolkit/do/tipp", "/toolkit/do/feet",
            "/toolkit/do/54321", "/toolkit/do/thoughtrecord", "/toolkit/do/safetyfirst"),
    "cy": ("/groups", "/talk/waiting", "/help/now", "/help/after"),
    "ben": ("/shared", "/peer", "/today", "/community", "/community/kept", "/community/waiting",
            "/community/search?q=mornings", "/stories", "/stories/circle", "/articles", "/groups", "/groups/calendar",
            "/groups?free=on&weekday=0"),
    "mo": ("/toolkit/desk", "/care", "/care/closed", "/care/on-call", "/care/list", "/care/ourselves"),
    "sol": ("/care", "/care/on-call/edit", "/care/load", "/care/transparency"),
    "ola": ("/console/", "/console/experiences/", "/console/people", "/console/invitations", "/console/texts",
            "/console/helplines/", "/console/helplines/?country=GB", "/console/helplines/?country=ZZ",
            "/console/helplines/ZZ/emergency", "/console/helplines/GB/add", "/console/legal", "/console/log",
            "/care/transparency", "/console/spaces/", "/console/spaces/new", "/console/strategies/new",
            "/console/strategies/tipp", "/console/groups/", "/console/groups/new",
            "/console/measures/", "/community/answers", "/stories/desk",
            "/stories/desk/replies", "/stories/desk/articles/new"),
}  # fmt: skip
# What a member has for herself: as many pages as all the rest, so a walk of its own.
_ALONE = "mine$|plans|goals|journal|letters|hope|milestones|shared|checkins|measures|looking-back|toolkit"
# What a visitor need not look at: pages that are the same for all are looked at by one of them.
_OWN = {
    "ada": rf"/(?!community|stories|articles|groups|{_ALONE})|/community/[2-9a-z]{{16}}/about|/stories/mine",
    "ada on her own": rf"/({_ALONE})",
    "cy": r"/groups/|/talk/waiting|/talk/ask|/help/(now|after)",
    "ben": r"/(shared|today|peer|community|stories|articles|groups)|/talk($|/ask|/[2-9a-z]{16}$)",
    "mo": r"/care|/toolkit/desk",
    "sol": r"/care/(load|transparency|thresholds|on-call($|/edit)|[2-9a-z]{16})",
    "ola": r"/console|/stories/desk|/community/answers",
}
_NOT_A_PAGE = re.compile(r"^/(static|api|metrics|healthz|readyz|favicon|robots|manifest)|/download/?$|/csv$")
_NAMES = re.compile(r"(?<=/)([2-9a-z]{16}|[0-9]+|[0-9]{4}-[0-9]{2}(-[0-9]{2})?)(?=/|$)")
# Beside names and numbers: what one page shows in several ways, each drawn by the same template.
_SAME = re.compile(
    r"^(/(?:mine|console)/experiences/|/console/strategies/|/console/legal/risks/|/console/texts/|/toolkit/do/|/measures/(?!results)"
    r"|(?:/stories/desk)?/articles/(?:tag/)?|/plans/safety/(?!together)|/plans/wellness/(?!new)|/shared/[2-9a-z]+/fill/"
    r"|/goals/[2-9a-z]{16}/(?!change|remove)(?:steps/[2-9a-z]{16}/)?).+"
)
_COUNTRY = re.compile(r"(?<=^/console/helplines/)[A-Z]{2}(?=/)")
_STATES = re.compile(r"/(talk|care|groups|plans|goals|stories)/")  # open and ended, waiting and answered: two of a kind
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# What can change with the width alone; the rest of a page is the same wide and narrow. So are its colours, but for the
# frame's: its bar stands at the bottom of a phone.
_WIDTH = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}


def _kind(path: str) -> str:
    """Pages of one kind: names and numbers left out."""
    return _NAMES.sub("*", _COUNTRY.sub("*", _SAME.sub(r"\1*", path)))


class Walk:
    """From link to link, each kind of page a few times."""

    def __init__(self, visitor: Visitor, doors: tuple[str, ...], own: str) -> None:
        self.visitor, self.own = visitor, re.compile(own)
        self._next = list(doors)
        self._met: set[str] = set(doors)
        self._kinds: dict[str, int] = {}
        self._whole: set[str] = set()
        self.broken: list[str] = []

    def __iter__(self) -> Iterator[bool]:
        """Opens each address; says whether it is the first of its kind."""
        while self._next:
            path = self._next.pop(0)
            answer = self.visitor.page.goto(self.visitor.url + path)
            if answer is not None and answer.status >= 500:
                self.broken.append(f"{path}: answered with {answer.status}")
            led = urlsplit(self.visitor.page.url).path
            kind = _kind(led)
            if led != urlsplit(path).path and kind in self._whole:
                continue  # led to a page that has been looked at
            yield kind not in self._whole
            self._whole.add(kind)
            hrefs = self.visitor.page.eval_on_selector_all("a[href]", "all => all.map((one) => one.href)")
            for found in hrefs:
                self._note(urlsplit(found))

    def _note(self, found: SplitResult) -> None:
        host, path, query = found.netloc, found.path, found.query
        if host != urlsplit(self.visitor.url).netloc or _NOT_A_PAGE.search(path) or not self.own.match(path):
            return
        kind = _kind(path) + ("?" if query else "")
        address = f"{path}?{query}" if query else path
        if address in self._met or self._kinds.get(kind, 0) >= (2 if _STATES.match(path) else 1):
            return
        self._kinds[kind] = self._kinds.get(kind, 0) + 1
        self._met.add(address)
        self._next.append(address)


def _violations(page: Page, how: str, options: Mapping[str, object]) -> list[str]:
    # Without the preload, axe does not fetch every style again; only a rule that is off reads those.
    given = {"resultTypes": ["violations"], "preload": False, **options}
    found = page.evaluate("options => axe.run(document, options)", given)
    return [
        f"{urlsplit(page.url).path} ({how}): {one['id']} – {node['html'][:160]} – {node['failureSummary'][-200:]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def _narrow(page: Page, width: int) -> None:
    """As wide as a phone and as long as the page: what only scrolls past the bar at the bottom is not under it."""
    page.set_viewport_size({"width": width, "height": 860})
    long = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": long + 1200})  # some parts grow with the window


def _look(page: Page, whole: bool, frame: bool) -> list[str]:
    """What is wrong with a page; ``whole``: in each way it is shown, ``frame``: with the colours of a narrow frame."""
    page.eval_on_selector_all("main details", "all => all.forEach((one) => { one.open = true; })")
    found = _violations(page, "wide, light", _RULES)
    if whole:
        page.emulate_media(color_scheme="dark")
        found += _violations(page, "wide, dark", _COLOURS)
        page.emulate_media(color_scheme="light")
        _narrow(page, 320)
        found += _violations(page, "narrow, light", _WIDTH)
    else:
        page.set_viewport_size({"width": 320, "height": 860})
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if frame:
        _narrow(page, 390)
        found += _violations(page, "narrow, light", _COLOURS)
    page.set_viewport_size({"width": 1280, "height": 860})
    return [*found, *([f"{page.url} (320 px): scrolls sideways by {sideways} px"] if sideways > 0 else [])]


@pytest.fixture(scope="session")
def _busy(running: Running) -> None:
    running.world.ask("busy_day")


# No group: these are the longest tests there are, and each worker has a service of its own to walk through.
@pytest.mark.parametrize("who", _DOORS)
def test_nothing_stands_in_anyones_way(who: str, visitors: Visitors, _busy: None) -> None:
    visitor = visitors(who.split(" ")[0])
    visitor.context.add_init_script(AXE_SCRIPT)
    problems: list[str] = []
    seen = 0
    walk = Walk(visitor, _DOORS[who], _OWN.get(who, "/"))
    for first_of_its_kind in walk:
        seen += 1
        problems += _look(visitor.page, first_of_its_kind, frame=seen == 1)
    problems += walk.broken
    assert seen >= len(_DOORS[who])
    assert not problems, "\n".join(problems)
