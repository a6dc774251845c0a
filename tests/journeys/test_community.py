"""Beginning a post, being answered, and what stays of it: live between two browsers, by keyboard, with script off."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import Keys, NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]


def _replies(visitor: Visitor, text: str) -> Locator:
    said = visitor.page.get_by_role("region", name="Replies").get_by_role("listitem")
    return said.filter(has=visitor.page.get_by_text(text, exact=True))


def _space(service: Running, name: str, *people: str) -> str:
    for person in people:
        service.world.ask("newcomer", pseudonym=person)
    ref: str = service.world.ask("space", name=name, people=list(people))
    return ref


def _post(writer: Visitor, ref: str, words: str) -> str:
    writer.go(f"/community/{ref}/write")
    writer.write("What is on your mind?", words)
    writer.choose("Ideas")
    writer.press("Post it")
    expect(writer.page.get_by_role("heading", level=1)).to_be_visible()
    writer.page.wait_for_url("**/community/post/*")
    return writer.path.rsplit("/", 1)[-1]


def _answer(visitor: Visitor, text: str) -> None:
    visitor.write("Your reply", text)
    visitor.press("Send the reply")


def test_a_reply_comes_by_itself_to_whoever_reads(service: Running, visitors: Visitors) -> None:
    ref = _space(service, "A quiet hall", "Corncrake", "Wheatear")
    one, other = visitors("Corncrake"), visitors("Wheatear")
    post = _post(one, ref, "What do you do with the hours between eight and ten?")
    other.go(f"/community/{ref}")
    other.page.get_by_role("heading", level=2).get_by_role("link").first.click()
    other.at(f"/community/post/{post}")
    _answer(other, "The washing-up by hand, with the radio.")
    expect(_replies(other, "The washing-up by hand, with the radio.")).to_have_count(1)
    expect(_replies(one, "The washing-up by hand, with the radio.")).to_have_count(1, timeout=15_000)
    one.page.get_by_role("link", name="Answer", exact=True).click()
    one.write("Say something more", "I will try that.")
    one.press("Send the reply")
    expect(_replies(other, "I will try that.")).to_have_count(1, timeout=15_000)
    rows = service.world.ask("messages", talk_ref=service.world.ask("thread", post_ref=post))
    assert [(row["author"], row["reply_to"]) for row in rows] == [
        ("Corncrake", None),
        ("Wheatear", None),
        ("Corncrake", 2),
    ]


@pytest.mark.parametrize(("hands", "names"), [(NoScript, ("Redshank", "Brent")), (Keys, ("Turnstone", "Ruff"))])
def test_the_same_without_script_and_by_keyboard_alone(
    service: Running, visitors: Visitors, hands: type, names: tuple[str, str]
) -> None:
    ref = _space(service, f"A hall for {names[0]}", *names)
    one, other = visitors(names[0], hands=hands), visitors(names[1], hands=hands)
    post = _post(one, ref, "What do you do with the hours between eight and ten?")
    other.go(f"/community/post/{post}")
    _answer(other, "A walk round the block.")
    one.hands.until(_replies(one, "A walk round the block.").first)
    rows = service.world.ask("messages", talk_ref=service.world.ask("thread", post_ref=post))
    assert [row["author"] for row in rows] == list(names)


def test_two_tabs_keep_two_drafts(service: Running, visitors: Visitors) -> None:
    ref = _space(service, "A hall of two tabs", "Phalarope")
    one = visitors("Phalarope")
    one.go(f"/community/{ref}/write")
    two = one.another_tab()
    for tab, words in ((one, "Begun in the first."), (two, "Begun in the second.")):
        with tab.page.expect_response(lambda answer: answer.url.endswith("/draft")):
            tab.field("What is on your mind?").press_sequentially(words)
    one.go(f"/community/{ref}/write")
    for words in ("Begun in the first.", "Begun in the second."):
        expect(one.page.get_by_role("link", name=words)).to_be_visible()


def test_a_reply_after_the_session_ran_out_is_kept(service: Running, visitors: Visitors) -> None:
    ref = _space(service, "A hall left open", "Dotterel", "Lapwing-by-the-sea")
    post = service.world.ask("post", space_ref=ref, who="Lapwing-by-the-sea", text="Is anybody up?")
    one = visitors("Dotterel", hands=NoScript)
    one.go(f"/community/post/{post}")
    one.write("Your reply", "I am up as well.")
    assert service.world.ask("end_sessions", who="Dotterel") == 1
    one.press("Send the reply")
    expect(one.field("What you wrote")).to_have_value("I am up as well.")


def test_a_reader_without_an_account_reads_and_replies(service: Running, visitors: Visitors) -> None:
    """Nothing of it shows before somebody has looked; everything works without script."""
    reader = visitors("", hands=NoScript)
    reader.go("/articles")
    reader.page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link").first.click()
    expect(reader.page.get_by_role("article")).to_be_visible()
    path = reader.path
    reader.press("Send the reply")
    expect(reader.page.get_by_role("alert")).to_be_visible()
    assert reader.path == f"{path}/reply"
