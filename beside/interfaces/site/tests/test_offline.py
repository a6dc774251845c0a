"""Help without a network: what a browser is given to keep, and that nobody's name is in it."""

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Organisation, Person
from conftest import ClientOf

pytestmark = pytest.mark.django_db
NIGHT = "2026-11-23T03:00:00+00:00"


@pytest.fixture(autouse=True)
def britain(db: None) -> None:
    """The organisation is in Britain."""
    accounts.organisation()
    Organisation.objects.update(country="GB")


def test_the_worker_is_a_script_for_the_whole_place_and_never_old() -> None:
    answer = Client().get("/offline-help.js")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert Client().post("/offline-help.js").status_code == 405


@pytest.mark.parametrize("path", ["/offline-help.js", "/help/kept", "/help", "/help/gb"])
def test_no_cookie_is_needed_and_none_is_set(path: str) -> None:
    answer = Client(enforce_csrf_checks=True).get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Session.objects.exists()


def test_someone_half_way_through_joining_gets_it_too(cy: Person, client_of: ClientOf) -> None:
    Person.objects.filter(pk=cy.pk).update(admitted_at=None)
    assert client_of(cy).get("/offline-help.js").status_code == 200


def test_the_kept_page_is_nobodys_in_particular() -> None:
    content = Client().get("/help/kept", {"country": "IE"}).content.decode()
    assert 'href="tel:112"' in content
    assert "csrf" not in content and "data-signed-in" not in content


def test_the_kept_page_stays_true_for_days() -> None:
    """No line that closes is called open or closed, in the page or in the panel above it."""
    with time_machine.travel(NIGHT, tick=False):
        now = Client().get("/help")
        kept = Client().get("/help/kept")
    assert any(line.open_now is False for line in now.context["help"].found.lines)
    assert not any(line.open_now is False for line in kept.context["help"].found.lines)
    assert all(line.hours == "24/7" for line in kept.context["help"].found.lines if line.open_now)
    assert kept.context["frame"]["help"]["code"] == "GB"


def test_the_panel_of_the_kept_page_is_for_its_country() -> None:
    assert Client().get("/help/kept", {"country": "fr"}).context["frame"]["help"]["code"] == "FR"
    assert Client().get("/help/fr").context["frame"]["help"]["code"] == "GB"


@pytest.mark.parametrize("chosen", ["", "ZZ", "<script>", "é" * 300])
def test_an_odd_country_breaks_nothing(chosen: str) -> None:
    answer = Client().get("/help/kept", {"country": chosen})
    assert answer.status_code == 200
    assert b"<script>" not in answer.content


def test_every_page_says_for_which_country_to_keep_it(ada: Person, client_of: ClientOf) -> None:
    for client, path in ((Client(), "/"), (client_of(ada), "/today")):
        assert b'data-country="GB"' in client.get(path).content
