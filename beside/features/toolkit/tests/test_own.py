"""One's own toolkit over HTTP: finding, cautions, trying, keeping, sheets; what is locked, refused and erased."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beside.core.ids import new_ref
from beside.features.toolkit import actions, keeping, queries
from beside.features.toolkit.library import library
from beside.features.toolkit.models import Sheet, Toolkit, Try
from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.profiles.mine import corners_of
from conftest import ClientOf

_LATER = {"X-Kept": "later"}


def _exported(person: Person) -> str:
    ours = [one for one in personal.holdings() if one.table.__module__.startswith("beside.features.toolkit")]
    return json.dumps([list(one.export(person)) for one in ours])


def test_finding_in_two_taps(client_of: ClientOf, ada: Person) -> None:
    client = client_of(ada)
    home = client.get("/toolkit").content.decode()
    assert 'href="/toolkit?feel=panic"' in home
    found = client.get("/toolkit?feel=panic&minutes=2&public=1").content.decode()
    assert 'href="/toolkit/do/longexhale"' in found
    assert 'href="/toolkit/do/tipp"' not in found
    assert client.get("/toolkit/do/longexhale").status_code == 200
    for odd in ("feel=no-such", "minutes=7", "minutes=x", "q=" + "x" * 500, "for=nothing", "feel=panic&feel=low"):
        assert client.get(f"/toolkit?{odd}").status_code == 200


def test_what_was_said_without_a_network_comes_once(client_of: ClientOf, ada: Person, ben: Person) -> None:
    said = {"client_id": new_ref(), "before": "8", "after": "5", "written_at": "2026-11-28T09:15:00.250Z"}
    with time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=UTC), tick=False):
        for _again in range(2):
            assert client_of(ada).post("/toolkit/do/feet/try", said, headers=_LATER).status_code == 200
        row = Try.objects.get(person=ada)
        assert (row.ref, row.at) == (said["client_id"], datetime(2026, 11, 28, 9, 15, 0, 250_000, tzinfo=UTC))
        assert (
            client_of(ben).post("/toolkit/do/feet/try", said, headers=_LATER).status_code == 422
        )  # the name is another's
        assert not Try.objects.filter(person=ben).exists()
        for wrong in ({"before": "11"}, {"client_id": "none of ours"}):
            assert client_of(ada).post("/toolkit/do/feet/try", said | wrong, headers=_LATER).status_code == 422
        for odd in ("2031-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "yesterday"):  # clocks say what they like
            sent = said | {"client_id": new_ref(), "written_at": odd}
            assert client_of(ada).post("/toolkit/do/feet/try", sent, headers=_LATER).status_code == 200
            assert Try.objects.get(ref=sent["client_id"]).at == datetime(2026, 11, 28, 12, tzinfo=UTC)
    assert Client().post("/toolkit/do/feet/try", said, headers=_LATER).status_code == 302


def test_a_browser_is_told_what_to_keep(client_of: ClientOf, ada: Person) -> None:
    for key in list(library().shown)[: queries.OFFLINE + 1]:
        actions.keep(key, actor=ada)
    pages = client_of(ada).get("/offline/pages").json()["pages"]
    assert {"/toolkit/mine", "/toolkit/card"} < set(pages)
    assert sum(path.startswith("/toolkit/do/") for path in pages) == queries.OFFLINE
    assert Client().get("/offline/pages").status_code == 302


@pytest.mark.parametrize("key", ["box", "thoughtrecord", "values", "tinyconnect", "delay", "pmr"])
def test_every_kind_of_strategy_has_a_page(client_of: ClientOf, ada: Person, key: str) -> None:
    client = client_of(ada)
    assert client.get(f"/toolkit/do/{key}").status_code == 200
    assert client.post(f"/toolkit/do/{key}/read").status_code == 302
    assert client.get(f"/toolkit/do/{key}").status_code == 200


def test_not_there_and_not_signed_in(client_of: ClientOf, ada: Person) -> None:
    assert client_of(ada).get("/toolkit/do/no-such").status_code == 404
    assert client_of(ada).post("/toolkit/do/no-such/try", {"after": "3"}).status_code == 404
    for path in ("/toolkit", "/toolkit/mine", "/toolkit/card", "/toolkit/do/box", "/toolkit/works", "/toolkit/peers"):
        assert Client().get(path).status_code == 302


def test_cautions_stand_before_the_first_use_of_each_version(client_of: ClientOf, ada: Person) -> None:
    client = client_of(ada)
    first = client.get("/toolkit/do/box").content.decode()
    assert "/toolkit/do/box/read" in first
    assert "data-exercise" not in first
    client.post("/toolkit/do/box/read")
    again = client.get("/toolkit/do/box").content.decode()
    assert "/toolkit/do/box/read" not in again
    assert "data-exercise" in again
    assert keeping.own_of(ada).read == {"box": 1}
    # Without cautions there is nothing to read first.
    assert "data-exercise" not in client.get("/toolkit/do/worrytree").content.decode()
    assert 'id="after"' in client.get("/toolkit/do/worrytree").content.decode()


def test_marks_offer_something_else_first_and_forbid_nothing(client_of: ClientOf, ada: Person) -> None:
    client = client_of(ada)
    assert client.post("/toolkit/careful", {"marks": ["breath"]}).status_code == 302
    client.post("/toolkit/do/box/read")
    page = client.get("/toolkit/do/box").content.decode()
    assert 'href="/toolkit/do/54321"' in page
    assert "data-exercise" in page
    assert '["hold"' not in page.replace("&quot;", '"')
    reset = client.get("/toolkit/do/tipp").content.decode()
    assert "Hold cool water" not in reset
    client.post("/toolkit/careful", {})
    own = keeping.own_of(ada)
    assert (own.marks, own.asked) == ((), True)
    assert client.post("/toolkit/careful", {"marks": ["left-handed"]}).status_code == 422


def test_before_and_after_in_one_tap(client_of: ClientOf, ada: Person, cy: Person) -> None:
    client = client_of(ada)
    answer = client.post("/toolkit/do/feet/try", {"before": "8", "after": "5"})
    row = Try.objects.get()
    assert answer["Location"] == f"/toolkit/tries/{row.ref}"
    assert keeping.open_try(row) | {"line": ""} == {"key": "feet", "before": 8, "after": 5, "line": ""}
    assert client.get(answer["Location"]).status_code == 200
    assert client.post(answer["Location"], {"line": "On the bus."}).status_code == 302
    assert keeping.open_try(Try.objects.get())["line"] == "On the bus."
    other = client_of(cy)
    for path in (answer["Location"], f"{answer['Location']}/forget"):
        assert other.post(path, {"line": "x"}).status_code == 404
    assert other.get(answer["Location"]).status_code == 404
    assert client.post("/toolkit/do/feet/try", {"before": "11", "after": "5"})["Location"] == "/toolkit/do/feet"
    assert client.post("/toolkit/do/feet/try", {"before": "", "after": "0"}).status_code == 302
    assert Try.objects.count() == 2
    client.post(f"{answer['Location']}/forget")
    assert Try.objects.count() == 1


def test_the_record_says_little_while_there_is_little(client_of: ClientOf, ada: Person) -> None:
    client = client_of(ada)
    assert client.get("/toolkit/works").status_code == 200
    for after in (3, 4):
        actions.try_it("feet", 8, after, actor=ada)
    assert "Too early" in queries.records_of(keeping.tries_of(ada))[0]["says"]
    actions.try_it("feet", 8, 8, actor=ada)
    assert "two of the last three" in queries.records_of(keeping.tries_of(ada))[0]["says"]
    assert "<svg" in client.get("/toolkit/works").content.decode()
    found = queries.suggestion(ada)
    assert found is not None
    assert (found.href, "two of the last three" in found.why) == ("/toolkit/do/feet", True)


def test_a_suggestion_claims_nothing_that_was_not_said(ada: Person, cy: Person) -> None:
    gentle = queries.suggestion(ada)
    assert gentle is not None
    assert "lighter" not in gentle.why
    actions.keep("music", actor=ada)
    kept = queries.suggestion(ada)
    assert kept is not None
    assert kept.href == "/toolkit/do/music"
    actions.set_marks(["breath", "heart", "trauma"], actor=cy)
    careful = queries.suggestion(cy)
    assert careful is not None
    assert not library().shown[careful.href.rpartition("/")[2]].against(("breath", "heart", "trauma"))


def _do(client: Client, what: str, key: str, **more: str) -> int:
    return client.post("/toolkit/change", {"do": f"{what}:{key}", **more}).status_code


def test_keep_order_name_and_the_card(client_of: ClientOf, ada: Person) -> None:
    client = client_of(ada)
    for key in ("feet", "box", "music", "walk", "music"):
        assert _do(client, "keep", key) == 302
    assert _do(client, "keep", "no-such") == 302
    _do(client, "up", "music")
    _do(client, "down", "feet")
    _do(client, "up", "no-such")
    assert [one.key for one in keeping.own_of(ada).kept] == ["music", "feet", "box", "walk"]
    _do(client, "name", "feet", name="  On   the ground ")
    _do(client, "name", "box", name="x" * 200)
    assert [one.name for one in queries.kept_names(ada)][1:3] == ["On the ground", "Square breathing"]
    for key in ("walk", "box", "feet", "music"):
        _do(client, "card", key)
    assert [one.key for one in keeping.own_of(ada).card()] == ["feet", "box", "walk"]
    page = client.get("/toolkit/card").content.decode()
    assert "On the ground" in page
    assert page.count("data-exercise ") == 3
    assert client.get("/toolkit/mine").status_code == 200
    corner = next(one for one in corners_of(ada) if one.key == "toolkit")
    assert "On the ground" in corner.line
    _do(client, "off-card", "walk")
    _do(client, "let-go", "box")
    assert [one.key for one in keeping.own_of(ada).kept] == ["music", "feet", "walk"]
    assert b"put-back" in client.get("/toolkit/mine").content
    _do(client, "put-back", "")
    assert [one.key for one in keeping.own_of(ada).kept] == ["music", "feet", "box", "walk"]
    _do(client, "let-go", "box")
    _do(client, "forget", "")
    _do(client, "put-back", "")
    assert [one.key for one in keeping.own_of(ada).kept] == ["music", "feet", "walk"]
    assert b"put-back" not in client.get("/toolkit/mine").content
    assert client.post("/toolkit/change", {"do": "keep:tipp", "next": "//elsewhere.example"})["Location"] == (
        "/toolkit/mine"
    )


def test_a_sheet_is_kept_only_when_asked(client_of: ClientOf, ada: Person, cy: Person) -> None:
    client = client_of(ada)
    client.post("/toolkit/do/thoughtrecord/read")
    assert client.post("/toolkit/do/thoughtrecord/sheet", {}).status_code == 422
    bad = client.post("/toolkit/do/thoughtrecord/sheet", {"thought": "I am late for all of it.", "before": "400"})
    assert bad.status_code == 422
    assert b"I am late for all of it." in bad.content
    assert not Sheet.objects.exists()
    made = client.post("/toolkit/do/thoughtrecord/sheet", {"thought": "I am late for all of it.", "before": "80"})
    row = Sheet.objects.get()
    assert made["Location"] == f"/toolkit/sheets/{row.ref}"
    assert keeping.open_sheet(row) == ("thoughtrecord", {"thought": "I am late for all of it.", "before": "80"})
    assert b"late for all" in client.get(made["Location"]).content
    assert client.post(made["Location"], {"thought": "I was late once."}).status_code == 302
    assert keeping.open_sheet(Sheet.objects.get())[1] == {"thought": "I was late once."}
    for path in (made["Location"], f"{made['Location']}/forget"):
        assert client_of(cy).post(path, {"thought": "x"}).status_code == 404
    assert b"late once" not in client_of(cy).get("/toolkit/sheets").content
    assert client.get("/toolkit/sheets").status_code == 200
    assert client_of(cy).get(f"{made['Location']}/forget").status_code == 404
    assert client.get(f"{made['Location']}/forget").status_code == 200
    assert Sheet.objects.exists()
    assert client.post(f"{made['Location']}/forget").status_code == 302
    assert not Sheet.objects.exists()
    assert client.get("/toolkit/do/thoughtrecord/sheet")["Location"] == "/toolkit/do/thoughtrecord"


def test_the_widest_gap_is_shown(client_of: ClientOf, ada: Person) -> None:
    said = {"people-matters": "9", "people-lived": "1", "fun-matters": "5", "fun-lived": "5"}
    made = client_of(ada).post("/toolkit/do/values/sheet", said)
    assert b"furthest apart: People" in client_of(ada).get(made["Location"]).content


def test_all_of_it_is_locked_and_goes_with_the_person(client_of: ClientOf, ada: Person) -> None:
    client = client_of(ada)
    actions.set_marks(["pregnancy"], actor=ada)
    actions.keep("urgesurf", actor=ada)
    actions.rename("urgesurf", "The long wave", actor=ada)
    actions.add_line(actions.try_it("urgesurf", 9, 6, actor=ada), "In the kitchen.", actor=ada)
    client.post("/toolkit/do/letter/sheet", {"letter": "Dear you."})
    words = ("pregnancy", "urgesurf", "The long wave", "In the kitchen.", "Dear you.", "letter")
    with connection.cursor() as cursor:
        for table in ("toolkit_toolkit", "toolkit_try", "toolkit_sheet"):
            cursor.execute(f"SELECT * FROM {table}")
            held = b" ".join(
                bytes(cell) for row in cursor.fetchall() for cell in row if isinstance(cell, bytes | memoryview)
            )
            assert held
            assert not [word for word in words if word.encode() in held]
    trail = json.dumps(list(Entry.objects.filter(verb__startswith="toolkit.").values("verb", "detail")))
    assert not [word for word in words if word in trail]
    exported = _exported(ada)
    assert not [word for word in words if word not in exported]
    for one in personal.holdings():
        if one.table.__module__.startswith("beside.features.toolkit"):
            one.erase(ada)
    assert not (Toolkit.objects.exists() or Try.objects.exists() or Sheet.objects.exists())


def test_no_page_asks_more_with_more_in_it(client_of: ClientOf, ada: Person) -> None:
    client, paths = client_of(ada), ("/toolkit?feel=panic", "/toolkit/works", "/toolkit/do/feet", "/toolkit/mine")

    def asked() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as caught:
                client.get(path)
            found.append(len(caught))
        return found

    actions.try_it("feet", 8, 7, actor=ada)
    actions.keep("feet", actor=ada)
    client.get("/toolkit")
    before = asked()
    for number in range(20):
        actions.try_it("feet", 8, number % 8, actor=ada)
    for key in ("box", "walk", "music"):
        actions.keep(key, actor=ada)
    assert asked() == before
