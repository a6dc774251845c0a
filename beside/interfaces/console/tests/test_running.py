"""What runs by itself: the operator sees it, no address or word is shown, and nobody else can try again."""

import pytest

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications import actions
from beside.foundation.notifications.models import Letter, State
from conftest import ClientOf

pytestmark = pytest.mark.django_db


def test_a_mail_server_that_is_away_is_shown_and_letters_are_tried_again(
    ada: Person, ben: Person, mo: Person, sol: Person, ola: Person, client_of: ClientOf
) -> None:
    actions.keep_letter("ada@example.org", "Your code", "four words")
    actions.keep_letter("cy@example.org", "Your code", "four words")
    one, two = Letter.objects.order_by("pk")
    Letter.objects.filter(pk=one.pk).update(away=True, last_error="TimeoutError", tries=3)
    Letter.objects.filter(pk=two.pk).update(state=State.GIVEN_UP, last_error="SMTPDataError", tries=7, ended_at=now())
    client = client_of(ola)
    page = client.get("/console/running")
    assert page.context["away_since"] == one.made_at
    assert client.get("/console/").context["mail_away_since"] == one.made_at
    assert [(row.number, row.why) for row in page.context["stuck"]] == [
        (one.pk, "TimeoutError"),
        (two.pk, "SMTPDataError"),
    ]
    for word in (b"example.org", b"Your code", b"four words"):
        assert word not in page.content
    for person in (ada, ben, mo, sol):
        assert client_of(person).post("/console/running/try-again").status_code == 404
    assert Letter.objects.filter(state=State.GIVEN_UP).count() == 1
    assert client.post("/console/running/try-again").status_code == 302
    assert set(Letter.objects.values_list("state", "tries")) == {(State.WAITING, 0)}
    assert Entry.objects.filter(verb="deliveries.tried_again", actor=ola.pk).exists()
