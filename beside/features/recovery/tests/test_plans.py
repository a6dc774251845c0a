"""The safety plan and the wellness plan: writing, leaving out, undoing, two windows, too much, other people."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from beside.core.clock import now
from beside.features.recovery import hooks, keeping
from beside.features.recovery.models import Kind, Page, PageVersion
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from conftest import ClientOf

PEOPLE = {"name_0": "Aoife", "number_0": "+353 85 123 4567", "name_1": "", "number_1": ""}


def _write(client: Client, key: str, text: str, version: int = 0, more: dict[str, str] | None = None) -> int:
    given = {"text": text, "version": version, "keep": "1", **(more or {})}
    return client.post(f"/plans/safety/{key}", given).status_code


def _page(owner: Person, key: str) -> Page:
    return Page.objects.get(owner=owner, key=key)


def test_a_step_is_written_sealed_and_read(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert client.get("/plans/safety").status_code == 200
    assert _write(client, "signs", "I stop answering\nI lie awake") == 302
    page = _page(ada, "signs")
    assert keeping.opened(page).lines == ["I stop answering", "I lie awake"]
    assert b"answering" not in bytes(page.sealed)
    assert "I lie awake" in client.get("/plans/safety").content.decode()
    entry = Entry.objects.get(verb="page.kept")
    assert "answering" not in str(entry.detail)


def test_people_can_be_called(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert _write(client, "people", "", more=PEOPLE) == 302
    assert 'href="tel:+353851234567"' in client.get("/plans/safety").content.decode()


@pytest.mark.parametrize("number", ["nine", "12", "javascript:alert(1)", "1" * 30])
def test_what_no_phone_can_call_is_said_beside_it_and_nothing_is_lost(
    ada: Person, client_of: ClientOf, number: str
) -> None:
    answer = client_of(ada).post(
        "/plans/safety/people", {"text": "Words I keep", "version": 0, "name_0": "Aoife", "number_0": number}
    )
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors["number_0"] and form["text"].value() == "Words I keep"
    assert not Page.objects.filter(owner=ada).exists()


def test_a_number_belongs_to_somebody(ada: Person, client_of: ClientOf) -> None:
    answer = client_of(ada).post("/plans/safety/people", {"text": "", "version": 0, "name_0": "", "number_0": "112 0"})
    assert answer.status_code == 422 and answer.context["form"].errors["name_0"]


def test_each_step_can_be_left_out_and_keeps_what_stood_there(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    _write(client, "alone", "A shower")
    assert client.post("/plans/safety/alone", {"skip": "1"}).status_code == 302
    assert _page(ada, "alone").skipped_at is not None
    assert "A shower" not in client.get("/plans/safety").content.decode()
    assert "A shower" in client.get("/plans/safety/alone").content.decode()
    assert _write(client, "alone", "A shower", version=1) == 302
    assert _page(ada, "alone").skipped_at is None


def test_the_help_page_and_every_help_card_lead_to_it(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    for filled in (False, True):
        if filled:
            _write(client, "signs", "I lie awake")
        for path in ("/help", "/today", "/groups"):
            assert client.get(path).content.decode().count('href="/plans/safety"') >= 1
        labels = [one.label for one in client.get("/help").context["own"]]
        assert labels == (["My safety plan"] if filled else ["Make my safety plan"])
    assert b"/plans/safety" not in Client().get("/help").content


def test_it_goes_along_as_a_text_file(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    _write(client, "signs", "I lie awake")
    _write(client, "people", "", more=PEOPLE)
    answer = client.get("/plans/safety/download")
    assert answer["Content-Type"].startswith("text/plain")
    assert "I lie awake" in answer.content.decode() and "Aoife +353 85 123 4567" in answer.content.decode()


def test_two_windows_lose_nothing(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    _write(client, "signs", "First")
    assert _write(client, "signs", "From one window", version=1) == 302
    answer = client.post("/plans/safety/signs", {"text": "From the other", "version": 1, "keep": "1"})
    assert answer.status_code == 409
    assert answer.context["theirs"].text == "From one window"
    assert answer.context["form"]["text"].value() == "From the other"
    assert keeping.opened(_page(ada, "signs")).text == "From one window"
    assert _write(client, "signs", "From the other", version=answer.context["form"]["version"].value()) == 302
    page = _page(ada, "signs")
    assert keeping.opened(page).text == "From the other"
    kept = [keeping.opened_version(row).text for row in page.versions.select_related("page").order_by("number")]
    assert kept == ["First", "From one window"]


def test_two_windows_that_keep_by_themselves_lose_nothing_either(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    given = {"text": "From one", "version": 0}
    first = client.post("/plans/safety/signs", given, headers={"X-Kept": "by-itself"})
    assert first.json()["version"] == 1
    other = client.post(
        "/plans/safety/signs", {"text": "From the other", "version": 0}, headers={"X-Kept": "by-itself"}
    )
    assert other.status_code == 409 and other.json()["words"]
    pressed = client.post("/plans/safety/signs", {"text": "From the other", "version": 0})
    assert pressed.status_code == 409
    assert client.post("/plans/safety/signs", {"text": "From the other", "version": 1}).status_code == 302
    page = _page(ada, "signs")
    assert [keeping.opened_version(row).text for row in page.versions.all()] == ["From one"]


def test_what_is_kept_while_writing_is_one_version(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    _write(client, "signs", "Before")
    for number, text in enumerate(("B", "Be", "Bet", "Better"), 1):
        answer = client.post("/plans/safety/signs", {"text": text, "version": number}, headers={"X-Kept": "by-itself"})
        assert answer.status_code == 200
    assert _write(client, "signs", "Better still", version=5) == 302
    page = _page(ada, "signs")
    assert [keeping.opened_version(row).text for row in page.versions.all()] == ["Before"]


def test_the_last_twenty_can_be_brought_back(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    for number in range(25):
        _write(client, "signs", f"Words {number}", version=number)
    page = _page(ada, "signs")
    assert page.versions.count() == keeping.MOST_VERSIONS
    assert client.get(f"/plans/page/{page.ref}/earlier").status_code == 200
    assert client.post(f"/plans/page/{page.ref}/back/20").status_code == 302
    page.refresh_from_db()
    assert keeping.opened(page).text == "Words 19"
    assert client.post(f"/plans/page/{page.ref}/back/26").status_code == 302 or page.versions.filter(number=25).exists()
    assert client.post(f"/plans/page/{page.ref}/back/1").status_code == 404


def test_a_plan_of_a_megabyte_is_declined_kindly_and_comes_back(ada: Person, client_of: ClientOf) -> None:
    words = "I lie awake. " * 81_000  # more than a megabyte
    answer = client_of(ada).post("/plans/safety/signs", {"text": words, "version": 0, "keep": "1"})
    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == words and answer.context["form"].errors["text"]
    assert not Page.objects.filter(owner=ada).exists()


def test_more_than_that_gets_a_page_that_says_what_to_do(ada: Person, client_of: ClientOf) -> None:
    answer = client_of(ada).post("/plans/safety/signs", {"text": "x" * 2_600_000, "version": 0})
    assert answer.status_code == 400 and b"<h1>" in answer.content


def test_the_whole_plan_has_an_end(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert _write(client, "signs", "x" * 30_000) == 302
    assert _write(client, "alone", "x" * 30_000) == 422
    assert _write(client, "alone", "x" * 10_000) == 302


def test_words_come_back_to_whoever_was_signed_out(ada: Person) -> None:
    words = "What I have written just now, over two lines.\nAnd more."
    answer = Client().post("/plans/safety/signs", {"text": words, "version": 0, "keep": "1"})
    assert answer.status_code == 403 and words.splitlines()[0] in answer.content.decode()
    by_itself = Client().post("/plans/safety/signs", {"text": words, "version": 0}, headers={"X-Kept": "by-itself"})
    assert by_itself.status_code == 401
    assert Client().get("/plans/safety/signs").status_code == 302


def test_steps_that_are_none_are_not_there(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert client.get("/plans/safety/means").status_code == 404
    assert client.get("/plans/wellness/abcdefgh23456789").status_code == 404


def test_nobody_else_reaches_a_page(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client, stranger = client_of(ada), client_of(cy)
    _write(client, "signs", "What is mine")
    client.post("/plans/wellness/abcdefgh23456789", {"title": "My own", "text": "Words", "version": 0})
    page = _page(ada, "signs")
    assert stranger.get("/plans/wellness/abcdefgh23456789").status_code == 404
    assert stranger.get(f"/plans/page/{page.ref}/earlier").status_code == 404
    for deed in ("back/1", "remove", "restore"):
        assert stranger.post(f"/plans/page/{page.ref}/{deed}").status_code == 404
    taken = stranger.post("/plans/wellness/abcdefgh23456789", {"title": "Theirs", "text": "x", "version": 0})
    assert taken.status_code == 404
    assert "What is mine" not in stranger.get("/plans/safety").content.decode()


def test_suggestions_come_from_what_is_ones_own(ada: Person, client_of: ClientOf) -> None:
    hooks.register_suggestions("alone", _walk)
    try:
        client = client_of(ada)
        client.post("/plans/wellness/daily", {"text": "Feed the birds\nTea", "version": 0})
        form = client.get("/plans/safety/alone").context["form"]
        assert [value for value, _label in form.fields["add"].choices] == ["Walk to the river", "Feed the birds", "Tea"]
        _write(client, "alone", "Sit down", more={"add": "Feed the birds"})
        assert keeping.opened(_page(ada, "alone")).lines == ["Sit down", "Feed the birds"]
        foreign = client.post("/plans/safety/alone", {"text": "Sit", "version": 1, "add": "Not offered"})
        assert foreign.status_code == 422
    finally:
        hooks._suggestions["alone"].remove(_walk)


def _walk(_person: Person) -> list[str]:
    return ["Walk to the river"]


def test_a_wellness_plan_has_headings_of_ones_own(ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert client.post("/plans/wellness/please", {"text": "Sit with me", "version": 0}).status_code == 302
    assert client.get("/plans/wellness/new").status_code == 200
    own = "/plans/wellness/abcdefgh23456789"
    assert client.post(own, {"title": "", "text": "x", "version": 0}).status_code == 422
    assert client.post(own, {"title": "When I travel", "text": "Take the blue cup", "version": 0}).status_code == 302
    shown = client.get("/plans/wellness").content.decode()
    assert "When I travel" in shown and "Sit with me" in shown
    page = Page.objects.get(ref="abcdefgh23456789")
    assert client.post(f"/plans/page/{page.ref}/remove").status_code == 302
    assert client.get(own).status_code == 404
    assert client.post(f"/plans/page/{page.ref}/restore").status_code == 302
    assert client.get(own).status_code == 200


def test_what_was_taken_away_is_forgotten_after_thirty_days(ada: Person, client_of: ClientOf) -> None:
    from beside.features.recovery import jobs

    client = client_of(ada)
    client.post("/plans/wellness/abcdefgh23456789", {"title": "Own", "text": "x", "version": 0})
    client.post("/plans/page/abcdefgh23456789/remove")
    assert jobs.forget() == 0
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        assert jobs.forget() == 1
    assert not Page.objects.filter(owner=ada).exists()


def test_all_of_it_goes_along_and_goes(ada: Person, ben: Person, client_of: ClientOf) -> None:
    from beside.foundation.accounts import personal

    client = client_of(ada)
    _write(client, "signs", "First")
    _write(client, "signs", "Second", version=1)
    held = {one.table: one for one in personal.holdings()}
    assert [row["text"] for row in held[Page].export(ada)] == ["Second"]
    assert [row["text"] for row in held[PageVersion].export(ada)] == ["First"]
    for table in (PageVersion, Page):
        held[table].erase(ada)
    assert not Page.objects.filter(kind=Kind.SAFETY).exists() and not PageVersion.objects.exists()
