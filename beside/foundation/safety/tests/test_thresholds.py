"""Thresholds of a site: counted without texts, shipped until enough was seen, set by a safety lead alone."""

import pytest

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.audit.models import Entry
from beside.foundation.safety import actions, jobs, queries_thresholds, triage
from beside.foundation.safety.models import ScoreCount, SiteThresholds
from conftest import ClientOf

pytestmark = pytest.mark.django_db


def _traffic(many: int = 3_000) -> None:
    actions.count_scores([(number % 1_000) / 1_000 for number in range(many)], actor=BESIDE)


def test_scores_are_counted_by_day_and_hundredth() -> None:
    actions.count_scores([0.0, 0.004, 0.5], actor=BESIDE)
    actions.count_scores([0.509, 1.0], actor=BESIDE)
    actions.count_scores([], actor=BESIDE)
    assert dict(ScoreCount.objects.values_list("hundredth", "many")) == {0: 2, 50: 2, 99: 1}


def test_shipped_until_enough_was_seen(sol: Person) -> None:
    _traffic(1_999)
    with pytest.raises(Refused) as refusal:
        actions.set_thresholds(offer=3.0, look=1.0, actor=sol)
    assert refusal.value.code == "too_few"
    assert queries_thresholds.thresholds() == triage.SHIPPED


def test_shares_of_the_own_traffic_are_kept_and_noted(sol: Person) -> None:
    _traffic()
    actions.set_thresholds(offer=5.0, look=1.0, actor=sol)
    used = queries_thresholds.thresholds()
    counts = queries_thresholds.counted()
    looked = queries_thresholds.above(counts, used.attention) * queries_thresholds.WEEKS
    offered = queries_thresholds.above(counts, used.offer_help) * queries_thresholds.WEEKS
    assert looked <= 0.01 * 3_000 and 0.03 * 3_000 <= offered <= 0.05 * 3_000
    assert used.offer_help <= used.attention <= used.brief
    assert Entry.objects.filter(verb="care.thresholds").count() == 1
    actions.use_shipped_thresholds(actor=sol)
    actions.use_shipped_thresholds(actor=sol)
    assert queries_thresholds.thresholds() == triage.SHIPPED
    assert Entry.objects.filter(verb="care.thresholds_shipped").count() == 1


@pytest.mark.parametrize(("offer", "look", "code"), [(1.0, 3.0, "order"), (4.0, 1.0, "shares"), (3.0, 50.0, "shares")])
def test_shares_that_make_no_sense_are_refused(sol: Person, offer: float, look: float, code: str) -> None:
    _traffic()
    with pytest.raises(Refused) as refusal:
        actions.set_thresholds(offer=offer, look=look, actor=sol)
    assert refusal.value.code == code
    assert not SiteThresholds.objects.exists()


def test_a_plan_calls_whatever_the_thresholds() -> None:
    strict = triage.Thresholds(1.0, 1.0, 1.0, 1.0)
    plan = triage.assess([triage.Text("I have the pills here and I will end my life tonight.")], strict)[0]
    assert plan.page and plan.attention


def test_the_page_is_the_safety_leads(sol: Person, mo: Person, ada: Person, client_of: ClientOf) -> None:
    assert client_of(sol).get("/care/thresholds").status_code == 200
    _traffic()
    for person in (mo, ada):
        assert client_of(person).get("/care/thresholds").status_code == 404
        assert client_of(person).post("/care/thresholds", {"offer": "3.0", "look": "1.0"}).status_code == 404
        assert client_of(person).post("/care/thresholds/shipped").status_code == 404
        with pytest.raises(Refused):
            actions.set_thresholds(offer=3.0, look=1.0, actor=person)
    assert not SiteThresholds.objects.exists()
    page = client_of(sol).get("/care/thresholds")
    assert [one.share for one in page.context["looks"]] == list(queries_thresholds.LOOK_SHARES)
    assert client_of(sol).post("/care/thresholds", {"offer": "1.0", "look": "3.0"}).status_code == 422
    assert client_of(sol).post("/care/thresholds", {"offer": "lots", "look": ""}).status_code == 422
    assert client_of(sol).post("/care/thresholds", {"offer": "3.0", "look": "1.0"}).status_code == 302
    assert SiteThresholds.objects.get().look == 1.0
    assert client_of(sol).get("/care/thresholds").status_code == 200
    client_of(sol).post("/care/thresholds/shipped")
    assert not SiteThresholds.objects.exists()


def test_old_counts_are_let_go() -> None:
    _traffic(10)
    ScoreCount.objects.create(day=queries_thresholds.since().replace(year=now().year - 1), hundredth=1, many=5)
    jobs.forget_scores()
    assert not ScoreCount.objects.filter(day__lt=queries_thresholds.since()).exists()
    assert ScoreCount.objects.exists()
