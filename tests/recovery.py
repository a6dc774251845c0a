"""A plan, goals, letters and shares for the walk through all pages and for journeys; asked for by ``tests.world``."""

import io
from datetime import timedelta

from PIL import Image

from beside.core import photos
from beside.core.clock import now
from beside.features.recovery import access, aiming, hoping, keeping, letters, marking, sharing
from beside.features.recovery.content import HEADING, STEP
from beside.features.recovery.hoping import Thing
from beside.features.recovery.keeping import Words
from beside.features.recovery.models import Kind, Letter, Page
from beside.features.recovery.sharing import Wanted
from beside.foundation.accounts.models import Person


def write(owner: Person, key: str, text: str, *people: tuple[str, str]) -> None:
    """A step of the safety plan."""
    page = access.step_page(owner, STEP[key])
    keeping.keep(page, Words(text, people=people), page.version, actor=owner)


def plan_of(owner: Person) -> dict[str, list[str]]:
    """What stands in a safety plan, by step."""
    return {page.key: keeping.opened(page).lines for page in keeping.pages(owner, Kind.SAFETY)}


def let_letters_come(owner: Person) -> int:
    """The day has come on which somebody wanted to read what they wrote."""
    Letter.objects.filter(owner=owner, arrived_at=None, on_day__isnull=False).update(
        on_day=(now() - timedelta(days=2)).date()
    )
    return letters.deliver()


def _photo() -> photos.Picture:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#35605a").save(out, "PNG")
    return photos.prepare(out.getvalue())


def fill(ada: Person, ben: Person) -> None:
    """Something in every corner, a share of Ada's that Ben can open, one that he gives her, a plan to fill together."""
    today = now().date()
    write(ada, "signs", "I stop answering\nI lie awake")
    write(ada, "signs", "I stop answering\nI lie awake\nEverything is loud")
    write(ada, "people", "", ("Aoife", "+353 85 123 4567"), ("Mum", ""))
    keeping.skip(access.step_page(ada, STEP["around"]), actor=ada)
    for key, text in (("daily", "Porridge\nA walk"), ("please", "Sit with me")):
        page = access.heading_page(ada, key)
        keeping.keep(page, Words(text), 0, actor=ada)
    keeping.keep(Page(owner=ada, kind=Kind.WELLNESS, place=100), Words("Blue cup", "When I travel"), 0, actor=ada)
    journal = Page(owner=ada, kind=Kind.JOURNAL, day=today)
    keeping.keep(journal, Words("The river was high today."), 0, actor=ada)
    value = aiming.name_value("friendship", actor=ada)
    goal = aiming.begin("Tea with somebody once a week", "I miss it", ["Write to Aoife", "Buy tea"], [value], actor=ada)
    step = goal.steps.order_by("pk")[0]
    aiming.turn(goal, step, "done", "Warm", actor=ada)
    gone = aiming.begin("Run", "", [], [], actor=ada)
    aiming.turn(gone, None, "let_go", "", actor=ada)
    letters.write("You are still here.", "day", today + timedelta(days=30), actor=ada)
    letters.write("It passed before.", "bad_day", None, actor=ada)
    hoping.put_in(Thing("photo", "The dog on the beach", picture=_photo()), actor=ada)
    hoping.put_in(Thing("song", "The long one", "A band", "https://example.org/song"), actor=ada)
    hoping.put_in(Thing("words", "You made that room lighter.", "Heron"), actor=ada)
    mark = marking.mark("My own place", "", today - timedelta(days=200), actor=ada)
    marking.add_along(mark, "A hard week", today - timedelta(days=100), actor=ada)
    to_ben, to_ada = f"person:{ben.ref}", f"person:{ada.ref}"
    sharing.share("goal", goal.ref, Wanted(to_ben, "week", "cheer", "It would help me."), actor=ada)
    sharing.share("safety", "", Wanted(to_ben, "day", together=True), actor=ada)
    over = sharing.share("milestone", mark.ref, Wanted(to_ben, "day"), actor=ada)
    sharing.revoke(over, actor=ada)
    write(ben, "alone", "Sharpen the pencils")
    sharing.share("safety", "", Wanted(to_ada, "week"), actor=ben)
    wellness = access.heading_page(ben, HEADING["please"].key)
    keeping.keep(wellness, Words("Leave the light on"), 0, actor=ben)


def journal_of(owner: Person) -> list[str]:
    """The texts of a journal, sorted."""
    return sorted(keeping.opened(page).text for page in keeping.pages(owner, Kind.JOURNAL))
