"""The front door, rules, promises, and pages that stand where a page is not."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from beside.foundation.accounts.models import Organisation, Person
from beside.foundation.accounts.queries import organisation
from beside.interfaces.site import views
from conftest import ClientOf


@pytest.mark.parametrize("path", ["/", "/rules", "/rules/privacy", "/safety-promises"])
def test_anyone_may_read(client: Client, db: None, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.context["frame"]["places"] == []


def test_home_names_the_organisation_and_how_to_join(client: Client, db: None) -> None:
    organisation()
    Organisation.objects.update(name="Harbour House", joining="approval")
    page = client.get("/")
    assert b"Harbour House" in page.content
    assert b'href="/join"' in page.content


def test_members_go_on_to_today(ada: Person, client_of: ClientOf) -> None:
    assert client_of(ada).get("/").headers["Location"] == "/today"


def test_nothing_is_written_by_post(client: Client, db: None) -> None:
    for path in ("/", "/rules", "/safety-promises", "/robots.txt", "/healthz"):
        assert client.post(path).status_code == 405


def test_not_here(client: Client, ada: Person, client_of: ClientOf) -> None:
    for somebody in (client, client_of(ada)):
        page = somebody.get("/no/such/page")
        assert page.status_code == 404
        assert b"<h1>" in page.content


def test_our_mistake_asks_nothing_of_the_database() -> None:
    page = views.our_mistake(RequestFactory().get("/"))
    assert isinstance(page, HttpResponse)
    assert page.status_code == 500
    assert b"Get help now" in page.content


def test_an_expired_form_gives_back_what_was_typed(ada: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    words = "I wrote <b>all</b> of this at four in the morning"
    sent = {"words": words, "password": "a quiet lamp by the window", "name": "x", "csrfmiddlewaretoken": "old old old"}
    page = client.post("/mine/experiences/panic?from=welcome", sent)
    assert page.status_code == 403
    assert [one["text"] for one in page.context["typed"]] == [words]
    assert b"&lt;b&gt;all&lt;/b&gt; of this" in page.content
    assert b"quiet lamp" not in page.content
    assert b'href="/mine/experiences/panic"' in page.content


def test_an_expired_form_of_our_own_can_be_sent_once_more(ada: Person) -> None:
    """Someone signed in anew in another window: the browser vouches that the form is ours. A stranger's is not."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    sent = {
        "words": "I wrote all of this",
        "stance": "living",
        "password": "a quiet lamp",
        "csrfmiddlewaretoken": "old",
    }
    ours = client.post("/mine/experiences/panic", sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert (ours.status_code, ours.context["ours"], ours.context["rest"]) == (403, True, [("stance", "living")])
    for site in ("cross-site", "same-site", "none", ""):
        theirs = client.post("/mine/experiences/panic", sent, headers={"Sec-Fetch-Site": site} if site else {})
        assert (theirs.status_code, theirs.context["ours"], theirs.context["rest"]) == (403, False, [])


def test_an_expired_form_without_words(client: Client, db: None) -> None:
    page = Client(enforce_csrf_checks=True).post("/accounts/login/", {"password": "a quiet lamp by the window"})
    assert page.status_code == 403
    assert page.context["typed"] == []


def test_styleguide_is_for_debugging_only(client: Client, db: None, settings: Settings) -> None:
    assert client.get("/styleguide").status_code == 404
    settings.DEBUG = True
    assert client.get("/styleguide").status_code == 200


def test_small_files(client: Client, db: None) -> None:
    assert "Disallow: /" in client.get("/robots.txt").content.decode()
    assert client.get("/favicon.ico").headers["Location"].endswith("mark.svg")
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    assert manifest["start_url"] == "/today"
    assert manifest["name"] == organisation().name
