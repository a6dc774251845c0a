"""The one-time set-up link."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from beside.core.clock import now
from beside.foundation.accounts import actions, queries
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.tests.steps import PASSWORD, agree, keep_codes

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Harbour House", "country": "ie", "joining": "approval", "login": "ola@example.org", "password": PASSWORD,
    "year": "1980",
}  # fmt: skip


def _path() -> str:
    return actions.make_setup_link().removeprefix("http://testserver")


def test_its_holder_becomes_the_operator(client: Client) -> None:
    path = _path()
    assert client.get(path).status_code == 200
    assert client.post(path, ANSWERS).headers["Location"] == "/join/next"
    ola, organisation = Person.objects.get(), queries.organisation()
    assert (organisation.name, organisation.country, organisation.joining) == ("Harbour House", "IE", "approval")
    assert organisation.set_up_at is not None
    assert EmailAddress.objects.get().verified
    assert queries.roles_of(ola) == {Role.OPERATOR}
    assert agree(client) == "/welcome"


def test_without_an_email_too(client: Client) -> None:
    client.post(_path(), ANSWERS | {"login": "quiet-lantern-1"})
    keep_codes(client)
    assert agree(client) == "/welcome"


def test_it_works_once(client: Client) -> None:
    path = _path()
    client.post(path, ANSWERS)
    assert Client().get(path).status_code == 410
    assert Client().post(path, ANSWERS | {"login": "cy@example.org"}).status_code == 410
    assert Person.objects.count() == 1


def test_it_grows_old_and_a_newer_one_ends_it(client: Client, time_machine: object) -> None:
    first, second = _path(), _path()
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    time_machine.move_to(now() + timedelta(seconds=4 * 86400))  # type: ignore[attr-defined]
    assert client.get(second).status_code == 410
    assert client.get("/setup/guessed").status_code == 410


def test_mistakes_use_up_nothing(client: Client) -> None:
    path = _path()
    for wrong in ({"password": "password12"}, {"year": "2015"}, {"country": "1!"}, {"login": "a@b"}, {"joining": "x"}):
        assert client.post(path, ANSWERS | wrong).status_code == 422, wrong
    assert not Person.objects.exists()
    assert queries.organisation().set_up_at is None
    assert client.post(path, ANSWERS).status_code == 302
