"""What the law asks for: kept by operators alone, judged with dates, reminded of, taken along without people in it."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit import sealing
from beside.foundation.audit.models import Chain, Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import jobs, risks
from beside.foundation.safety.models import LegalSettings, Risk
from conftest import ClientOf

pytestmark = pytest.mark.django_db
JUDGED = {
    "likelihood": "medium",
    "impact": "high",
    "why": "People here feel bad",
    "measures": "Triage, the desk, help on every page",
    "owner": "Safety lead",
}


def _in_a_year() -> str:
    return (now() + timedelta(days=365)).date().isoformat()


def test_a_risk_is_judged_with_the_day(ola: Person, client_of: ClientOf) -> None:
    client = client_of(ola)
    assert client.get("/console/legal").status_code == 200
    assert client.get("/console/legal/risks/suicide").status_code == 200
    client.post("/console/legal/risks/suicide", JUDGED | {"review_by": _in_a_year()})
    risk = Risk.objects.get()
    assert (risk.key, risk.likelihood, risk.impact, risk.reviewed_on) == ("suicide", "medium", "high", now().date())
    assert client.get("/console/legal").context["judged"] == 1
    assert Entry.objects.filter(verb="risk.judged", actor=ola.pk).count() == 1


@pytest.mark.parametrize("wrong", [{"review_by": "2020-01-01"}, {"likelihood": "certain"}, {"owner": ""}])
def test_half_a_judgement_is_none_and_nothing_is_lost(wrong: dict[str, str], ola: Person, client_of: ClientOf) -> None:
    given = JUDGED | {"review_by": _in_a_year()} | wrong
    answer = client_of(ola).post("/console/legal/risks/suicide", given)
    assert answer.status_code == 422 and JUDGED["measures"] in answer.content.decode()
    assert not Risk.objects.exists()


def test_operators_are_reminded_once_of_what_is_due(ola: Person, mo: Person, client_of: ClientOf) -> None:
    client_of(ola).post("/console/legal/risks/suicide", JUDGED | {"review_by": _in_a_year()})
    jobs.keep_records()
    assert not Notice.objects.filter(kind="safety.risk").exists()
    with time_machine.travel(now() + timedelta(days=366), tick=False):
        jobs.keep_records()
        jobs.keep_records()
        assert Notice.objects.get(kind="safety.risk").person == ola
        client = client_of(ola)
        assert [one["row"].kind.key for one in client.get("/console/legal").context["rows"] if one["due"]] == [
            "suicide"
        ]


def test_the_contact_point_is_kept(ola: Person, client_of: ClientOf) -> None:
    given = {"contact_name": "The board", "contact_email": "law@example.org", "small_under": "6"}
    client = client_of(ola)
    assert client.get("/console/legal/contact").status_code == 200
    client.post("/console/legal/contact", given)
    own = LegalSettings.objects.get()
    assert (own.contact_name, own.small_under) == ("The board", 6)
    assert client.post("/console/legal/contact", given | {"small_under": "1"}).status_code == 422


def test_the_pack_holds_everything_and_nobody(ada: Person, mo: Person, ola: Person, client_of: ClientOf) -> None:
    sealing.seal()
    client = client_of(ola)
    client.post("/console/legal/risks/suicide", JUDGED | {"review_by": _in_a_year()})
    answer = client.post("/console/legal/pack", {"period": str(now().year)})
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    names = set(archive.namelist())
    assert {"README.md", "risk-assessment.csv", "transparency.csv", "log-chain.csv", "contact-point.csv"} <= names
    assert any(name.startswith("texts/house_rules.en.1") for name in names)
    everything = "".join(archive.read(name).decode() for name in names)
    assert not any(name in everything for name in ("Wren", "Maple", "Otter"))
    assert Chain.objects.get().seal in archive.read("log-chain.csv").decode()
    rows = list(csv.DictReader(io.StringIO(archive.read("risk-assessment.csv").decode())))
    assert len(rows) == len(risks.KINDS) and rows[0]["impact"] == "high"
    assert Entry.objects.filter(verb="evidence.taken", actor=ola.pk).count() == 1
    assert client.post("/console/legal/pack", {"period": "someday"}).status_code == 404


@pytest.mark.parametrize("path", ["/console/legal", "/console/legal/contact", "/console/legal/risks/suicide"])
def test_to_all_others_it_is_not_there(
    path: str, ada: Person, ben: Person, mo: Person, sol: Person, ola: Person, client_of: ClientOf
) -> None:
    for person in (ada, ben, mo, sol):
        assert client_of(person).get(path).status_code == 404
        assert client_of(person).post("/console/legal/pack", {"period": "2026"}).status_code == 404
    assert Client().get(path).status_code == 302
    assert client_of(ola).get("/console/legal/risks/boredom").status_code == 404
