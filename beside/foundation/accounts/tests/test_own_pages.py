"""Settings: devices, agreements, tokens, the copy of everything, leaving for good."""

import json
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from beside.core.clock import now
from beside.foundation.accounts import actions, keys, personal, queries
from beside.foundation.accounts.models import Consent, Person, PersonKey, Token
from beside.foundation.accounts.tests.steps import PASSWORD
from beside.foundation.audit.models import Entry
from conftest import ClientOf

pytestmark = pytest.mark.django_db
PAGES = ("/settings", "/settings/devices", "/settings/agreed", "/settings/tokens", "/settings/data", "/settings/erase")


def sign_in(name: str = "ada") -> Client:
    """A client that signed in as people do."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    return client


@pytest.mark.parametrize("path", PAGES)
def test_pages_open_for_their_owner_and_ask_others_to_sign_in(path: str, ada: Person) -> None:
    assert sign_in().get(path).status_code == 200
    assert Client().get(path).headers["Location"].startswith("/accounts/login/")


def test_ending_a_device_closes_its_open_pages(
    ada: Person, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ended: list[str] = []
    monkeypatch.setattr("beside.foundation.realtime.hub.end_session", ended.append)
    here, there = sign_in(), sign_in()
    key = there.session.session_key
    device = UserSession.objects.get(session_key=key)
    shown = here.get("/settings/devices").context["devices"]
    assert [one.here for one in shown] == [True, False]
    assert shown[0].browser == "Firefox on Windows"
    with django_capture_on_commit_callbacks(execute=True):
        here.post(f"/settings/devices/{device.pk}/end")
    assert ended == [key]
    assert there.get("/settings").status_code == 302
    assert here.get("/settings").status_code == 200


def test_ending_all_others(ada: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    here, there = sign_in(), sign_in()
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/settings/devices/end-others")
    assert there.get("/settings").status_code == 302
    assert here.get("/settings").status_code == 200


def test_nobody_ends_the_device_of_another(ada: Person, cy: Person) -> None:
    sign_in()
    device = UserSession.objects.get(user_id=ada.pk)
    assert sign_in("cy").post(f"/settings/devices/{device.pk}/end").status_code == 404
    assert UserSession.objects.filter(pk=device.pk).exists()
    assert sign_in().get(f"/settings/devices/{device.pk}/end").status_code == 405


def test_taking_back_a_yes_closes_the_door_until_the_next_yes(ada: Person, cy: Person) -> None:
    client, consent = sign_in(), Consent.objects.filter(person=ada).order_by("pk").first()
    assert consent is not None
    path = f"/settings/agreed/{consent.pk}/take-back"
    assert sign_in("cy").post(path).status_code == 404
    assert client.get(path).status_code == 200
    client.post(path)
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert client.get("/settings").headers["Location"] == "/join/next"
    assert client.get("/settings/data").status_code == 200


def test_a_token_is_shown_once_and_ends(ada: Person, cy: Person) -> None:
    client = sign_in()
    answer = client.post("/settings/tokens", {"name": "My notes", "scopes": ["talks:read"]})
    secret, token = answer.context["secret"], Token.objects.get()
    assert secret not in client.get("/settings/tokens").content.decode()
    assert secret not in token.digest
    assert queries.person_of_token(secret, "talks:read") == ada
    assert queries.person_of_token(secret, "talks:write") is None
    assert sign_in("cy").post(f"/settings/tokens/{token.pk}/end").status_code == 404
    client.post(f"/settings/tokens/{token.pk}/end")
    assert queries.person_of_token(secret, "talks:read") is None


def test_new_recovery_codes_replace_the_old(ada: Person) -> None:
    old, client = actions.make_recovery_codes(ada, actor=ada)[0], sign_in()
    assert client.get("/settings/new-codes").context["codes"] == []
    assert client.post("/settings/new-codes").headers["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    new = client.post("/settings/new-codes").context["codes"]
    assert old not in new
    assert client.get("/settings/new-codes").context["codes"] == []
    for code, status in ((old, 422), (new[0], 302)):
        asked = {"sign_in_name": "ada", "code": code, "password": PASSWORD}
        assert Client().post("/accounts/recover", asked).status_code == status
    assert Client().get("/settings/new-codes").headers["Location"].startswith("/accounts/login/")


def test_a_token_needs_a_known_scope(ada: Person) -> None:
    assert sign_in().post("/settings/tokens", {"name": "All", "scopes": ["everything"]}).status_code == 422
    assert not Token.objects.exists()


def test_the_copy_holds_everything_for_its_owner_only(ada: Person, cy: Person) -> None:
    client = sign_in()
    client.post("/settings/tokens", {"name": "My notes", "scopes": ["talks:read"]})
    actions.ask_for_admission(ada, "A friend told me.", actor=ada)
    answer = client.post("/settings/data", {"as": "file"})
    assert "attachment" in answer.headers["Content-Disposition"]
    parts = json.loads(answer.content)["parts"]
    text = json.dumps(parts)
    for word in ("ada", "house_rules", "My notes", "A friend told me.", "1990", "Firefox"):
        assert word in text, word
    assert client.post("/settings/data", {"as": "page"}).status_code == 200
    assert Entry.objects.filter(verb="person.exported", actor=ada.pk).count() == 2
    with pytest.raises(actions.Refused):
        actions.export_everything(ada, actor=cy)


def test_leaving_for_good(
    ada: Person, cy: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client, sealed = sign_in(), keys.seal(ada.pk, "only mine", "here")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.post("/settings/erase", {"words": "leave"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/settings/erase", {"words": "Leave for good"}).headers["Location"] == "/goodbye"
    assert client.get("/goodbye").status_code == 200
    ada.refresh_from_db()
    assert (ada.email, ada.sign_in_name, ada.birth_year, ada.is_active) == (None, None, None, False)
    assert ada.erased_at is not None
    assert not PersonKey.objects.filter(person=ada).exists()
    assert keys.open_text(ada.pk, sealed, "here") is None
    assert not UserSession.objects.filter(user_id=ada.pk).exists()
    assert client.get("/settings").status_code == 302
    assert Client().post("/accounts/login/", {"login": "ada", "password": PASSWORD}).status_code == 200
    assert PersonKey.objects.filter(person=cy).exists()
    assert Entry.objects.filter(verb="person.erased", actor=ada.pk).exists()


def test_leaving_for_good_asks_to_sign_in_again(ada: Person, time_machine: object) -> None:
    client = sign_in()
    time_machine.move_to(now() + timedelta(hours=1))  # type: ignore[attr-defined]
    answer = client.post("/settings/erase", {"words": "leave for good"})
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    ada.refresh_from_db()
    assert ada.erased_at is None


def test_nobody_erases_another(ada: Person, cy: Person) -> None:
    with pytest.raises(actions.Refused):
        actions.erase(ada, actor=cy)
    assert PersonKey.objects.filter(person=ada).exists()


def test_the_last_operator_stays(ola: Person, ada: Person, client_of: ClientOf) -> None:
    with pytest.raises(actions.Refused):
        actions.erase(ola, actor=ola)
    ola.refresh_from_db()
    assert ola.erased_at is None


def test_a_table_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        personal.register(personal.holdings()[0])
