"""Coming in, waiting, leaving; sessions; what is said and kept: what is kept, and who is refused."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.groups import access, jobs, joining, keeping, planning, queries
from beside.features.groups.models import Absence, Feed, Group, JoinRequest, Membership, Note, Session, Waiting
from beside.features.groups.tests.conftest import GIVEN, MakeGroup
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Letter, Notice
from beside.foundation.safety.actions import block
from beside.foundation.safety.models import Case, Concern
from beside.foundation.talk.models import Message, Talk
from conftest import ClientOf

YES = {"agreed": "on"}


@pytest.fixture(autouse=True)
def _in_december() -> object:
    with time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=False) as frozen:
        yield frozen


def test_a_member_comes_in_with_a_yes_to_the_agreements(client_of: ClientOf, circle: Group, cy: Person) -> None:
    client = client_of(cy)
    path = f"/groups/{circle.ref}"
    assert client.get(path).status_code == 200
    assert client.post(f"{path}/join", {}).status_code == 422
    assert not queries.is_in(circle, cy)
    assert client.post(f"{path}/join", YES).status_code == 302
    assert client.post(f"{path}/join", YES).status_code == 302
    assert Membership.objects.filter(group=circle, person=cy, left_at=None).count() == 1


def test_only_those_in_a_group_get_inside(client_of: ClientOf, circle: Group, ada: Person, cy: Person) -> None:
    session = circle.sessions.order_by("starts_at")[0]
    outside, base = client_of(cy), f"/groups/{circle.ref}"
    for path in ("talk/", "talk/since?change=0", "lead", "take-back/x/1"):
        assert outside.get(f"{base}/{path}").status_code == 404, path
    for path in ("leave", "notes", "remind", f"sessions/{session.ref}/away", f"sessions/{session.ref}/off", "talk/"):
        assert outside.post(f"{base}/{path}", {"words": "x"}).status_code == 404, path
    member = client_of(ada)
    assert member.get(f"{base}/talk/").status_code == 200
    for path in (f"sessions/{session.ref}/off", f"sessions/{session.ref}/move"):
        assert member.post(f"{base}/{path}", {"to": "2027-01-01T10:00"}).status_code == 404, path
    assert member.get(f"{base}/lead").status_code == 404
    assert Client().get(base).status_code == 302
    session.refresh_from_db()
    assert (session.called_off_at, session.moved_at) == (None, None)


# --- waiting ---
def test_a_freed_seat_is_held_for_the_next_in_line(
    client_of: ClientOf, circle: Group, ada: Person, cy: Person, mo: Person, ola: Person
) -> None:
    joining.join(circle, actor=cy)
    base = f"/groups/{circle.ref}"
    assert client_of(mo).post(f"{base}/join", YES).status_code == 422
    for person in (mo, ola):
        client_of(person).post(f"{base}/wait")
        client_of(person).post(f"{base}/wait")
    assert [queries.place_in_line(circle, person)[1] for person in (mo, ola)] == [0, 1]  # type: ignore[index]
    client_of(ada).post(f"{base}/leave")
    held = Waiting.objects.get(person=mo)
    assert held.offered_until == now() + joining.HELD
    assert Notice.objects.filter(person=mo, kind="groups.seat").count() == 1
    assert Waiting.objects.get(person=ola).offered_at is None
    # Nobody jumps the line: the seat is held.
    assert client_of(ada).post(f"{base}/join", YES).status_code == 422
    assert client_of(ola).post(f"{base}/seat").status_code == 302
    assert not queries.is_in(circle, ola)
    assert client_of(mo).post(f"{base}/seat").status_code == 302
    assert queries.is_in(circle, mo)
    assert Waiting.objects.get(person=mo).answer == "taken"


@pytest.mark.parametrize("how", ["passed", "lapsed"])
def test_a_seat_that_is_not_taken_goes_on(
    client_of: ClientOf, make_group: MakeGroup, ada: Person, ben: Person, cy: Person, mo: Person, how: str
) -> None:
    group = make_group(size=2)
    for person in (ada, ben):
        joining.join(group, actor=person)
    joining.wait(group, actor=cy)
    with time_machine.travel(now() + timedelta(minutes=5), tick=False):
        joining.wait(group, actor=mo)
        joining.leave(access.inside(group.ref, ada), actor=ada)
        if how == "passed":
            client_of(cy).post(f"/groups/{group.ref}/seat", {"pass": "1"})
    with time_machine.travel(now() + joining.HELD + timedelta(minutes=6), tick=False):
        if how == "lapsed":
            assert jobs.offer() == 1
            assert jobs.offer() == 0
            assert Notice.objects.filter(person=cy, kind="groups.lapsed").count() == 1
        assert Waiting.objects.get(person=cy).answer == how
        assert Waiting.objects.get(person=mo).offered_at is not None
        with pytest.raises(Refused, match="lapsed"):
            joining.take_seat(group, actor=cy)


def test_a_group_that_talks_first_lets_a_facilitator_decide(
    client_of: ClientOf, make_group: MakeGroup, ada: Person, cy: Person, sol: Person, ola: Person
) -> None:
    group = make_group(joining="screened")
    planning.set_facilitator(group, sol, True, actor=ola)
    base = f"/groups/{group.ref}"
    for person in (ada, cy):
        client_of(person).post(f"{base}/join", YES | {"words": "I would like to come."})
    assert not Membership.objects.filter(rank="member").exists()
    assert Notice.objects.filter(person=sol, kind="groups.asked").exists()
    rows = {row.person_id: row for row in JoinRequest.objects.all()}
    assert b"I would like" not in bytes(rows[ada.pk].words)
    assert client_of(ada).post(f"{base}/lead/{rows[ada.pk].ref}", {"answer": "yes"}).status_code == 404
    leader = client_of(sol)
    assert b"I would like to come." in leader.get(f"{base}/lead").content
    leader.post(f"{base}/lead/{rows[ada.pk].ref}", {"answer": "yes"})
    leader.post(f"{base}/lead/{rows[cy.pk].ref}", {"answer": "no"})
    assert leader.post(f"{base}/lead/{rows[cy.pk].ref}", {"answer": "yes"}).status_code == 404
    assert (queries.is_in(group, ada), queries.is_in(group, cy)) == (True, False)
    assert client_of(cy).post(f"{base}/wait").status_code == 302
    assert not Waiting.objects.filter(person=cy).exists()


# --- sessions ---
def test_sessions_are_laid_out_moved_and_called_off(
    client_of: ClientOf, circle: Group, ada: Person, sol: Person
) -> None:
    first, second = circle.sessions.order_by("starts_at")[:2]
    assert first.starts_at == datetime(2027, 1, 5, 19, tzinfo=UTC)
    base, leader = f"/groups/{circle.ref}/sessions", client_of(sol)
    leader.post(f"{base}/{first.ref}/off")
    leader.post(f"{base}/{second.ref}/move", {"to": "2027-01-13T18:30"})
    leader.post(f"{base}/{second.ref}/move", {"to": "2020-01-13T18:30"})
    leader.post(f"{base}/{second.ref}/move", {"to": "soon"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.called_off_at is not None, first.version) == (True, 1)
    assert (second.starts_at, second.version) == (datetime(2027, 1, 13, 18, 30, tzinfo=UTC), 1)
    assert Notice.objects.filter(person=ada, kind="groups.changed").count() == 2
    assert planning.lay_out(circle, actor=sol) == 0
    leader.post(f"{base}/{first.ref}/off", {"back": "1"})
    first.refresh_from_db()
    assert first.called_off_at is None


def test_other_times_lay_sessions_out_anew(circle: Group, ada: Person, ola: Person) -> None:
    before = circle.sessions.count()
    planning.change(circle, GIVEN | {"name": "Other name"}, actor=ola)
    assert circle.sessions.count() == before
    assert not Notice.objects.filter(person=ada, kind="groups.changed").exists()
    planning.change(circle, GIVEN | {"rhythm": "fortnightly"}, actor=ola)
    days = [row.day for row in circle.sessions.order_by("day")[:3]]
    assert [(day.month, day.day) for day in days] == [(1, 5), (1, 19), (2, 2)]
    assert Notice.objects.filter(person=ada, kind="groups.changed").count() == 1


def test_whoever_cannot_come_is_not_reminded_and_only_facilitators_see_it(
    client_of: ClientOf, circle: Group, ada: Person, ben: Person, sol: Person
) -> None:
    session = circle.sessions.order_by("starts_at")[0]
    base = f"/groups/{circle.ref}"
    client_of(ada).post(f"{base}/sessions/{session.ref}/away")
    client_of(ada).post(f"{base}/sessions/{session.ref}/away")
    assert Absence.objects.count() == 1
    assert b"Wren" in client_of(sol).get(f"{base}/lead").content
    client_of(ben).post(f"{base}/remind", {"remind": "1440"})
    client_of(ben).post(f"{base}/remind", {"remind": "7"})
    with time_machine.travel(session.starts_at - timedelta(hours=20), tick=False):
        assert jobs.remind() == 1
        assert jobs.remind() == 0
    with time_machine.travel(session.starts_at - timedelta(minutes=100), tick=False):
        assert jobs.remind() == 1  # the facilitator, two hours before
        client_of(ada).post(f"{base}/sessions/{session.ref}/away", {"back": "1"})
        assert jobs.remind() == 1
    told = Notice.objects.filter(kind="groups.reminder").values_list("person", flat=True)
    assert sorted(told) == sorted([ada.pk, ben.pk, sol.pk])


# --- the calendar ---
def test_a_calendar_names_nothing_until_its_owner_asks(
    client_of: ClientOf, circle: Group, ada: Person, sol: Person
) -> None:
    client = client_of(ada)
    session = circle.sessions.order_by("starts_at")[0]
    planning.call_off(access.led(circle.ref, sol), session, True, actor=sol)
    client.post("/groups/calendar", {})
    first = Feed.objects.get().token
    answer = Client().get(f"/groups/calendar/{first}.ics")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(events) == circle.sessions.count()
    assert {str(event["SUMMARY"]) for event in events} == {"Group"}
    assert b"Tuesday" not in answer.content and circle.ref.encode() not in answer.content
    assert [event.decoded("DTSTART") for event in events] == list(
        circle.sessions.order_by("starts_at").values_list("starts_at", flat=True)
    )
    assert (events[0]["STATUS"], events[0]["SEQUENCE"], events[1]["STATUS"]) == ("CANCELLED", 1, "CONFIRMED")
    client.post("/groups/calendar", {"names": "on"})
    assert Client().get(f"/groups/calendar/{first}.ics").status_code == 404
    second = Client().get(f"/groups/calendar/{Feed.objects.get().token}.ics")
    assert b"SUMMARY:Tuesday circle" in second.content
    client.post("/groups/calendar", {"close": "1"})
    assert not Feed.objects.exists()


def test_a_calendar_ends_with_its_owner(circle: Group, ada: Person) -> None:
    token = Feed.objects.create(person=ada).token
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert Client().get(f"/groups/calendar/{token}.ics").status_code == 404


# --- between sessions ---
def test_what_is_said_is_kept_once_and_seen_by_those_inside(
    client_of: ClientOf, circle: Group, ada: Person, ben: Person, cy: Person
) -> None:
    assert circle.talk is not None
    held = circle.talk.ref
    base, given = f"/groups/{circle.ref}/talk/", {"words": "The river is high.", "client_id": new_ref()}
    client = client_of(ada)
    assert client.post(base, given).status_code == 302
    assert client.post(base, given).status_code == 302
    message = Message.objects.get()
    assert (message.author_id, b"river" in bytes(message.sealed)) == (ada.pk, False)
    assert b"The river is high." in client_of(ben).get(base).content
    items = client_of(ben).get(f"{base}since?change=0").json()["items"]
    assert [item["number"] for item in items] == [1]
    assert client_of(ben).post(f"/groups/{circle.ref}/take-back/{held}/1").status_code == 404
    assert client_of(cy).get(f"/report?text=talk.reply:{held}:1").status_code == 404
    assert client_of(ben).get(f"/report?text=talk.reply:{held}:1").status_code == 200
    client.post(f"/groups/{circle.ref}/take-back/{held}/1")
    assert b"The river is high." not in client_of(ben).get(base).content
    refused = client.post(base, {"words": "x" * 9_000, "client_id": new_ref()})
    assert (refused.status_code, b"x" * 9_000 in refused.content) == (422, True)


def test_a_block_hides_both_ways(client_of: ClientOf, circle: Group, ada: Person, ben: Person) -> None:
    keeping.say(access.inside(circle.ref, ada), "Only for some.", new_ref(), actor=ada)
    keeping.keep(access.inside(circle.ref, ada), "A note for some.", actor=ada)
    block(ben, actor=ada)
    client = client_of(ben)
    assert b"Only for some." not in client.get(f"/groups/{circle.ref}/talk/").content
    assert client.get(f"/groups/{circle.ref}/talk/since?change=0").json()["items"] == []
    assert b"A note for some." not in client.get(f"/groups/{circle.ref}").content


def test_whoever_left_reads_and_writes_no_more(client_of: ClientOf, circle: Group, ada: Person) -> None:
    client = client_of(ada)
    client.post(f"/groups/{circle.ref}/leave")
    assert client.get(f"/groups/{circle.ref}/talk/").status_code == 404
    assert client.post(f"/groups/{circle.ref}/talk/", {"words": "x", "client_id": new_ref()}).status_code == 404
    assert not Message.objects.exists()


def test_notes_are_kept_and_taken_away(
    client_of: ClientOf, circle: Group, ada: Person, ben: Person, sol: Person
) -> None:
    base = f"/groups/{circle.ref}/notes"
    client_of(ada).post(base, {"words": "https://example.org is good on sleep"})
    note = Note.objects.get()
    assert b"example" not in bytes(note.sealed)
    assert b"example.org" in client_of(ben).get(f"/groups/{circle.ref}").content
    assert client_of(ben).post(f"{base}/{note.ref}/remove").status_code == 404
    assert client_of(sol).post(f"{base}/{note.ref}/remove").status_code == 302
    assert not Note.objects.exists()


def test_a_note_that_sounds_like_danger_is_a_case(client_of: ClientOf, circle: Group, ada: Person) -> None:
    client_of(ada).post(f"/groups/{circle.ref}/notes", {"words": "I am going to kill myself tonight."})
    assert Concern.objects.get().subject_kind == keeping.NOTE
    assert Case.objects.get().about_id == ada.pk


# --- the end ---
def test_after_its_end_a_group_keeps_its_words_as_agreed_and_then_no_more(
    client_of: ClientOf, circle: Group, ada: Person, ola: Person
) -> None:
    keeping.say(access.inside(circle.ref, ada), "Until then.", new_ref(), actor=ada)
    keeping.keep(access.inside(circle.ref, ada), "A note.", actor=ada)
    planning.end(circle, actor=ola)
    client, base = client_of(ada), f"/groups/{circle.ref}"
    assert client.get(base).status_code == 200
    assert client.post(f"{base}/talk/", {"words": "More.", "client_id": new_ref()}).status_code == 422
    assert not Session.objects.filter(starts_at__gt=now()).exists()
    with time_machine.travel(now() + timedelta(days=29), tick=False):
        assert jobs.empty() == 0
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        assert jobs.empty() == 1
        assert client_of(ada).get(base).status_code == 404
    assert (Talk.objects.count(), Message.objects.count(), Note.objects.count()) == (0, 0, 0)


def test_words_stay_while_a_case_is_open_about_them(circle: Group, ada: Person, ola: Person) -> None:
    stored = keeping.say(access.inside(circle.ref, ada), "I am not well.", new_ref(), actor=ada)
    ref = f"{circle.talk.ref}:{stored.number}"  # type: ignore[union-attr]
    concern = Concern.objects.create(
        person=ada, subject_kind="talk.reply", subject_ref=ref, level="low", score=0, rules_version=1
    )
    case = Case.objects.create(kind="concern", about=ada, concern=concern)
    planning.end(circle, actor=ola)
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        assert jobs.empty() == 0
        assert Message.objects.count() == 1
        Case.objects.filter(pk=case.pk).update(closed_at=now())
        assert jobs.empty() == 1
    assert Message.objects.count() == 0


# --- finding, and running them ---
def test_groups_are_found_by_what_matters(
    client_of: ClientOf, circle: Group, make_group: MakeGroup, cy: Person
) -> None:
    make_group(name="Friday table", language="fr", size=2)
    client = client_of(cy)
    for query, names in (
        ("", {"Tuesday circle", "Friday table"}),
        ("?language=fr", {"Friday table"}),
        ("?weekday=4", set()),
        ("?weekday=1&free=on", {"Tuesday circle", "Friday table"}),
        ("?weekday=nonsense&language=xx", {"Tuesday circle", "Friday table"}),
    ):
        page = client.get(f"/groups{query}").content.decode()
        assert {name for name in ("Tuesday circle", "Friday table") if name in page} == names, query


def test_an_operator_begins_changes_and_ends_a_group(client_of: ClientOf, ola: Person, ada: Person) -> None:
    client = client_of(ola)
    given = {
        **{name: value for name, value in GIVEN.items() if value is not None},
        "agreements": "One.\n\nTwo.", "clock_time": "19:00", "first_day": "2027-01-05", "experience": "",
    }  # fmt: skip
    for wrong in ({"time_zone": "Nowhere"}, {"least": 9}, {"link": "http://a.example"}, {"name": ""}):
        assert client.post("/console/groups/new", given | wrong).status_code == 422, wrong
    assert not Group.objects.exists()
    assert client.post("/console/groups/new", given).status_code == 302
    group = Group.objects.get()
    assert (group.agreements, group.sessions.exists()) == (["One.", "Two."], True)
    base = f"/console/groups/{group.ref}"
    assert client.get(base).status_code == 200
    assert client.post(base, given | {"name": "Renamed"}).status_code == 302
    client.post(f"{base}/lead", {"name": "Wren"})
    client.post(f"{base}/lead", {"name": "Nobody at all"})
    assert [row.person_id for row in queries.facilitators(group)] == [ada.pk]
    client.post(f"{base}/lead", {"rest": ada.ref})
    assert queries.facilitators(group) == []
    client.post(f"{base}/end")
    group.refresh_from_db()
    assert group.ended_at is not None
    for path in ("", "new", group.ref):
        assert client_of(ada).get(f"/console/groups/{path}").status_code in {403, 404}, path


def test_letters_about_groups_name_nothing(circle: Group, ada: Person, ben: Person, cy: Person) -> None:
    joining.join(circle, actor=cy)
    jobs.remind()
    assert not any("Tuesday" in letter.subject + letter.body for letter in Letter.objects.all())


def test_two_who_reach_for_the_last_seat(circle: Group, cy: Person, mo: Person) -> None:
    joining.join(circle, actor=cy)
    with pytest.raises(Refused, match="full"):
        joining.join(circle, actor=mo)
    assert queries.taken_seats(circle) == circle.size
