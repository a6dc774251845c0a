"""What some people of the invented organisation keep for themselves, over some weeks, and what they share of it."""

import io
from datetime import date, datetime, timedelta
from typing import Final

from PIL import Image, ImageDraw

from beside.core import photos
from beside.features.recovery import access, aiming, hooks, hoping, keeping, letters, marking, sharing
from beside.features.recovery.content import STEP
from beside.features.recovery.hoping import Thing
from beside.features.recovery.keeping import Words
from beside.features.recovery.models import Goal, Kind, Page
from beside.features.recovery.sharing import Wanted
from beside.foundation.accounts.models import Person
from beside.foundation.talk import limits
from beside.interfaces.cli.demo.arriving import People
from beside.interfaces.cli.demo.moving_back import scene

_SAFETY: Final = {
    "signs": ("The fridge gets loud\nI read every message three times\nI say “all good” too fast", ()),
    "alone": ("Cold water over my wrists\nCount the lampposts to the corner\nThe radio, low, in another room", ()),
    "around": ("The late bakery: they know me\nThe launderette, even without laundry", ()),
    "people": ("", (("Ines, whatever the hour", "020 7946 0101"), ("My brother", "020 7946 0102"))),
    "services": ("Ask for the duty nurse, not for an appointment", (("The practice", "020 7946 0103"),)),
    "safer": ("Ring Ines before midnight, and stay at hers", ()),
}
_WELLNESS: Final = {
    "daily": "Porridge, standing up is fine\nOut of the door before ten\nOne thing with my hands",
    "early": "The post stays in the hall\nI walk the long way round the shop",
    "then": "Tell one person in a sentence\nHalve the week's list",
    "after": "Sleep first\nAnswer one message a day",
    "strengths": "I come back\nI notice when somebody stands at the edge of a room",
    "please": "Sit with me and do something else\nAsk what I ate",
    "please_not": "Do not ring my work\nNo advice before tea",
}
_JOURNAL: Final = (
    (24, "", "Rain all day. I went as far as the second lamppost and that was the walk."),
    (17, "Tuesday", "Said in the round that I had nothing to say. They let that be enough."),
    (9, "The ring road", "Crossed it. Nobody knew, which was the best part."),
    (2, "", "Slept. I had forgotten that mornings have a smell."),
)


def keep(people: People, present: datetime) -> None:
    """All of it, in the caller's transaction."""
    marigold, moss, walnut = people["marigold"], people["moss"], people["walnut"]
    with scene(present - timedelta(days=40)):
        _safety(marigold, {"signs": ("The fridge gets loud", ()), "alone": _SAFETY["alone"]})
        _wellness(marigold, _WELLNESS)
    with scene(present - timedelta(days=26)):
        _safety(marigold, _SAFETY)
        own = Page(owner=marigold, kind=Kind.WELLNESS, place=100)
        keeping.keep(own, Words("Seat by the door\nThe small bag", "When I take a train"), 0, actor=marigold)
    for ago, title, text in _JOURNAL:
        with scene(present - timedelta(days=ago)):
            page = Page(owner=marigold, kind=Kind.JOURNAL, day=_day(present, ago))
            keeping.keep(page, Words(text, title), 0, actor=marigold)
    _goals(marigold, present)
    with scene(present - timedelta(days=20)):
        _box(marigold)
        letters.write("You wrote this on a good day, so that there is proof of one.", "bad_day", None, actor=marigold)
        mark = marking.mark("I go out by myself again", "", _day(present, 120), actor=marigold)
        marking.add_along(mark, "A week indoors. It belongs to it.", _day(present, 31), actor=marigold)
    letters.write("A year on. Is the bakery still there?", "day", _day(present, -365), actor=marigold)
    with scene(present - timedelta(days=5)):
        _safety(moss, {"alone": ("Shell peas, or sort buttons", ()), "people": ("", (("Neighbour, door 4", ""),))})
        _wellness(walnut, {"early": "I stop humming", "then": "Ring the Tuesday people"})
        walk = aiming.begin("Walk a dog again, any dog", "", ["Ask at the shelter what they need"], [], actor=walnut)
        aiming.turn(walk, walk.steps.get(), "tried", "Stood at the gate. Next time, the bell.", actor=walnut)
    _share(marigold, people, present)


def _day(present: datetime, ago: int) -> date:
    return (present - timedelta(days=ago)).date()


def _safety(owner: Person, steps: dict[str, tuple[str, tuple[tuple[str, str], ...]]]) -> None:
    for key, (text, known) in steps.items():
        page = access.step_page(owner, STEP[key])
        keeping.keep(page, Words(text, people=known), page.version, actor=owner)


def _wellness(owner: Person, headings: dict[str, str]) -> None:
    for key, text in headings.items():
        keeping.keep(access.heading_page(owner, key), Words(text), 0, actor=owner)


def _goals(owner: Person, present: datetime) -> None:
    with scene(present - timedelta(days=35)):
        outside = aiming.name_value("being outside", actor=owner)
        friends = aiming.name_value("friendship", actor=owner)
        steps = ["As far as the post box", "As far as the bakery", "Through the tunnel"]
        walk = aiming.begin("Walk to Ines by myself", "She always comes to me.", steps, [outside, friends], actor=owner)
        choir = aiming.begin("Sing in a choir", "", [], [friends], actor=owner)
    box, bakery, tunnel = walk.steps.order_by("pk")
    with scene(present - timedelta(days=28)):
        aiming.turn(walk, box, "done", "My hands were warm when I came back.", actor=owner)
    with scene(present - timedelta(days=15)):
        aiming.turn(walk, bakery, "tried", "Turned round at the corner. The corner is new.", actor=owner)
        aiming.turn(walk, tunnel, "let_go", "There is a way over the bridge.", actor=owner)
        aiming.turn(choir, None, "let_go", "Not this winter. I hum in the kitchen.", actor=owner)
    with scene(present - timedelta(days=9)):
        aiming.turn(walk, bakery, "done", "Proud, and a little sick. Bread helped.", actor=owner)


def _box(owner: Person) -> None:
    hoping.put_in(Thing("words", "You are the one who waits until I have found my keys.", "Ines"), actor=owner)
    hoping.put_in(Thing("song", "The one from the kitchen", "", "https://example.org/kitchen"), actor=owner)
    if hoping.takes_pictures():
        hoping.put_in(Thing("photo", "The sea, from the bench", picture=_sea()), actor=owner)


def _sea() -> photos.Picture:
    """A picture of our own: a line of sea under an evening."""
    drawn = Image.new("RGB", (900, 600), "#e9cf9f")
    brush = ImageDraw.Draw(drawn)
    brush.ellipse((380, 210, 520, 350), fill="#d9784a")
    brush.rectangle((0, 300, 900, 480), fill="#35716c")
    brush.rectangle((0, 480, 900, 600), fill="#cdb58a")
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return photos.prepare(out.getvalue())


def _share(owner: Person, people: People, present: datetime) -> None:
    """One thing that is shared now with each kind of receiver there is, and one that was taken back."""
    limits.forget()
    goal = Goal.objects.filter(owner=owner, state="begun").order_by("pk")[0]
    options = [f"{kind}:{one.key}" for kind, given in hooks.receivers().items() for one in given.options(owner)]
    if options:
        with scene(present - timedelta(hours=20)):
            row = sharing.share("goal", goal.ref, Wanted(options[0], "week", "cheer"), actor=owner)
            if row.to_person is not None:
                sharing.look(row, actor=row.to_person)
    team = [to for to in options if to.startswith("team:")]
    if team:
        with scene(present - timedelta(days=6)):
            sharing.revoke(sharing.share("safety", "", Wanted(team[0], "month"), actor=owner), actor=owner)
        with scene(present - timedelta(hours=30)):
            page = access.heading_page(owner, "please")
            row = sharing.share("heading", page.ref, Wanted(team[0], "month"), actor=owner)
            sharing.look(row, actor=people["hawthorn"])
