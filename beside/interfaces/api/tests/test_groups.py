"""Groups over the API: one's own, and whether one comes."""

from datetime import timedelta

from beside.core.clock import now
from beside.features.groups.models import Absence, Group
from beside.foundation.accounts.models import Person
from beside.interfaces.api.tests.test_talks import Caller
from tests import groups


def _group(sol: Person, ada: Person) -> Group:
    return groups.make("Tuesday circle", sol, ada)


def test_ones_own_groups_and_when_they_meet(ada: Person, ben: Person, sol: Person, ola: Person) -> None:
    group = _group(sol, ada)
    reading = Caller(ada, "groups:read")
    listed = reading.call("GET", "/groups").json()
    assert [(one["ref"], one["leads"], one["ended"]) for one in listed] == [(group.ref, False, False)]
    assert now() < group.sessions.order_by("starts_at")[0].starts_at < now() + timedelta(days=2)
    assert Caller(ben, "groups:read").call("GET", "/groups").json() == []
    assert Caller(sol, "talks:read").call("GET", "/groups").status_code == 403


def test_saying_that_one_cannot_come(ada: Person, ben: Person, sol: Person, ola: Person) -> None:
    group = _group(sol, ada)
    session = group.sessions.order_by("starts_at")[0]
    path = f"/groups/{group.ref}/sessions/{session.ref}/away"
    assert Caller(ada, "groups:read").call("PUT", path, away=True).status_code == 403
    assert Caller(ben, "groups:write").call("PUT", path, away=True).status_code == 404
    Person.objects.get(pk=ada.pk).tokens.all().delete()
    writing = Caller(ada, "groups:read groups:write")
    assert writing.call("PUT", path, away=True).status_code == 204
    assert Absence.objects.get().person_id == ada.pk
    assert writing.call("GET", "/groups").json()[0]["sessions"][0]["away"] is True
    assert writing.call("PUT", path, away=False).status_code == 204
    assert not Absence.objects.exists()
