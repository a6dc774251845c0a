"""Goals, journal, letters, hope box, milestones: in one's own words, for nobody else, never counted."""

import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from beside.core.clock import now
from beside.features.recovery import aiming, corners, hoping, jobs, letters, marking
from beside.features.recovery.models import Along, Goal, HopeThing, Letter, Milestone, Page, Step, Turning, Value, Visit
from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Organisation, Person
from beside.foundation.notifications.models import Notice
from beside.foundation.profiles.models import Profile
from conftest import ClientOf

OURS = (Turning, Goal, Value, Letter, HopeThing, Milestone, Visit)


def _goal(client: Client, **more: object) -> Goal:
    given = {"title": "Tea with somebody once a week", "why": "", "value": "", "steps": "Write to my sister\nBuy tea"}
    assert client.post("/goals/new", {**given, **more}).status_code == 302
    return Goal.objects.latest("pk")


# --- goals ---
def test_a_goal_with_steps_let_go_and_another_done(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    goal = _goal(client, value="friendship")
    one, other = Step.objects.order_by("pk")
    assert b"Tea" not in bytes(goal.sealed) and [aiming.opened_value(v) for v in goal.values.all()] == ["friendship"]
    here = f"/goals/{goal.ref}"
    assert client.post(f"{here}/steps/{one.ref}/tried", {"words": ""}).status_code == 302
    assert client.post(f"{here}/steps/{one.ref}/let_go", {"words": "It was her turn"}).status_code == 302
    assert client.post(f"{here}/steps/{other.ref}/changed", {"words": "Look at the tea"}).status_code == 302
    assert client.post(f"{here}/steps/{other.ref}/done", {"words": " "}).status_code == 422
    assert client.post(f"{here}/steps/{other.ref}/done", {"words": "Warm"}).status_code == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state) == ("let_go", "done")
    told = [(row.what, aiming.opened_turning(row)) for row in Turning.objects.filter(step=other).order_by("pk")]
    assert told == [("changed", "Buy tea"), ("done", "Warm")]
    assert client.post(f"{here}/steps/{one.ref}/taken_up", {"words": ""}).status_code == 302
    shown = client.get(here).content.decode()
    assert "Look at the tea" in shown and "Warm" in shown
    assert client.post(f"{here}/let_go", {"words": ""}).status_code == 302
    assert client.post(f"{here}/done", {"words": "x"}).status_code == 422  # it stands elsewhere by now
    assert client.post(f"{here}/taken_up", {"words": ""}).status_code == 302
    assert client.get("/goals").context["under_way"]


def test_a_goal_needs_words_and_keeps_what_was_typed(ada: Person, client_of: ClientOf) -> None:
    answer = client_of(ada).post("/goals/new", {"title": "", "why": "Because", "value": "", "steps": "One"})
    assert answer.status_code == 422 and answer.context["form"]["why"].value() == "Because"
    answer = client_of(ada).post("/goals/new", {"title": "x" * 300, "why": "", "value": "", "steps": ""})
    assert answer.status_code == 422 and not Goal.objects.exists()


def test_a_goal_can_be_said_in_other_words_and_removed(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    goal = _goal(client)
    changed = {"title": "Coffee, then", "why": "", "value": "honesty"}
    assert client.post(f"/goals/{goal.ref}/change", changed).status_code == 302
    goal.refresh_from_db()
    assert aiming.opened(goal)["title"] == "Coffee, then" and goal.values.count() == 1
    assert client.get(f"/goals/{goal.ref}/remove").status_code == 200
    assert client.post(f"/goals/{goal.ref}/remove").status_code == 302
    assert not Goal.objects.exists() and not Step.objects.exists()


def test_goals_of_others_are_not_there(ada: Person, cy: Person, client_of: ClientOf) -> None:
    goal = _goal(client_of(ada), value="friendship")
    step, stranger = Step.objects.first(), client_of(cy)
    assert step is not None
    own = _goal(stranger)
    for path in (f"/goals/{goal.ref}", f"/goals/{goal.ref}/change", f"/goals/{goal.ref}/done",
                 f"/goals/{goal.ref}/steps/{step.ref}/done", f"/goals/{own.ref}/steps/{step.ref}/done"):  # fmt: skip
        assert stranger.get(path).status_code == 404, path
    value = Value.objects.get()
    assert stranger.post(f"/goals/values/{value.ref}/forget").status_code == 404
    assert stranger.post(f"/goals/{goal.ref}/steps", {"words": "x"}).status_code == 404
    assert stranger.get(f"/goals/{own.ref}/won").status_code == 404


# --- journal ---
def test_a_page_of_the_journal(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    path = "/journal/abcdefgh23456789"
    given = {"title": "", "text": "The river was high", "day": "2026-01-02", "version": 0}
    assert client.post(path, given).status_code == 302
    page = Page.objects.get()
    assert page.day == date(2026, 1, 2) and b"river" not in bytes(page.sealed)
    assert "The river was high" in client.get("/journal").content.decode()
    assert client.get(path).status_code == 200
    assert client_of(cy).get(path).status_code == 404
    ahead = client.post(path, {**given, "day": now().date() + timedelta(days=3), "version": 1})
    assert ahead.status_code == 422 and ahead.context["form"].errors["day"]
    assert client.post(path, {**given, "day": "the 2nd", "version": 1}).status_code == 422


def test_the_journal_comes_a_few_pages_at_a_time(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    for number in range(15):
        ref = f"abcdefgh234567{'23456789abcdefgh'[number]}z"
        day = date(2026, 3, 1) + timedelta(days=number // 2)
        client.post(f"/journal/{ref}", {"title": "", "text": f"Page {number}", "day": day, "version": 0})
    first = client.get("/journal")
    second = client.get(first.context["later_href"])
    refs = [one["page"].ref for answer in (first, second) for one in answer.context["pages"]]
    assert len(refs) == len(set(refs)) == 15 and not second.context["later_href"]
    assert client.get("/journal?before=nothing").status_code == 200


def test_words_are_found_in_ones_own_pages_and_nobody_elses(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    told = {"2": ("A café", "with Brigid"), "3": ("", "The River, again"), "4": ("", "nothing much")}
    for sign, (title, text) in told.items():
        given = {"title": title, "text": text, "day": f"2026-03-0{sign}", "version": 0}
        assert client.post(f"/journal/abcdefgh2345678{sign}", given).status_code == 302

    def found(who: Client, words: str) -> list[str]:
        return [one["page"].ref[-1] for one in who.get("/journal", {"q": words}).context["pages"]]

    links = re.findall(r'<a href="/journal/abcdefgh[^>]*><b>([^<]*)', client.get("/journal").content.decode())
    assert len(links) == 3 and all(links) and links[-1] == "A café"  # by its title, or else by its day
    assert found(client, "CAFE  brig") == ["2"]
    assert found(client, "river") == ["3"]
    assert found(client, "cafe river") == []
    assert found(client, " ") == ["4", "3", "2"]
    assert found(client, "\x00%_'\"" + "x" * 5000) == []
    assert found(client_of(cy), "river") == []


def test_what_is_found_comes_a_few_pages_at_a_time(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    signs = "23456789abcdefgh"
    for number in range(30):
        ref = f"abcdefgh234567{signs[number // 16]}{signs[number % 16]}"
        given = {"title": "", "text": ("rain", "sun")[number % 2], "day": "2026-03-01", "version": 0}
        assert client.post(f"/journal/{ref}", given).status_code == 302
    first = client.get("/journal", {"q": "rain"})
    second = client.get(first.context["later_href"])
    texts = [one["words"].text for answer in (first, second) for one in answer.context["pages"]]
    assert texts == ["rain"] * 15 and not second.context["later_href"]


# --- letters ---
def test_a_letter_comes_on_its_morning_where_its_writer_lives(ada: Person, client_of: ClientOf) -> None:
    Profile.objects.filter(person=ada).update(time_zone="Pacific/Auckland")
    with time_machine.travel(datetime(2026, 11, 27, 12, tzinfo=UTC), tick=False):
        client = client_of(ada)
        day = date(2026, 11, 29)
        given = {"text": "You are still here.", "occasion": "day", "on_day": day}
        assert client.post("/letters/new", given).status_code == 302
        assert jobs.deliver() == 0
    letter = Letter.objects.get()
    assert b"still here" not in bytes(letter.sealed)
    with time_machine.travel(datetime(2026, 11, 28, 19, 59, tzinfo=UTC), tick=False):
        assert jobs.deliver() == 0
        closed = client_of(ada).get(f"/letters/{letter.ref}")
        assert "You are still here." not in closed.content.decode()
    with time_machine.travel(datetime(2026, 11, 28, 20, 1, tzinfo=UTC), tick=False):
        assert jobs.deliver() == 1 and jobs.deliver() == 0
        assert Notice.objects.filter(person=ada, kind="recovery.letter").count() == 1
        assert "You are still here." in client_of(ada).get(f"/letters/{letter.ref}").content.decode()
    with time_machine.travel(datetime(2026, 11, 20, 20, 1, tzinfo=UTC), tick=False):
        assert jobs.deliver() == 0  # the clock went back: it does not come twice


@pytest.mark.parametrize("day", ["2020-01-01", "9999-12-31", "", "soon"])
def test_a_letter_is_for_a_day_that_comes(ada: Person, client_of: ClientOf, day: str) -> None:
    answer = client_of(ada).post("/letters/new", {"text": "Words", "occasion": "day", "on_day": day})
    assert answer.status_code == 422 and answer.context["form"].errors["on_day"]
    assert answer.context["form"]["text"].value() == "Words"


def test_a_letter_for_a_bad_day(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert client.post("/letters/bad-day")["Location"] == "/letters"
    for text in ("First", "Second"):
        client.post("/letters/new", {"text": text, "occasion": "bad_day"})
    one, other = Letter.objects.order_by("pk")
    assert [client.post("/letters/bad-day")["Location"] for _ in range(2)] == [
        f"/letters/{one.ref}",
        f"/letters/{other.ref}",
    ]
    assert "First" in client.get(f"/letters/{one.ref}").content.decode()
    assert client_of(cy).get(f"/letters/{one.ref}").status_code == 404
    assert client_of(cy).post(f"/letters/{one.ref}/remove").status_code == 404
    assert client.post(f"/letters/{one.ref}/remove").status_code == 302
    assert list(Letter.objects.all()) == [other]


def test_a_letter_can_be_opened_early(ada: Person, client_of: ClientOf) -> None:
    letter = letters.write("Words to come", "day", now().date() + timedelta(days=9), actor=ada)
    client = client_of(ada)
    assert client.post(f"/letters/{letter.ref}").status_code == 302
    assert "Words to come" in client.get(f"/letters/{letter.ref}").content.decode()


# --- the hope box ---
def _photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "JPEG")
    return SimpleUploadedFile("dog.jpg", out.getvalue(), "image/jpeg")


def test_a_photo_is_locked_and_for_its_owner_alone(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert client.post("/hope-box/new/photo", {"photo": _photo(), "words": "The dog"}).status_code == 302
    thing = HopeThing.objects.get()
    assert b"WEBP" not in bytes(thing.picture) and (thing.width, thing.height) == (30, 20)
    answer = client.get(f"/hope-box/{thing.ref}/picture")
    assert answer.content[8:12] == b"WEBP" and answer["Cache-Control"] == "no-store"
    assert client_of(cy).get(f"/hope-box/{thing.ref}/picture").status_code == 404
    assert client_of(cy).post(f"/hope-box/{thing.ref}/remove").status_code == 404
    assert client.get("/hope-box").status_code == 200
    assert client.post(f"/hope-box/{thing.ref}/remove").status_code == 302 and not HopeThing.objects.exists()


def test_what_is_no_photo_is_declined(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    for data in (b"<svg onload='x'/>", b"", b"GIF89a"):
        given = {"photo": SimpleUploadedFile("x.jpg", data), "words": "x"}
        assert client.post("/hope-box/new/photo", given).status_code == 422
    assert client.get("/hope-box/new/film").status_code == 404
    Organisation.objects.update(pictures=False)
    assert client.post("/hope-box/new/photo", {"photo": _photo(), "words": "The dog"}).status_code == 404


@pytest.mark.parametrize(
    ("link", "status"),
    [
        ("https://example.org/song", 302), ("", 302), ("http://example.org", 422), ("javascript:alert(1)", 422),
        ("https://", 422), ("https://me:pass@example.org", 422), ("https://example.org/a b", 422), ("https://[", 422),
        ("//example.org", 422),
    ],
)  # fmt: skip
def test_a_song_is_a_plain_link(ada: Person, client_of: ClientOf, link: str, status: int) -> None:
    given = {"words": "The long one", "by": "A band", "link": link}
    assert client_of(ada).post("/hope-box/new/song", given).status_code == status
    if status == 302 and link:
        assert hoping.opened(HopeThing.objects.get())["host"] == "example.org"


# --- milestones ---
def test_a_milestone_stays_where_it_is_when_a_hard_day_comes(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    given = {"title": "My own place", "day": "2026-02-01", "note": ""}
    assert client.post("/goals/milestones", given).status_code == 302
    row = Milestone.objects.get()
    note = f"/goals/milestones/{row.ref}/note"
    assert client.post(note, {"words": "A hard week", "day": "2026-03-01"}).status_code == 302
    row.refresh_from_db()
    assert row.day == date(2026, 2, 1)
    shown = client.get("/goals/milestones").content.decode()
    assert "A hard week" in shown
    assert client_of(cy).get(note).status_code == 404
    along = Along.objects.get()
    assert client_of(cy).post(f"{note}/{along.ref}/remove").status_code == 404
    assert client.post(f"{note}/{along.ref}/remove").status_code == 302
    assert client.post(f"/goals/milestones/{row.ref}/remove").status_code == 302


def test_a_milestone_is_not_in_the_future(ada: Person, client_of: ClientOf) -> None:
    day = now().date() + timedelta(days=2)
    answer = client_of(ada).post("/goals/milestones", {"title": "It will be", "day": day, "note": "Typed"})
    assert answer.status_code == 422 and answer.context["form"]["note"].value() == "Typed"
    assert client_of(ada).post("/goals/milestones", {"title": "x", "day": "0001-01-01", "note": ""}).status_code == 422


def test_coming_back_is_met_with_a_friendly_word_and_no_count(ada: Person, client_of: ClientOf) -> None:
    start = datetime(2026, 5, 1, 12, tzinfo=UTC)
    usual = corners.plans
    with time_machine.travel(start, tick=False):
        first = usual(ada).line
    with time_machine.travel(start + timedelta(days=3), tick=False):
        assert usual(ada).line == first
    with time_machine.travel(start + timedelta(days=60), tick=False):
        assert usual(ada).line != first and not any(letter.isdigit() for letter in usual(ada).line)
        assert client_of(ada).get("/mine").status_code == 200
    with time_machine.travel(start + timedelta(days=61), tick=False):
        assert usual(ada).line == first
    with time_machine.travel(start, tick=False):
        assert usual(ada).line == first


# --- all of it ---
def test_all_of_it_goes_along_and_goes(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    goal = _goal(client, value="friendship")
    client.post(f"/goals/{goal.ref}/tried", {"words": "It went"})
    letters.write("To me", "bad_day", None, actor=ada)
    client.post("/hope-box/new/photo", {"photo": _photo(), "words": "The dog"})
    row = marking.mark("My place", "", now().date(), actor=ada)
    marking.add_along(row, "Hard", now().date(), actor=ada)
    marking.seen(ada)
    held = [one for one in personal.holdings() if one.table in OURS]
    told = str({one.title: list(one.export(ada)) for one in held})
    for words in ("Tea with somebody", "friendship", "It went", "To me", "The dog", "My place", "Hard", "Write to my"):
        assert words in told
    for one in held:
        one.erase(ada)
    for table in (*OURS, Step, Along):
        assert not table.objects.exists(), table
