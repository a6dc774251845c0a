"""Signing in by letter, password and recovery code; nobody learns who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from beside.foundation.accounts import actions, queries
from beside.foundation.accounts.models import Joining, Person
from beside.foundation.accounts.tests.steps import PASSWORD, agree, answer_year, let
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications.models import Letter

pytestmark = pytest.mark.django_db
TELLING = ("beside", "peer", "support", "mental", "health", "wren")


@pytest.fixture
def by_letter() -> Person:
    """A member who signs in by letter."""
    person = actions.join(birth_year=1990, email="ada@example.org", actor=BESIDE)
    for text in queries.current_texts():
        actions.give_consent(person, text, actor=person)
    let(Joining.OPEN)
    actions.finish_joining(person, actor=person)
    return person


def _plain(page: bytes, email: str) -> str:
    """The page without what differs for everyone: the address typed, and tokens against forged forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode().replace(email, "…"))


def test_joining_by_letter(client: Client) -> None:
    let(Joining.OPEN)
    answer_year(client)
    assert client.get("/accounts/signup/").status_code == 200
    assert client.post("/accounts/signup/", {"email": "new@example.org"}).status_code == 302
    letter = Letter.objects.get()
    assert not any(word in (letter.subject + letter.body).lower().split() for word in TELLING)
    path = re.search(r"http://testserver(/\S+)", letter.body)
    assert path is not None
    assert client.get(path[1]).status_code == 200
    assert client.post(path[1]).status_code == 302
    assert client.get("/join/next").headers["Location"] == "/join/agree"
    assert agree(client) == "/welcome"
    assert Person.objects.get().sign_in_name is None


def test_joining_begins_with_the_questions(client: Client) -> None:
    let(Joining.OPEN)
    client.post("/accounts/signup/", {"email": "new@example.org"})
    assert not Person.objects.exists()


def test_joining_with_a_known_address_looks_the_same(by_letter: Person) -> None:
    pages = []
    for email in ("ada@example.org", "new@example.org"):
        client = Client()
        answer_year(client)
        first = client.post("/accounts/signup/", {"email": email})
        second = client.get(first.headers["Location"])
        again = client.get("/accounts/signup/")
        pages.append(
            (
                first.status_code,
                first.headers["Location"],
                second.status_code,
                _plain(second.content, email),
                again.status_code,
            )
        )
    assert pages[0] == pages[1]
    assert Person.objects.count() == 2
    assert set(Letter.objects.values_list("to", flat=True)) == {"ada@example.org", "new@example.org"}


def test_signing_in_by_code_and_by_the_link_that_fills_it_in(client: Client, by_letter: Person) -> None:
    client.post("/accounts/login/code/", {"email": "ada@example.org"})
    letter = Letter.objects.get()
    link = re.search(r"http://testserver(/\S+code=(\S+))", letter.body)
    assert link is not None
    page = client.get(link[1])
    assert f'value="{link[2]}"' in page.content.decode()
    assert "_auth_user_id" not in client.session
    client.post("/accounts/login/code/confirm/", {"code": link[2]})
    assert client.session["_auth_user_id"] == str(by_letter.pk)
    assert UserSession.objects.get().ip == "0.0.0.0"  # noqa: S104


def test_a_wrong_code_opens_nothing(client: Client, by_letter: Person) -> None:
    client.post("/accounts/login/code/", {"email": "ada@example.org"})
    client.post("/accounts/login/code/confirm/", {"code": "000000"})
    assert "_auth_user_id" not in client.session


def test_asking_for_a_code_looks_the_same_for_unknown_addresses(by_letter: Person) -> None:
    pages = []
    for email in ("ada@example.org", "cy@example.org"):
        client = Client()
        first = client.post("/accounts/login/code/", {"email": email})
        second = client.get(first.headers["Location"])
        pages.append((first.status_code, first.headers["Location"], second.status_code, _plain(second.content, email)))
    assert pages[0] == pages[1]
    assert Letter.objects.count() == 2


def test_forgotten_passwords_look_the_same_for_unknown_addresses(by_letter: Person) -> None:
    pages = []
    for email in ("ada@example.org", "cy@example.org"):
        client = Client()
        first = client.post("/accounts/password/reset/", {"email": email})
        pages.append((first.status_code, first.headers["Location"], client.get(first.headers["Location"]).status_code))
    assert pages[0] == pages[1]


def test_signing_in_with_a_name_and_a_password(client: Client, ada: Person) -> None:
    assert client.get("/accounts/login/").status_code == 200
    client.post("/accounts/login/", {"login": "Ada", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_wrong_names_and_wrong_passwords_look_the_same(ada: Person) -> None:
    pages = []
    for name in ("ada", "nobody"):
        client = Client()
        answer = client.post("/accounts/login/", {"login": name, "password": "not the right one"})
        pages.append((answer.status_code, _plain(answer.content, f'value="{name}"')))
        assert "_auth_user_id" not in client.session
    assert pages[0] == pages[1]


def test_guessing_passwords_is_limited(client: Client, ada: Person, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/300s/key"}
    for _try in range(5):
        client.post("/accounts/login/", {"login": "ada", "password": "not the right one"})
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_back_in_with_a_recovery_code(client: Client, ada: Person) -> None:
    code = actions.make_recovery_codes(ada, actor=ada)[0]
    new = "another lamp by the door"
    assert client.post("/accounts/recover", {"sign_in_name": "ada", "code": code, "password": new}).status_code == 302
    assert client.session["_auth_user_id"] == str(ada.pk)
    ada.refresh_from_db()
    assert ada.check_password(new)
    again = {"sign_in_name": "ada", "code": code, "password": PASSWORD}
    assert Client().post("/accounts/recover", again).status_code == 422


def test_recovery_answers_the_same_for_unknown_names_and_is_limited(ada: Person) -> None:
    code = actions.make_recovery_codes(ada, actor=ada)[0]
    words = set()
    for name in ("ada", "nobody"):
        answer = Client().post("/accounts/recover", {"sign_in_name": name, "code": "00000000", "password": PASSWORD})
        assert answer.status_code == 422
        words.add(str(answer.context["form"].non_field_errors()))
    assert len(words) == 1
    for _try in range(10):
        Client().post("/accounts/recover", {"sign_in_name": "ada", "code": "00000000", "password": PASSWORD})
    asked = {"sign_in_name": "ada", "code": code, "password": PASSWORD}
    assert Client().post("/accounts/recover", asked).status_code == 422


def test_secrets_of_second_steps_are_locked_in_the_database(ada: Person) -> None:
    actions.make_recovery_codes(ada, actor=ada)
    seed = Authenticator.objects.get().data["seed"]
    assert not re.fullmatch(r"[0-9a-f]{80}", seed)


def test_signing_out_closes_open_pages(
    client: Client,
    ada: Person,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ended: list[str] = []
    monkeypatch.setattr("beside.foundation.realtime.hub.end_session", ended.append)
    client.force_login(ada)
    key = client.session.session_key
    client.post("/accounts/logout/")
    assert ended == [key]
    assert "_auth_user_id" not in client.session


def test_an_erased_person_cannot_sign_in(client: Client, by_letter: Person) -> None:
    actions.erase(by_letter, actor=by_letter)
    Letter.objects.all().delete()
    client.post("/accounts/login/code/", {"email": "ada@example.org"})
    assert "code=" not in Letter.objects.get().body
    assert not EmailAddress.objects.exists()


def test_every_page_of_the_library_opens(client: Client, by_letter: Person) -> None:
    for path in ("/accounts/login/code/", "/accounts/password/reset/", "/accounts/signup/", "/accounts/recover"):
        assert client.get(path).status_code == 200, path
    client.force_login(by_letter)
    for path in ("/accounts/email/", "/accounts/password/set/", "/accounts/2fa/", "/accounts/logout/"):
        assert client.get(path).status_code == 200, path
