"""What is one's own: the safety plan and what can be done with it, plans, goals, letters, the hope box; on a phone."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import Hands, Keys, NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-recovery")]
PHONE = 390
_PASTE = "(box, words) => { box.value = words; box.dispatchEvent(new Event('input', {bubbles: true})); }"


def _come(service: Running, *names: str) -> None:
    for name in names:
        service.world.ask("newcomer", pseudonym=name)


def _step(visitor: Visitor, title: str) -> Locator:
    return visitor.page.get_by_role("region", name=title)


@pytest.mark.parametrize(("who", "hands"), [("Feldspar", Keys), ("Olivine", NoScript), ("Gypsum", Hands)])
def test_a_safety_plan_alone_with_steps_left_out(
    service: Running, visitors: Visitors, who: str, hands: type[Hands]
) -> None:
    _come(service, who)
    one = visitors(who, hands=hands, width=PHONE)
    one.go("/plans/safety")
    one.follow("Begin with the first step")
    one.write("What do you feel, think or do", "I stop answering")
    one.press("Keep it and go on")
    one.at("/plans/safety/alone")
    one.press("Leave this step out")
    one.at("/plans/safety/around")
    one.press("Leave this step out")
    one.at("/plans/safety/people")
    one.hands.write(one.page.get_by_label("Name").first, "Aoife")
    one.hands.write(one.page.get_by_label("Phone number").first, "not a number")
    one.press("Keep it")
    expect(one.page.get_by_role("alert").first).to_be_visible()
    expect(one.page.get_by_label("Name").first).to_have_value("Aoife")
    one.hands.write(one.page.get_by_label("Phone number").first, "085 123 4567")
    one.press("Keep it")
    one.at("/plans/safety")
    expect(_step(one, "People I can ask for help").get_by_role("link", name="Aoife")).to_have_attribute(
        "href", "tel:0851234567"
    )
    expect(_step(one, "What I can do by myself")).to_have_count(0)
    assert service.world.ask("plan", who=who)["signs"] == ["I stop answering"]


def test_it_is_one_tap_from_the_help_card_and_prints_alone(service: Running, visitors: Visitors) -> None:
    _come(service, "Zircon")
    service.world.ask("write_plan", who="Zircon", key="signs", text="Everything is loud")
    one = visitors("Zircon", width=PHONE)
    one.go("/groups")
    one.page.get_by_text("Get help now", exact=True).click()
    one.page.get_by_role("banner").get_by_role("link", name="My safety plan").click()
    one.at("/plans/safety")
    expect(one.page.get_by_text("Everything is loud")).to_be_visible()
    expect(one.button("Print it")).to_be_visible()
    one.page.emulate_media(media="print")
    for part in (one.page.get_by_role("banner"), one.page.get_by_role("navigation").first, one.button("Print it")):
        expect(part).to_be_hidden()
    expect(one.page.get_by_text("Everything is loud")).to_be_visible()
    one.page.emulate_media(media="screen")
    one.go("/help")
    one.follow("My safety plan")
    one.at("/plans/safety")


def test_a_plan_is_shared_for_a_day_read_and_taken_back(service: Running, visitors: Visitors) -> None:
    _come(service, "Beryl", "Garnet")
    service.world.ask("conversation", seeker="Beryl", peer="Garnet")
    service.world.ask("write_plan", who="Beryl", key="signs", text="I hide the post")
    one, other = visitors("Beryl", width=PHONE), visitors("Garnet", width=PHONE, hands=Keys)
    one.go("/plans/safety")
    one.follow("Share it")
    one.choose("Garnet")
    one.choose("For a day")
    one.press("Share it")
    one.at("/shared")
    other.go("/today")
    other.follow("Someone shares something of theirs with you.")
    expect(other.page.get_by_text("I hide the post")).to_be_visible()
    address = other.path
    one.page.reload()
    expect(one.page.get_by_text("Garnet opened it")).to_be_visible()
    one.page.get_by_role("button", name=re.compile("^Take it back")).click()
    expect(one.page.get_by_text("Taken back. Nobody can open it any more.")).to_be_visible()
    answer = other.page.goto(other.url + address)
    assert answer is not None and answer.status == 404


def test_two_fill_in_a_plan_together_and_see_each_other_write(service: Running, visitors: Visitors) -> None:
    _come(service, "Topaz", "Citrine")
    service.world.ask("conversation", seeker="Topaz", peer="Citrine")
    one, other = visitors("Topaz", width=PHONE), visitors("Citrine", width=PHONE)
    one.go("/plans/safety")
    one.follow("Fill it in with somebody")
    one.choose("Citrine")
    one.press("Ask them")
    one.at("/plans/safety")
    other.go("/today")
    other.follow("Someone would like to fill in something with you.")
    other.follow("How I notice that it is getting hard")
    other.write("What do you feel, think or do", "The phone stays in the drawer")
    other.press("Keep it")
    expect(one.page.get_by_text("The phone stays in the drawer")).to_be_visible(timeout=15_000)
    expect(one.page.get_by_text("Citrine wrote this")).to_be_visible()
    one.follow("Change (How I notice that it is getting hard)")
    one.write("What do you feel, think or do", "The phone stays in the drawer\nI say I am fine")
    one.press("Keep it")
    expect(other.page.get_by_text("I say I am fine")).to_be_visible(timeout=15_000)
    one.page.get_by_role("button", name="Undo").click()
    expect(one.page.get_by_label(re.compile("^What do you feel"))).to_have_value("The phone stays in the drawer")


def test_what_is_written_keeps_itself_and_outlives_the_session(service: Running, visitors: Visitors) -> None:
    _come(service, "Dolomite")
    one = visitors("Dolomite", width=PHONE)
    one.go("/plans/safety/signs")
    box = one.page.get_by_label(re.compile("^What do you feel"))
    box.press_sequentially("Kept as I write")
    expect(one.page.get_by_role("status").filter(has_text="Kept as you write.")).to_be_visible()
    assert service.world.ask("plan", who="Dolomite")["signs"] == ["Kept as I write"]
    assert service.world.ask("end_sessions", who="Dolomite") == 1
    box.press_sequentially(" and more")
    expect(one.page.get_by_role("status").filter(has_text="You have been signed out.")).to_be_visible()
    one.page.reload()
    one.at("/accounts/login/")
    one.write("Email or sign-in name", "dolomite-signs-in")
    one.write("Password", service.cast["password"])
    one.press("Sign in")
    one.at("/plans/safety/signs")
    expect(box).to_have_value("Kept as I write and more")
    one.press("Keep it")
    one.at("/plans/safety")
    assert service.world.ask("plan", who="Dolomite")["signs"] == ["Kept as I write and more"]


def test_two_windows_show_both_words(service: Running, visitors: Visitors) -> None:
    _come(service, "Peridot")
    one = visitors("Peridot", width=PHONE, hands=NoScript)
    one.go("/plans/safety/signs")
    other = one.another_tab()
    one.write("What do you feel, think or do", "From one window")
    one.press("Keep it")
    other.write("What do you feel, think or do", "From the other")
    other.press("Keep it")
    expect(other.page.get_by_role("heading", name="This has changed meanwhile")).to_be_visible()
    expect(other.page.get_by_text("From one window")).to_be_visible()
    expect(other.page.get_by_label(re.compile("^What do you feel"))).to_have_value("From the other")
    other.press("Keep it")
    other.at("/plans/safety")
    assert service.world.ask("plan", who="Peridot")["signs"] == ["From the other"]
    other.go("/plans/safety/signs")
    other.follow("Earlier words")
    expect(other.page.get_by_text("From one window")).to_be_visible()


def test_a_megabyte_stays_on_the_page(service: Running, visitors: Visitors) -> None:
    _come(service, "Malachite")
    one = visitors("Malachite", width=PHONE)
    one.go("/plans/safety/signs")
    words = "I lie awake. " * 81_000
    box = one.page.get_by_label(re.compile("^What do you feel"))
    box.evaluate(_PASTE, words)
    one.press("Keep it")
    expect(one.page.get_by_role("alert").filter(has_text="Nothing is lost")).to_be_visible()
    assert box.evaluate("box => box.value.length") == len(words)
    assert service.world.ask("plan", who="Malachite") == {}


def test_a_wellness_plan_with_a_heading_of_ones_own(service: Running, visitors: Visitors) -> None:
    _come(service, "Hematite")
    one = visitors("Hematite", width=PHONE, hands=Keys)
    one.go("/mine")
    one.follow("My wellness plan")
    one.follow("What I want others to do")
    one.write("When you cannot say it", "Sit with me")
    one.press("Keep it")
    one.at("/plans/wellness")
    one.follow("Add a heading of my own")
    one.write("Your heading", "When I travel")
    one.write("What you want to remember", "The blue cup")
    one.press("Keep it")
    one.at("/plans/wellness")
    expect(_step(one, "When I travel")).to_contain_text("The blue cup")
    expect(_step(one, "What I want others to do")).to_contain_text("Sit with me")


def test_a_goal_with_a_step_let_go_and_another_done(service: Running, visitors: Visitors) -> None:
    _come(service, "Tourmaline")
    one = visitors("Tourmaline", width=PHONE, hands=Keys)
    one.go("/goals")
    one.follow("Name a goal")
    one.write("What would you like?", "Tea with somebody")
    one.write("First small steps", "Write to Aoife\nBuy tea")
    one.press("Keep it")
    one.follow("Let it go (Write to Aoife)")
    one.press("Let it go")
    one.follow("It is done (Buy tea)")
    one.press("Keep it as done")
    expect(one.page.get_by_role("alert")).to_be_visible()
    one.write("How did it feel?", "Warm")
    one.press("Keep it as done")
    expect(one.page.get_by_text("“Warm”")).to_be_visible()
    expect(one.page.get_by_text("let go", exact=True).first).to_be_visible()


def test_a_letter_to_oneself_arrives(service: Running, visitors: Visitors) -> None:
    _come(service, "Onyx")
    one = visitors("Onyx", width=PHONE)
    one.go("/letters")
    one.follow("Write a letter")
    one.write("Your letter", "You are still here.")
    one.choose("On a day")
    one.page.get_by_label(re.compile("^The day")).fill("2031-05-03")
    one.press("Keep it until then")
    one.at("/letters")
    assert service.world.ask("letters_come", who="Onyx") == 1
    one.go("/today")
    one.follow("A letter that you wrote to yourself is here.")
    expect(one.page.get_by_text("You are still here.")).to_be_visible()


def test_a_photo_in_the_hope_box(service: Running, visitors: Visitors) -> None:
    _come(service, "Quartz")
    one = visitors("Quartz", width=PHONE)
    one.go("/hope-box")
    one.follow("Put in a photo")
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    photo = FilePayload(name="dog.jpg", mimeType="image/jpeg", buffer=out.getvalue())
    one.page.get_by_label(re.compile("^A photo")).set_input_files(photo)
    one.write("What is in the photo", "The dog on the beach")
    one.press("Put it in")
    shown = one.page.get_by_role("img", name="The dog on the beach")
    expect(shown).to_be_visible()
    assert shown.evaluate("it => it.complete && it.naturalWidth") == 60
