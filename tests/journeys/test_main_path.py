"""Two people find each other and talk, live, through a dropped line and a server that is killed."""

import pytest
from playwright.sync_api import expect

from tests.journeys import paths
from tests.journeys.conftest import Visitors
from tests.journeys.hands import Hands, Keys, NoScript
from tests.journeys.letters import Letters
from tests.journeys.paths import Pair
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]


def test_from_the_front_page_to_how_was_that(service: Running, visitors: Visitors) -> None:
    """Join, ask, meet, talk, lose the line, lose the server, end: every message is there once, in order."""
    pair = Pair("Plover", "Kestrel", "panic", "Panic")
    ada, ben = visitors(), visitors()
    ref = paths.meet(service, ada, ben, pair, peer_first=False)
    assert service.world.ask("person", who=pair.seeker)["consents"] == 2
    assert service.world.ask("lived", who=pair.seeker) == ["panic"]
    _live_both_ways(ada, ben)
    _through_a_dropped_line(ada, ben)
    _with_one_message(ada, ben)
    _in_two_tabs(ada, ben)
    _through_a_killed_server(ada, ben, service)
    rows = service.world.ask("messages", talk_ref=ref)
    assert [one["text"] for one in rows] == [
        "Good evening, Kestrel", "Hello, I am here", "Said while away", "Said to someone away",
        None, "I know that one", "From the other tab", "and then I thought of the sea",
    ]  # fmt: skip
    assert [one["number"] for one in rows] == list(range(1, 9))
    assert (rows[0]["edited"], rows[1]["reactions"], rows[4]["taken_back"]) == (True, ["me_too"], True)
    assert rows[5]["reply_to"] == 3
    paths.end_with_care(ada, ben, service)


def _live_both_ways(ada: Visitor, ben: Visitor) -> None:
    ada.say("Good evening")
    ben.sees("Good evening")
    ben.words.press_sequentially("Hello")
    expect(ada.page.get_by_text("Kestrel is writing…")).to_be_visible()
    ben.words.fill("Hello, I am here")
    ben.send()
    ada.sees("Hello, I am here")
    expect(ada.page.get_by_text("Kestrel is writing…")).to_have_count(0)
    expect(ada.message("Good evening").get_by_text("Seen")).to_be_visible()


def _through_a_dropped_line(ada: Visitor, ben: Visitor) -> None:
    ada.context.set_offline(True)
    expect(ada.page.get_by_text("You are offline.")).to_be_visible()
    ada.say("Said while away")
    expect(ada.message("Said while away").get_by_role("status")).to_contain_text("Not sent yet")
    expect(ben.message("Said while away")).to_have_count(0)
    ada.context.set_offline(False)
    ben.sees("Said while away")
    ada.context.set_offline(True)
    expect(ada.page.get_by_text("You are offline.")).to_be_visible()
    ben.say("Said to someone away")
    ben.sees("Said to someone away")
    ada.context.set_offline(False)
    ada.sees("Said to someone away")
    ada.sees("Said while away")


def _with_one_message(ada: Visitor, ben: Visitor) -> None:
    paths.change_words(ada, "Good evening", "Good evening, Kestrel")
    ben.sees("Good evening, Kestrel")
    ada.open_message("Hello, I am here")
    ada.press("Me too")
    expect(ben.message("Hello, I am here").get_by_text("Plover: Me too")).to_be_visible()
    ada.say("Said too soon")
    ben.sees("Said too soon")
    ada.open_message("Said too soon")
    ada.press("Take it back")
    ada.press("Take it back for both")
    ben.sees("Plover took this back.")
    expect(ben.page.get_by_text("Said too soon")).to_have_count(0)
    ben.open_message("Said while away")
    ben.press("Quote it")
    ben.say("I know that one")
    ada.sees("I know that one")
    expect(ada.message("I know that one").get_by_role("link", name="Said while away")).to_be_visible()


def _in_two_tabs(ada: Visitor, ben: Visitor) -> None:
    tab = ada.another_tab()
    tab.sees("I know that one")
    tab.say("From the other tab")
    ada.sees("From the other tab")
    ben.sees("From the other tab")
    tab.page.close()


def _through_a_killed_server(ada: Visitor, ben: Visitor, service: Running) -> None:
    ada.words.press_sequentially("and then I thought")
    service.kill()
    ada.words.press_sequentially(" of the sea")
    ada.send()
    expect(ada.message("and then I thought of the sea")).to_have_count(1)
    service.restart()
    ben.sees("and then I thought of the sea")
    expect(ada.message("and then I thought of the sea").get_by_role("status")).to_have_count(0)
    ada.sees("and then I thought of the sea")


def test_by_keyboard_alone(service: Running, visitors: Visitors) -> None:
    """The same path, with Tab, Enter, Space, arrows and letters; the peer is there first, so she chooses him."""
    pair = Pair("Dunlin", "Merlin", "burnout", "Burnout")
    ada, ben = visitors(hands=Keys), visitors(hands=Keys, width=390)
    ref = paths.meet(service, ada, ben, pair, peer_first=True)
    _words_and_an_end(ada, ben, service, ref)


def test_with_script_off(service: Running, visitors: Visitors) -> None:
    """The same path as plain pages and forms."""
    pair = Pair("Redstart", "Osprey", "grief", "Grief")
    ada, ben = visitors(hands=NoScript, width=390), visitors(hands=NoScript, width=390)
    ref = paths.meet(service, ada, ben, pair, peer_first=True)
    _words_and_an_end(ada, ben, service, ref)


def _words_and_an_end(ada: Visitor, ben: Visitor, service: Running, ref: str) -> None:
    ada.say("Good evening")
    ben.sees("Good evening")
    ben.say("Hello, I am here")
    ada.sees("Hello, I am here")
    paths.change_words(ada, "Good evening", "Good evening to you")
    ben.sees("Good evening to you")
    assert [one["edited"] for one in service.world.ask("messages", talk_ref=ref)] == [True, False]
    paths.end_with_care(ada, ben, service)


def test_joining_with_an_email(service: Running, visitors: Visitors, letters: Letters) -> None:
    """The link in the letter goes on where the questions stopped."""
    new = visitors(hands=Hands)
    new.go("/join")
    new.follow("Begin")
    new.write("Your code", service.cast["code"])
    new.press("Go on")
    paths.year(new)
    new.choose("With my email")
    new.press("Go on")
    new.write("Email", "dipper@example.org")
    new.press("Send me the letter")
    new.page.goto(letters.link_to("dipper@example.org"))
    new.press("Yes, go on")
    paths.agree(new)
    paths.settle_in(new, Pair("Dipper", "", "panic", "Panic"))
    joined = service.world.ask("person", who="Dipper")
    assert (joined["admitted"], joined["email"], joined["birth_year"]) == (True, "dipper@example.org", 1991)
