"""The main path, step by step, so that mouse, keyboard and a browser without script walk the same one."""

from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.running import Running

PASSWORD = "a kettle and two blue cups"


@dataclass(frozen=True, slots=True)
class Pair:
    """Who meets in one telling of the path, and about what."""

    seeker: str
    peer: str
    topic: str
    topic_name: str


def come_in(new: Visitor, code: str) -> None:
    """From the front page to an account without an email: code, year, name, codes put away, both texts."""
    new.go("/")
    new.follow("Join with an invitation")
    new.follow("Begin")
    new.write("Your code", code)
    new.press("Go on")
    year(new)
    new.choose("Without an email")
    new.press("Go on")
    new.write("Password", PASSWORD)
    new.press("Make my account")
    new.tick("I have put these codes away")
    new.press("Go on")
    agree(new)


def year(new: Visitor) -> None:
    """The birth year."""
    new.write("In which year were you born?", "1991")
    new.press("Go on")


def agree(new: Visitor) -> None:
    """A yes to the house rules, and to how words are kept."""
    for _text in ("house rules", "privacy"):
        new.tick("I have read this and say yes to it")
        new.press("Go on")
    new.at("/welcome/name")


def settle_in(new: Visitor, pair: Pair) -> None:
    """A name, a language and a country, one thing lived through; then Today."""
    new.write("A name of your own", pair.seeker)
    new.press("Take this name")
    new.tick("English")
    new.hands.pick(new.field("Country"), "Ireland")
    new.press("Go on")
    new.write("Search the list", pair.topic_name)
    new.press("Search")
    new.follow(pair.topic_name)
    new.choose("Living with it")
    new.write("In your own words", "Mostly at night.")
    new.press("Add this")
    new.follow("That is enough for now")
    new.follow("Go to Today")
    new.at("/today")


def ask(seeker: Visitor, pair: Pair) -> None:
    """I'd like to talk: about what, how, how heavy."""
    seeker.follow("Find someone to talk to")
    seeker.tick(pair.topic_name)
    seeker.tick("Be heard")
    seeker.choose("It weighs on me")
    seeker.write("A line in your own words", "I would like to say it to someone.")
    seeker.press("Ask to talk")


def sign_in(peer: Visitor, pseudonym: str, password: str) -> None:
    """By name and password."""
    peer.go("/accounts/login/?next=/peer")
    peer.write("Email or sign-in name", f"{pseudonym.lower()}-signs-in")
    peer.write("Password", password)
    peer.press("Sign in")
    peer.at("/peer")


def be_here(peer: Visitor) -> None:
    """The peer says they are there."""
    peer.choose("One hour")
    peer.press("I'm here")
    expect(peer.button("I'm going now")).to_be_visible()


def accept(peer: Visitor, pair: Pair) -> None:
    """The peer reads who asks, and why them, and says yes."""
    yes = peer.button(f"Talk with {pair.seeker}")
    peer.hands.until(yes)
    expect(peer.page.get_by_text("I would like to say it to someone.")).to_be_visible()
    peer.hands.press(yes)
    peer.in_conversation()


def meet(service: Running, seeker: Visitor, peer: Visitor, pair: Pair, *, peer_first: bool) -> str:
    """All of it, up to the conversation that both have open; its public name."""
    service.world.ask("quiet")
    service.world.ask("newcomer", pseudonym=pair.peer, lived={pair.topic: "came_through"}, role="peer_supporter")
    sign_in(peer, pair.peer, service.cast["password"])
    if peer_first:
        be_here(peer)
    come_in(seeker, service.cast["code"])
    settle_in(seeker, pair)
    ask(seeker, pair)
    if peer_first:
        seeker.at("/talk/ask/who")
        seeker.press(f"Ask {pair.peer} first")
    seeker.at("/talk/waiting")
    if not peer_first:
        be_here(peer)
    accept(peer, pair)
    seeker.in_conversation()
    assert seeker.talk == peer.talk
    return seeker.talk


def end_with_care(one: Visitor, other: Visitor, service: Running) -> None:
    """One ends it and says how it was; the other finds it ended, and may say so too."""
    ref = one.talk
    one.follow("This conversation")
    one.follow("End this conversation")
    one.press("End it")
    one.at(f"/talk/{ref}/how-was-that")
    one.choose("Mostly")
    one.press("Keep this")
    one.at("/talk")
    how = other.link("How was that?")
    other.hands.until(how)
    expect(other.words).to_have_count(0)
    other.hands.press(how)
    other.choose("Entirely")
    other.press("Keep this")
    other.at("/talk")
    assert service.world.ask("ended", talk_ref=ref) == {"ended": True, "heard": [4, 5]}


def change_words(ada: Visitor, old: str, new: str) -> None:
    """Say it in other words."""
    ada.open_message(old)
    ada.hands.press(ada.page.get_by_role("button" if ada.hands.script else "link", name="Change my words"))
    ada.hands.write(ada.page.get_by_label("Your message").last, new)
    ada.press("Save the new words")
    ada.sees(new)


def texts(service: Running, ref: str) -> list[str | None]:
    """The words of every message, in order; None for one that was taken back."""
    return [one["text"] for one in service.world.ask("messages", talk_ref=ref)]
