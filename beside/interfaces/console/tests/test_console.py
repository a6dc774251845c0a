"""Running the service: what an operator can do, and that nobody else can."""

from datetime import timedelta

import pytest
from django.test import Client

from beside.core.clock import now
from beside.foundation.accounts import actions, queries
from beside.foundation.accounts.models import AgreedText, Invitation, Joining, Person, Role, RoleGrant
from beside.foundation.audit.actions import BESIDE
from beside.foundation.audit.models import Entry
from conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db
PAGES = (
    "/console/", "/console/people", "/console/people?q=wr", "/console/invitations", "/console/waiting",
    "/console/organisation", "/console/texts", "/console/texts/privacy", "/console/log", "/console/running",
)  # fmt: skip


@pytest.fixture
def waiting(make_person: MakePerson, ola: Person) -> Person:
    """Someone at the door."""
    actions.change_organisation({"joining": Joining.APPROVAL}, actor=BESIDE)
    person = make_person("dee", "Fern", email="dee@example.org", admitted=False)
    for text in queries.current_texts():
        actions.give_consent(person, text, actor=person)
    actions.ask_for_admission(person, "A friend told me.", actor=person)
    return person


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_for_operators(
    path: str, ada: Person, mo: Person, sol: Person, ola: Person, client_of: ClientOf
) -> None:
    assert client_of(ola).get(path).status_code == 200
    for person in (ada, mo, sol):
        assert client_of(person).get(path).status_code == 404
    assert Client().get(path).headers["Location"].startswith("/accounts/login/")


def test_a_role_is_given_and_ended(ada: Person, ola: Person, client_of: ClientOf) -> None:
    client = client_of(ola)
    assert client.get(f"/console/people/{ada.ref}").status_code == 200
    client.post(f"/console/people/{ada.ref}/roles/moderator/give")
    grant = RoleGrant.objects.get(person=ada)
    assert (grant.role, grant.granted_by, grant.ended_at) == (Role.MODERATOR, ola, None)
    client.post(f"/console/people/{ada.ref}/roles/moderator/end")
    grant.refresh_from_db()
    assert grant.ended_at is not None
    assert grant.ended_by == ola
    verbs = list(Entry.objects.filter(actor=ola.pk).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["role.granted", "role.ended"]


def test_only_operators_give_roles(ada: Person, mo: Person, ola: Person, client_of: ClientOf) -> None:
    assert client_of(mo).post(f"/console/people/{mo.ref}/roles/operator/give").status_code == 404
    with pytest.raises(actions.Refused):
        actions.grant_role(mo, Role.OPERATOR, actor=mo)
    client = client_of(ola)
    assert client.post(f"/console/people/{ada.ref}/roles/king/give").status_code == 404
    assert client.post("/console/people/nobody/roles/moderator/give").status_code == 404
    assert client.get(f"/console/people/{ada.ref}/roles/moderator/give").status_code == 405
    assert not RoleGrant.objects.filter(person=ada).exists()


def test_the_last_operator_stays_one(ola: Person, ada: Person, client_of: ClientOf) -> None:
    client = client_of(ola)
    client.post(f"/console/people/{ola.ref}/roles/operator/end")
    assert RoleGrant.objects.filter(person=ola, ended_at=None).exists()
    client.post(f"/console/people/{ada.ref}/roles/operator/give")
    client.post(f"/console/people/{ola.ref}/roles/operator/end")
    assert not RoleGrant.objects.filter(person=ola, ended_at=None).exists()


def test_operators_see_no_addresses(waiting: Person, make_person: MakePerson, ola: Person, client_of: ClientOf) -> None:
    make_person("eve", "Linnet", Role.MODERATOR, email="eve@example.org")
    client = client_of(ola)
    for path in (*PAGES, "/console/people?q=linnet"):
        page = client.get(path).content.decode()
        assert "@example.org" not in page, path


def test_an_invitation_is_shown_once_and_ended(ola: Person, client_of: ClientOf) -> None:
    client = client_of(ola)
    asked = {"note": "Tuesday group", "uses": 3, "days": 7, "role": "facilitator"}
    code = client.post("/console/invitations", asked).context["code"]
    row = Invitation.objects.get()
    assert (row.uses_left, row.role, row.made_by) == (3, "facilitator", ola)
    assert row.expires_at - now() > timedelta(days=6)
    assert code not in client.get("/console/invitations").content.decode()
    assert queries.invitation_for(code) == row
    client.post(f"/console/invitations/{row.pk}/end")
    assert queries.invitation_for(code) is None
    assert client.post("/console/invitations/999/end").status_code == 404


def test_an_invitation_makes_nobody_operator(ola: Person, client_of: ClientOf) -> None:
    asked = {"note": "", "uses": 1, "days": 7, "role": "operator"}
    assert client_of(ola).post("/console/invitations", asked).status_code == 422
    assert not Invitation.objects.exists()


def test_someone_is_let_in(waiting: Person, ola: Person, client_of: ClientOf) -> None:
    client = client_of(ola)
    # They joined with an email; the way through the codes is for those without.
    assert [one.note for one in client.get("/console/waiting").context["waiting"]] == ["A friend told me."]
    client.post(f"/console/waiting/{waiting.ref}/yes")
    waiting.refresh_from_db()
    assert waiting.admitted_at is not None
    assert client.post(f"/console/waiting/{waiting.ref}/no").status_code == 404


def test_someone_is_told_no(waiting: Person, ola: Person, mo: Person, client_of: ClientOf) -> None:
    assert client_of(mo).post(f"/console/waiting/{waiting.ref}/no").status_code == 404
    client_of(ola).post(f"/console/waiting/{waiting.ref}/no")
    waiting.refresh_from_db()
    assert waiting.admitted_at is None
    assert waiting.admission.accepted is False
    assert queries.waiting() == []


def test_the_organisation_is_changed(ola: Person, client_of: ClientOf) -> None:
    given = {
        "name": "Harbour House", "about": "For everyone", "country": "ie", "joining": "open", "least_age": 21,
        "promise_minutes": 15, "staffed_from": "09:00", "staffed_until": "21:00", "attendance": "numbers",
    }  # fmt: skip
    client = client_of(ola)
    assert client.post("/console/organisation", given).status_code == 302
    row = queries.organisation()
    assert (row.name, row.country, row.joining, row.without_email, row.least_age) == (
        "Harbour House", "IE", "open", False, 21,
    )  # fmt: skip
    entry = Entry.objects.get(verb="organisation.changed")
    assert "Harbour House" not in str(entry.detail)
    for wrong in ({"least_age": 5}, {"country": "Ireland"}, {"staffed_until": ""}, {"name": ""}, {"joining": "x"}):
        assert client.post("/console/organisation", given | wrong).status_code == 422, wrong
    assert queries.organisation().least_age == 21


def test_a_text_is_looked_at_before_it_is_published(ola: Person, client_of: ClientOf) -> None:
    client, body = client_of(ola), "## Be kind\n\n<script>alert(1)</script> and **kind**"
    looked = client.post("/console/texts/house_rules", {"body": body, "do": "look"})
    assert "<h2>Be kind</h2>" in looked.content.decode()
    assert "<script>alert" not in looked.content.decode()
    assert AgreedText.objects.filter(kind="house_rules").count() == 1
    client.post("/console/texts/house_rules", {"body": body, "do": "publish"})
    assert AgreedText.objects.get(kind="house_rules", version=2).published_by == ola
    assert client.post("/console/texts/house_rules", {"body": " ", "do": "publish"}).status_code == 422
    assert client.get("/console/texts/other").status_code == 404


def test_the_log_goes_on_where_the_page_ended(ola: Person, ada: Person, client_of: ClientOf) -> None:
    for _number in range(30):
        actions.grant_role(ada, Role.MODERATOR, actor=ola)
        actions.end_role(ada, Role.MODERATOR, actor=ola)
    client = client_of(ola)
    first = client.get("/console/log?verb=role.")
    second = client.get(f"/console/log?{first.context['later']}")
    assert (len(first.context["lines"]), len(second.context["lines"])) == (50, 10)
    assert {line.name for line in first.context["lines"]} == {"Otter"}
    assert client.get("/console/log?before=yesterday").status_code == 200
