"""The frame in a real browser: with and without script, with and without a connection."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from playwright.sync_api import Page, expect

from beside.core import styleguide
from beside.core.tests.frames import ORIGIN, PLACES, Served, frame, show

pytestmark = pytest.mark.browser
Opened = Callable[..., tuple[Page, Served]]


def plain(**changes: Any) -> str:
    """A page with a field to write in."""
    source = (
        '{% extends "core/base.html" %}{% block title %}Today{% endblock %}{% block main %}<h1>Hello</h1>'
        '<label>Words <textarea id="words"></textarea></label><p id="secret">secret</p>'
        '<a href="/ask" data-dialog="">Ask</a>{% endblock %}'
    )
    return str(engines["django"].from_string(source).render({"frame": frame(**changes)}))


def pages(**changes: Any) -> dict[str, str]:
    """A small site."""
    return {"/": plain(**changes), "/away": show("core/away.html"), "/ask": plain(), "/help": plain()}


def test_it_stands_without_a_filled_frame(opened: Opened) -> None:
    source = '{% extends "core/base.html" %}{% block main %}<h1>Hello</h1>{% endblock %}'
    page, _ = opened({"/": str(engines["django"].from_string(source).render({}))})
    page.goto(ORIGIN + "/")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("contentinfo")).to_have_count(1)
    page.locator("[data-help] summary").click()
    expect(page.locator(".help-panel a")).to_have_attribute("href", "/help")


def test_the_five_places_are_there_and_one_is_current(opened: Opened) -> None:
    page, _ = opened(pages())
    page.goto(ORIGIN + "/")
    links = page.locator("nav.places a")
    assert links.all_inner_texts() == [label for label, _ in PLACES]
    expect(page.locator("nav.places [aria-current=page]")).to_have_count(1)
    expect(page.get_by_role("contentinfo")).to_have_count(0)


def test_signed_out_there_are_no_places(opened: Opened) -> None:
    page, _ = opened(pages(places=[], account=None))
    page.goto(ORIGIN + "/")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.locator("form[data-leave] button")).to_be_visible()
    expect(page.locator("form[data-leave] input")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_help_opens_from_the_keyboard_without_the_network(opened: Opened, script: bool) -> None:
    page, served = opened(pages(), script=script)
    page.goto(ORIGIN + "/")
    served.offline = True
    summary = page.locator("[data-help] summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".number")).to_be_visible()
    assert page.locator(".help-panel a").first.get_attribute("href") == "tel:112"
    expect(page.locator('.help-panel a[href="tel:116123"]')).to_be_visible()


def test_escape_and_a_click_outside_close_help(opened: Opened) -> None:
    page, _ = opened(pages())
    page.goto(ORIGIN + "/")
    page.locator("[data-help] summary").click()
    page.locator(".help-panel a").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("[data-help][open]")).to_have_count(0)
    expect(page.locator("[data-help] summary")).to_be_focused()
    page.locator("[data-help] summary").click()
    page.locator("h1").click(position={"x": 5, "y": 5})
    expect(page.locator("[data-help][open]")).to_have_count(0)


def test_help_says_honestly_that_the_country_is_not_known(opened: Opened) -> None:
    page, _ = opened(pages(help={"choose_href": "/country"}))
    page.goto(ORIGIN + "/")
    page.locator("[data-help] summary").click()
    expect(page.locator(".number")).to_have_count(0)
    expect(page.locator('.help-panel a[href="/country"]')).to_be_visible()


def leave_by_button(page: Page) -> None:
    """Press the button."""
    page.locator("form[data-leave] button").click()


def leave_by_shift(page: Page) -> None:
    """Press Shift three times while writing."""
    page.locator("#words").focus()
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [leave_by_button, leave_by_shift])
def test_leaving_ends_the_session_and_leaves_nothing(opened: Opened, leave: Callable[[Page], None]) -> None:
    page, served = opened(pages())
    page.goto(ORIGIN + "/help")
    page.goto(ORIGIN + "/")
    page.evaluate("localStorage.setItem('draft', 'x'); sessionStorage.setItem('draft', 'x')")
    length = page.evaluate("history.length")
    leave(page)
    expect(page).to_have_title("New tab")
    assert ("POST", ORIGIN + "/leave") in served.asked
    assert page.evaluate("history.length") == length
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate("Object.keys(sessionStorage)") == ["left"]
    expect(page.locator("#secret")).to_have_count(0)


def test_the_page_is_gone_in_the_same_moment(opened: Opened) -> None:
    page, _ = opened(pages())
    page.goto(ORIGIN + "/")
    seen = page.evaluate(
        "() => { document.querySelector('form[data-leave]').requestSubmit();"
        " const root = document.documentElement;"
        " return [root.childElementCount, document.title.trim().length <= 1, location.pathname] }"
    )
    assert seen == [0, True, "/away"]


@pytest.mark.parametrize("keys", [["Shift", "Shift"], ["Shift", "Shift", "a", "Shift"], ["Shift+A"] * 4])
def test_writing_does_not_leave(opened: Opened, keys: list[str]) -> None:
    page, served = opened(pages())
    page.goto(ORIGIN + "/")
    page.locator("#words").focus()
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("#secret")).to_be_visible()
    assert not any(method == "POST" for method, _ in served.asked)


def test_leaving_in_one_window_leaves_in_all(opened: Opened) -> None:
    page, _ = opened(pages())
    page.goto(ORIGIN + "/")
    other = page.context.new_page()
    other.goto(ORIGIN + "/help")
    leave_by_button(page)
    expect(other).to_have_title("New tab")


def test_leaving_works_offline_and_the_session_ends_when_the_connection_is_back(opened: Opened) -> None:
    page, served = opened(pages())
    page.goto(ORIGIN + "/")
    served.offline = True
    leave_by_button(page)
    page.wait_for_url("about:blank")
    served.offline = False
    served.asked.clear()
    page.goto(ORIGIN + "/")
    expect(page.locator("#secret")).to_be_visible()
    assert ("POST", ORIGIN + "/leave") in served.asked
    assert page.evaluate("localStorage.getItem('left')") is None


def test_leaving_works_when_the_browser_knows_that_it_is_offline(opened: Opened) -> None:
    page, _ = opened(pages())
    page.goto(ORIGIN + "/")
    page.context.set_offline(True)
    leave_by_button(page)
    page.wait_for_url("about:blank")
    expect(page.locator("body")).to_be_empty()
    assert page.title() == ""


BACK = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"


def test_back_after_leaving_asks_the_server_and_shows_nothing_kept(opened: Opened) -> None:
    page, served = opened(pages(account=None))
    page.goto(ORIGIN + "/")
    page.evaluate("sessionStorage.setItem('left', '1')")
    served.pages["/"] = served.pages["/ask"].replace("secret", "sign in")
    page.evaluate(BACK)
    expect(page.get_by_text("sign in")).to_be_visible()
    # Once signed in again, Back is Back.
    served.pages["/"] = plain()
    page.reload()
    assert page.evaluate("sessionStorage.getItem('left')") is None
    page.evaluate(BACK)
    expect(page.locator("#secret")).to_be_visible()


def test_without_script_leaving_is_a_form(opened: Opened) -> None:
    page, served = opened(pages() | {"/leave": show("core/away.html")}, script=False)
    page.goto(ORIGIN + "/")
    leave_by_button(page)
    page.wait_for_url(ORIGIN + "/leave")
    assert ("POST", ORIGIN + "/leave") in served.asked


def test_the_page_to_leave_to_says_nothing() -> None:
    html = show("core/away.html", title_suffix="Beside").lower()
    assert "beside" not in html
    assert "/static/" not in html


def test_the_hint_about_shift_is_said_once(opened: Opened) -> None:
    page, _ = opened(pages())
    page.goto(ORIGIN + "/")
    hint = page.locator("[data-leave-hint]")
    expect(hint).to_be_visible()
    hint.get_by_role("button").click()
    page.reload()
    expect(hint).to_be_hidden()


def test_a_toast_stays_until_it_is_dismissed(opened: Opened) -> None:
    page, _ = opened(pages(notices=[{"text": "Sent to Ben.", "kind": "", "undo_href": "/undo"}]))
    page.goto(ORIGIN + "/")
    toast = page.get_by_role("status").locator("[data-toast]")
    expect(toast).to_have_count(1)
    expect(toast.locator("form")).to_have_attribute("action", "/undo")
    toast.locator("[data-dismiss]").click()
    expect(toast).to_have_count(0)


def test_a_link_opens_as_a_dialog_or_as_a_page(opened: Opened) -> None:
    page, _ = opened(pages())
    page.goto(ORIGIN + "/")
    page.get_by_role("link", name="Ask").click()
    expect(page.get_by_role("dialog").locator("h1")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="Ask")).to_be_focused()
    # Help and the way out stay within reach while it is open; the page beneath rests.
    page.get_by_role("link", name="Ask").click()
    page.locator("[data-help] summary").click()
    expect(page.locator(".number").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("main[inert]")).to_have_count(1)
    leave_by_button(page)
    expect(page).to_have_title("New tab")
    bare, _ = opened(pages(), script=False)
    bare.goto(ORIGIN + "/")
    bare.get_by_role("link", name="Ask").click()
    bare.wait_for_url(ORIGIN + "/ask")


def test_nothing_comes_from_anywhere_else(opened: Opened) -> None:
    page, served = opened({"/": show("core/styleguide.html", styleguide.context())})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(ORIGIN + "/", wait_until="networkidle")
    assert [url for _, url in served.asked if not url.startswith(ORIGIN + "/")] == []
    assert refused == []


@pytest.mark.parametrize(
    ("theme", "width"),
    [("light", 1280), ("light", 320), ("dark", 390), ("calm-light", 390), ("calm-dark", 1280)],
)
def test_every_part_is_accessible_and_fits(opened: Opened, theme: str, width: int) -> None:
    page, _ = opened({"/": show("core/styleguide.html", styleguide.context(), theme=theme)}, width=width)
    page.goto(ORIGIN + "/")
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
