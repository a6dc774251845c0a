"""Telling people something, and putting it away."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts.models import Person
from beside.foundation.notifications import actions, kinds
from beside.foundation.notifications.models import Letter, Notice
from conftest import ClientOf

pytestmark = pytest.mark.django_db
KIND = "test.wrote"


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    """A kind of notice that only these tests know."""
    kinds.register_kind(KIND, lambda data: f"{data['who']} wrote to you", lambda: "Someone wrote to you")
    yield
    kinds._kinds.pop(KIND)


def with_address(person: Person, *, verified: bool = True) -> None:
    """Give the person an email address."""
    EmailAddress.objects.create(user=person, email="ada@example.org", primary=True, verified=verified)


def test_a_notice_is_shown_until_put_away(ada: Person, client_of: ClientOf) -> None:
    notice = actions.notify(ada, KIND, {"who": "Heron"}, "/talk")
    assert notice is not None
    client = client_of(ada)
    page = client.get("/notices")
    assert [(one.words, one.seen) for one in page.context["notices"]] == [("Heron wrote to you", False)]
    client.post(f"/notices/{notice.pk}/put-away")
    notice.refresh_from_db()
    assert notice.seen_at is not None


def test_nobody_sees_or_touches_the_notices_of_another(ada: Person, cy: Person, client_of: ClientOf) -> None:
    notice = actions.notify(ada, KIND, {"who": "Heron"})
    assert notice is not None
    client = client_of(cy)
    assert client.get("/notices").context["notices"] == []
    assert client.post(f"/notices/{notice.pk}/put-away").status_code == 404
    client.post("/notices/put-away")
    assert Notice.objects.filter(seen_at=None).count() == 1
    assert Client().get("/notices").headers["Location"].startswith("/accounts/login/")


def test_pages_go_on_where_the_last_ended(ada: Person, client_of: ClientOf) -> None:
    for _number in range(35):
        actions.notify(ada, KIND, {"who": "Heron"})
    client = client_of(ada)
    first = client.get("/notices")
    second = client.get(f"/notices?before={first.context['later']}")
    assert (len(first.context["notices"]), len(second.context["notices"])) == (30, 5)
    assert client.get("/notices?before=soon").status_code == 200
    client.post("/notices/put-away")
    assert not Notice.objects.filter(seen_at=None).exists()


def test_open_pages_hear_of_it_after_the_commit(
    ada: Person, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    told: list[str] = []
    monkeypatch.setattr("beside.foundation.realtime.hub.publish", lambda topic, event: told.append(topic))
    with django_capture_on_commit_callbacks(execute=True):
        actions.notify(ada, KIND, {"who": "Heron"})
        assert told == []
    assert told == [f"person:{ada.pk}"]


def test_a_letter_tells_nothing_and_comes_once(ada: Person) -> None:
    with_address(ada)
    for _number in range(3):
        actions.notify(ada, KIND, {"who": "Heron"}, "/talk", email=True)
    letter = Letter.objects.get()
    assert letter.subject == "Someone wrote to you"
    assert "Heron" not in letter.body


def test_no_letter_to_an_unconfirmed_address_or_someone_who_left(ada: Person, cy: Person) -> None:
    with_address(ada, verified=False)
    actions.notify(ada, KIND, {"who": "Heron"}, email=True)
    assert not Letter.objects.exists()
    accounts.erase(cy, actor=cy)
    assert actions.notify(cy, KIND, {"who": "Heron"}) is None


def test_mistakes_of_apps_are_loud(ada: Person) -> None:
    with pytest.raises(kinds.UnknownKind):
        actions.notify(ada, "test.unknown", {})
    with pytest.raises(ValueError, match="path here"):
        actions.notify(ada, KIND, {"who": "Heron"}, "//elsewhere.example.org")
    with pytest.raises(ValueError, match="twice"):
        kinds.register_kind(KIND, lambda data: "")


def test_notices_and_letters_go_with_the_person(ada: Person) -> None:
    with_address(ada)
    actions.notify(ada, KIND, {"who": "Heron"}, email=True)
    parts = accounts.export_everything(ada, actor=ada)["parts"]
    assert "Heron wrote to you" in str(parts)
    assert "Someone wrote to you" in str(parts)
    accounts.erase(ada, actor=ada)
    assert not Notice.objects.exists()
    assert not Letter.objects.exists()
