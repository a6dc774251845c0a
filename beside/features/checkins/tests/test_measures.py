"""Measures from start to result: whole answers alone, one's own alone, PHQ-9 only with somebody there."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from beside.features.checkins import charts, hooks, keeping, measures, measuring, queries, tracking
from beside.features.checkins.core.entries import Entry
from beside.features.checkins.models import Taken
from beside.foundation.accounts import personal
from beside.foundation.accounts.actions import erase
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Notice
from beside.foundation.safety.models import Case, Concern
from conftest import ClientOf

NOW = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)
WORDS = "Juniper or whoever is on call, by the button Ask the person on call, every day from nine to nine."


def _given(values: list[int]) -> dict[str, str]:
    return {f"q{number}": str(value) for number, value in enumerate(values, 1)}


def test_phq8_from_start_to_result_and_a_second_with_its_change(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    answer = client.post("/measures/phq-8", _given([2] * 8))
    row = Taken.objects.get()
    assert answer["Location"] == f"/measures/results/{row.ref}"
    for path in ("", "/help"):
        assert client.get(f"/measures/results/{row.ref}{path}").status_code == 200
        assert client_of(cy).get(f"/measures/results/{row.ref}{path}").status_code == 404
        assert Client().get(f"/measures/results/{row.ref}{path}").status_code == 302
    assert client_of(cy).post(f"/measures/results/{row.ref}/remove").status_code == 404
    client.post("/measures/phq-8", _given([1] * 8))
    second = Taken.objects.latest("pk")
    page = client.get(f"/measures/results/{second.ref}")
    assert page.context["result"].score == 8
    assert page.context["before"].score == 16
    assert not page.context["band"]
    assert page.context["moved"]
    assert b"phq" not in bytes(second.sealed)


def test_results_come_a_few_at_a_time_newest_first(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    for number in range(14):
        with time_machine.travel(NOW - timedelta(days=14 - number), tick=False):
            client.post("/measures/phq-8", _given([1] * 8))
    newest = list(Taken.objects.order_by("-at", "-pk").values_list("ref", flat=True))
    first = client.get("/measures")
    second = client.get(first.context["earlier_href"].partition("#")[0])
    seen = [[one["result"].ref for one in page.context["results"]] for page in (first, second)]
    assert seen == [newest[:12], newest[12:]]
    assert not second.context["earlier_href"] and not first.context["newest_href"]
    last = {one["measure"].id: one["last"] for one in second.context["offered"]}
    assert last["phq-8"].ref == newest[0]  # whichever page is open
    assert client.get("/measures?before=nothing").context["results"][0]["result"].ref == newest[0]
    assert not client_of(cy).get("/measures", {"before": newest[3]}).context["results"]


def test_a_partial_answer_is_refused_and_kept_on_the_page(ada: Person, client_of: ClientOf) -> None:
    given = _given([2] * 8)
    given.pop("q5")
    answer = client_of(ada).post("/measures/phq-8", given)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"q5"}
    assert answer.content.decode().count(" checked") == 7
    assert client_of(ada).post("/measures/phq-8", given | {"q5": "4"}).status_code == 422
    assert not Taken.objects.exists()
    client_of(ada).post("/measures/ucla-3", {"q1": "1", "q2": "2", "q3": "3"})
    assert queries.results(ada)[0].score == 6  # the direct question stands alone


def test_phq9_only_while_somebody_is_there(ada: Person, ola: Person, client_of: ClientOf) -> None:
    client, operator = client_of(ada), client_of(ola)
    assert client.get("/measures/phq-9").status_code == 404
    assert client.post("/measures/phq-9", _given([0] * 9)).status_code == 404
    assert client.get("/console/measures/").status_code == 404
    for path in ("pathway/end", "gad-2"):
        assert client.post(f"/console/measures/{path}", {"on": "yes"}).status_code == 404
    operator.post("/console/measures/phq-9", {"on": "yes"})
    assert client.get("/measures/phq-9").status_code == 404
    assert operator.post("/console/measures/", {"words": "We."}).status_code == 422
    assert operator.post("/console/measures/", {"words": WORDS}).status_code == 302
    assert "Juniper" in client.get("/measures/phq-9").content.decode()
    client.post("/measures/phq-9", _given([1] * 8 + [0]))
    assert operator.post("/console/measures/pathway/end").status_code == 302
    assert client.get("/measures/phq-9").status_code == 404
    assert len(queries.results(ada)) == 1
    assert client.get("/looking-back").status_code == 200


@pytest.mark.parametrize("ninth", [1, 2, 3])
def test_the_ninth_question_opens_help_at_once_and_tells_nobody(
    ada: Person, ola: Person, sol: Person, client_of: ClientOf, ninth: int
) -> None:
    measuring.write_pathway(WORDS, actor=ola)
    told = Notice.objects.count()
    answer = client_of(ada).post("/measures/phq-9", _given([0] * 8 + [ninth]))
    row = Taken.objects.get()
    assert answer["Location"] == f"/measures/results/{row.ref}/help"
    page = client_of(ada).get(answer["Location"])
    assert page.status_code == 200
    assert "risk" not in page.content.decode().lower()
    assert queries.results(ada)[0].answers[9] == ninth
    assert (Case.objects.count(), Concern.objects.count(), Notice.objects.count()) == (0, 0, told)


def test_content_under_other_terms_is_off_until_they_are_read(ada: Person, ola: Person, client_of: ClientOf) -> None:
    client, operator = client_of(ada), client_of(ola)
    assert [one.id for one in measuring.offered()] == list(measures.FIRST_ON)
    assert client.get("/measures/who-5").status_code == 404
    operator.post("/console/measures/who-5", {"on": "yes"})
    assert client.get("/measures/who-5").status_code == 404
    operator.post("/console/measures/who-5", {"on": "yes", "terms_read": "yes"})
    page = client.get("/measures/who-5").content.decode()
    assert "CC BY-NC-SA 3.0 IGO" in page
    operator.post("/console/measures/who-5", {"on": "no"})
    assert client.post("/measures/who-5", _given([5] * 5)).status_code == 404
    assert operator.post("/console/measures/own", {"on": "yes"}).status_code == 404


def test_a_result_can_be_taken_out_and_brought_back(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    client.post("/measures/gad-7", _given([3] * 7))
    kept = queries.results(ada)[0]
    client.post(f"/measures/results/{kept.ref}/remove")
    assert queries.results(ada) == []
    client_of(cy).post(f"/measures/results/{kept.ref}/undo")
    assert not Taken.objects.exists()
    client.post(f"/measures/results/{kept.ref}/undo")
    assert queries.results(ada) == [kept]


def test_results_export_with_their_wording_and_go(ada: Person, ola: Person, sol: Person) -> None:
    held = measures.shipped()["gad-7"]
    measuring.take(held, dict.fromkeys(range(1, 8), 1), actor=ada)
    measuring.write_pathway(WORDS, actor=sol)
    exported = {one.title: list(one.export(ada)) for one in personal.holdings()}["measures I answered"]
    assert exported[0]["wording_sha256"] == held.sha256
    assert exported[0]["score"] == 7
    erase(ada, actor=ada)
    erase(sol, actor=sol)
    assert not Taken.objects.exists()
    standing = measuring.pathway()
    assert standing is not None
    assert standing.by is None


@time_machine.travel(NOW, tick=False)
def test_looking_back_in_every_range_with_a_table_beside_each_chart(ada: Person, client_of: ClientOf) -> None:
    walk = tracking.add("A walk", "yes", actor=ada)
    for days in range(0, 400, 2):
        day = NOW.date() - timedelta(days=days)
        line = "=1+1" if days == 364 else ""
        keeping.keep(Entry("", day, mood=1 + days % 5, sleep=3, line=line, marks={walk.ref: 1}), actor=ada)
    measuring.take(measures.shipped()["phq-8"], dict.fromkeys(range(1, 9), 2), actor=ada)
    tracking.mark(NOW.date() - timedelta(days=10), "The new flat.", actor=ada)
    client = client_of(ada)
    for name in ("30", "90", "365", "all", "nonsense"):
        page = client.get(f"/looking-back?range={name}")
        text = page.content.decode()
        assert [one.key for one in page.context["charts"]] == ["mood", "sleep", "phq-8", walk.ref]
        assert text.count("<table") == text.count('class="chart-picture"') == 4
        assert " style=" not in text
        assert page.context["ago"].line == "=1+1"
    year = client.get("/looking-back/year/2026")
    assert year.context["count"] == 166
    assert client.get("/looking-back/year/2027").status_code == 404
    rows = list(csv.DictReader(io.StringIO(client.get("/looking-back/check-ins/csv").content.decode())))
    assert len(rows) == 200
    assert [one["Line"] for one in rows if one["Line"]] == ["'=1+1"]
    results = list(csv.DictReader(io.StringIO(client.get("/looking-back/measures/csv").content.decode())))
    assert [one["Result"] for one in results] == ["16"]


def test_days_are_marked_taken_off_and_brought_back(ada: Person, cy: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    assert client.post("/looking-back/days", {"words": "Later.", "day": "9999-01-01"}).status_code == 422
    client.post("/looking-back/days", {"words": "The new flat.", "day": "2026-01-02"})
    held = queries.events(ada)[0]
    assert client_of(cy).post(f"/looking-back/days/{held.ref}/remove").status_code == 404
    client.post(f"/looking-back/days/{held.ref}/remove")
    client_of(cy).post(f"/looking-back/days/{held.ref}/undo")
    assert queries.events(ada) == []
    client.post(f"/looking-back/days/{held.ref}/undo")
    assert queries.events(ada) == [held]


def test_others_hand_in_what_was_done(ada: Person, client_of: ClientOf) -> None:
    def walks(person: Person, since: date, until: date) -> hooks.Doings:
        assert person == ada and since < until
        return hooks.Doings("Walks", (("By the <sea>", (since, until)), ("Home", (until,))))

    hooks.register_doings("walks", walks)
    hooks.register_doings("nothing", lambda _person, _since, _until: hooks.Doings("Nothing", ()))
    try:
        with pytest.raises(ValueError, match="walks"):
            hooks.register_doings("walks", walks)
        page = client_of(ada).get("/looking-back")
        shown = page.context["doings"]
        assert [(one.title, [strip.name for strip in one.strips]) for one in shown] == [
            ("Walks", ["By the <sea>", "Home"])
        ]
        assert [strip.picture.count("h0") for strip in shown[0].strips] == [2, 1]
        assert b"<sea>" not in page.content
    finally:
        hooks.forget_doings("walks")
        hooks.forget_doings("nothing")
    assert client_of(ada).get("/looking-back").context["doings"] == []
    assert charts.a_year_ago(ada, date(2024, 2, 29)) is None
