"""A report, a decision, its reasons, another look by a different person, and everything back in its place; a word
of support, and its answer."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import Hands, NoScript
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]
WORDS = "You should go somewhere else"


@pytest.mark.parametrize(("hands", "names"), [(Hands, ("Godwit", "Shoveler")), (NoScript, ("Teal", "Pochard"))])
def test_from_a_report_to_the_words_back_in_place(
    service: Running, visitors: Visitors, hands: type[Hands], names: tuple[str, str]
) -> None:
    for name in names:
        service.world.ask("newcomer", pseudonym=name)
    ref = service.world.ask("conversation", seeker=names[0], peer=names[1])
    teller, author = visitors(names[0], hands=hands, width=390), visitors(names[1], hands=hands, width=390)
    author.go(f"/talk/{ref}")
    author.say(WORDS)
    author.kept(WORDS)
    teller.go(f"/report?text=talk.message:{ref}:1")
    teller.choose("Unkind, mocking or hateful")
    teller.press("Send to the staff")
    expect(teller.page.get_by_text("Thank you for telling us").first).to_be_visible()

    mo = visitors("mo", hands=hands)
    mo.go("/care")
    mo.hands.press(mo.page.get_by_role("main").get_by_role("link", name="A report").last)
    mo.press("Take this case")
    expect(mo.page.get_by_text("You have this case")).to_be_visible()
    mo.hands.press(mo.page.get_by_role("main").get_by_role("link", name="Decide"))
    mo.choose("Hide the text")
    mo.hands.pick(mo.field("Which rule does it go against?"), "1. Be kind")
    mo.write("What happened", "You told somebody to go away.")
    mo.press("Decide this")
    expect(mo.page.get_by_text("Decided here")).to_be_visible()

    teller.go(f"/talk/{ref}")
    expect(teller.page.get_by_text("These words are hidden.").first).to_be_visible()
    author.go("/settings/decisions")
    author.follow("Your words were hidden")
    expect(author.page.get_by_text(WORDS)).to_be_visible()
    author.follow("Ask for another look")
    author.write("Why should somebody look again?", "I quoted what was said to me.")
    author.press("Send")
    expect(author.page.get_by_text("A different person will look again")).to_be_visible()
    answer = author.path

    sol = visitors("sol", hands=hands)
    sol.go("/care")
    sol.hands.press(sol.page.get_by_role("main").get_by_role("link", name="Someone asks for another look").last)
    sol.write("Your reasons. They read them.", "It was a quotation.")
    sol.press("Take it back")
    expect(sol.page.get_by_text("Looked at again: taken back").first).to_be_visible()

    author.go(answer)
    expect(author.page.get_by_text("It was a quotation.")).to_be_visible()
    teller.go(f"/talk/{ref}")
    teller.kept(WORDS)


@pytest.mark.parametrize(
    ("hands", "names"), [(Hands, ("Dunlin-word", "Knot-word")), (NoScript, ("Ruff-word", "Avocet-word"))]
)
def test_a_word_of_support_is_answered_and_answered_again(
    service: Running, visitors: Visitors, hands: type[Hands], names: tuple[str, str]
) -> None:
    for name in names:
        service.world.ask("newcomer", pseudonym=name)
    teller, member = visitors(names[0], hands=hands), visitors(names[1], hands=hands, width=390)
    teller.go(f"/people/{service.world.ask('ref', who=names[1])}/worried")
    teller.press("Tell the people on call")
    mo = visitors("mo", hands=hands)
    mo.go("/care")
    mo.hands.press(mo.page.get_by_role("main").get_by_role("link", name="Someone is worried about a person").last)
    mo.hands.press(mo.page.get_by_role("main").get_by_role("link", name="Decide"))
    mo.choose("Write to them, and look again tomorrow")
    mo.write("What happened", "A friend of theirs is worried.")
    mo.write("A word to them", "How was your night?")
    mo.press("Decide this")

    member.go("/settings/decisions")
    member.follow("Somebody on the staff wrote to you")
    member.press("Send to the staff")
    expect(member.page.get_by_role("alert").first).to_be_visible()
    member.write("Your answer", "Long. It is better by day.")
    member.press("Send to the staff")
    expect(member.page.get_by_text("Nobody has read it yet")).to_be_visible()
    page = member.path

    mo.go("/care/list")
    mo.follow(names[1])
    words = mo.page.get_by_text("Show the words").first
    if words.count():
        mo.hands.press(words)
    expect(mo.page.get_by_text("Long. It is better by day.")).to_be_visible()
    mo.write(f"Write back to {names[1]}", "I am glad you said so.")
    mo.press("Send it to them")
    expect(mo.page.get_by_text("I am glad you said so.")).to_be_visible()

    member.go(page.partition("#")[0])
    expect(member.page.get_by_text("A person on the staff has read it")).to_be_visible()
    member.follow("The staff have written to you again")
    expect(member.page.get_by_text("I am glad you said so.")).to_be_visible()
