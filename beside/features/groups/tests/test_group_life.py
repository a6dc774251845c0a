"""How a group lives: holidays, ages, rests, how its sessions go, and talking before somebody comes in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from beside.core.clock import now
from beside.features.groups import joining, planning, queries, rooming
from beside.features.groups.models import Absence, Group, JoinRequest, Membership, Pause, Session
from beside.features.groups.tests.conftest import MakeGroup
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Notice
from beside.foundation.talk.models import Message
from conftest import ClientOf


@pytest.fixture(autouse=True)
def _in_december() -> object:
    with time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=False) as frozen:
        yield frozen


def test_a_group_rests_on_holidays_and_a_course_has_all_its_sessions(
    client_of: ClientOf, make_group: MakeGroup, sol: Person, ada: Person, ola: Person
) -> None:
    group = make_group(times=4, joining="open")
    planning.set_facilitator(group, sol, True, actor=ola)
    joining.join(group, actor=ada)
    days = list(group.sessions.order_by("day").values_list("day", flat=True))
    given = {"first": days[1].isoformat(), "last": days[1].isoformat(), "words": "Half-term"}
    pause = f"/groups/{group.ref}/pause"
    assert client_of(ada).post(pause, given).status_code == 404
    assert client_of(sol).post(pause, given | {"last": "2020-01-01"}).status_code == 422
    assert client_of(sol).post(pause, given).status_code == 302
    after = list(group.sessions.order_by("day").values_list("day", flat=True))
    assert after == [days[0], days[2], days[3], days[3] + timedelta(days=7)]
    assert Notice.objects.filter(person=ada, kind="groups.changed").count() == 1
    row = Pause.objects.get()
    assert client_of(sol).post(pause, {"end": row.pk}).status_code == 302
    assert list(group.sessions.order_by("day").values_list("day", flat=True)) == days


def test_a_group_for_an_age_takes_nobody_of_another(
    client_of: ClientOf, make_group: MakeGroup, ada: Person, ben: Person
) -> None:
    group = make_group(youngest=18, oldest=25)
    Person.objects.filter(pk=ada.pk).update(birth_year=now().year - 40)
    Person.objects.filter(pk=ben.pk).update(birth_year=now().year - 20)
    for who in (ada, ben):
        client_of(who).post(f"/groups/{group.ref}/join", {"agreed": "on"})
    assert list(group.memberships.values_list("person", flat=True)) == [ben.pk]
    assert group.name not in client_of(ada).get("/groups?fits=on").content.decode()
    assert group.name in client_of(ada).get("/groups").content.decode()


def test_groups_are_found_by_their_words(client_of: ClientOf, make_group: MakeGroup, ada: Person) -> None:
    make_group(name="Night owls", purpose="For those who lie awake.")
    make_group(name="Early birds", purpose="For those who wake at four.")
    seen = client_of(ada).get("/groups?words=awake+lie").content.decode()
    assert "Night owls" in seen and "Early birds" not in seen


def test_not_this_week_takes_no_reason(client_of: ClientOf, circle: Group, ada: Person, cy: Person) -> None:
    first = circle.sessions.order_by("starts_at")[0]
    with time_machine.travel(first.starts_at - timedelta(days=2), tick=False):
        rest = f"/groups/{circle.ref}/rest"
        assert client_of(cy).post(rest, {"weeks": "1"}).status_code == 404
        client_of(ada).post(rest, {"weeks": "1"})
        assert list(Absence.objects.values_list("person", "session")) == [(ada.pk, first.pk)]
        client_of(ada).post(rest, {"weeks": "500"})
        row = Membership.objects.get(group=circle, person=ada)
        assert row.rests_until == now() + timedelta(weeks=1)
    with time_machine.travel(first.starts_at - timedelta(hours=1), tick=False):
        assert ada.pk not in {one.person_id for one, _session in queries.to_remind(now())}
        client_of(ada).post(rest, {"weeks": "0"})
        assert not Absence.objects.exists()
        assert ada.pk in {one.person_id for one, _session in queries.to_remind(now())}


def test_how_sessions_go_is_the_groups_own_from_the_next_room_on(
    client_of: ClientOf, circle: Group, sol: Person, ada: Person
) -> None:
    address = f"/groups/{circle.ref}/agenda"
    steps = [("welcome", 2, "", ""), ("", 1, "A quiet minute", "on"), ("after", 3, "", "")]
    given: dict[str, Any] = {"steps-TOTAL_FORMS": "3", "steps-INITIAL_FORMS": "0"}
    for at, (key, place, title, turns) in enumerate(steps):
        given |= {f"steps-{at}-key": key, f"steps-{at}-place": place, f"steps-{at}-title": title}
        given |= {f"steps-{at}-turns": turns} if turns else {}
    assert client_of(ada).get(address).status_code == 404
    assert client_of(ada).post(address, given).status_code == 404
    with time_machine.travel(circle.sessions.order_by("starts_at")[0].starts_at, tick=False):
        session = circle.sessions.order_by("starts_at")[0]
        before = rooming.room_of(session, actor=sol)
        assert client_of(sol).post(address, given).status_code == 302
        circle.refresh_from_db()
        assert [one["key"] for one in circle.agenda] == ["own-0", "welcome", "after"]
        assert rooming.state(before).agenda[0] == "welcome"
    second = circle.sessions.order_by("starts_at")[1]
    with time_machine.travel(second.starts_at, tick=False):
        held = rooming.state(rooming.room_of(Session.objects.get(pk=second.pk), actor=sol))
        assert (held.agenda, set(held.in_turn)) == (("own-0", "welcome", "after"), {"own-0"})
        assert "A quiet minute" in client_of(sol).get(f"/groups/{circle.ref}/room/{second.ref}/").content.decode()
    given |= {"steps-0-off": "on", "steps-1-off": "on"}
    assert client_of(sol).post(address, given).status_code == 422
    assert client_of(sol).post(address, given | {"usual": "1"}).status_code == 302
    circle.refresh_from_db()
    assert circle.agenda == []


def test_a_talk_before_coming_in_is_for_whoever_asks_and_those_who_lead(
    client_of: ClientOf, make_group: MakeGroup, ada: Person, ben: Person, sol: Person, ola: Person
) -> None:
    group = make_group(joining="screened")
    planning.set_facilitator(group, sol, True, actor=ola)
    client_of(ada).post(f"/groups/{group.ref}/join", {"agreed": "on", "words": "May I?"})
    asked = JoinRequest.objects.get()
    opening = f"/groups/{group.ref}/before/{asked.ref}"
    assert client_of(ben).post(opening).status_code == 404
    page = client_of(sol).post(opening).headers["Location"]
    assert client_of(ada).post(opening).headers["Location"] == page
    client_of(sol).post(page, {"words": "What do you hope for?"})
    assert "What do you hope for?" in client_of(ada).get(page).content.decode()
    assert Notice.objects.filter(person=ada, kind="groups.before").count() == 1
    assert client_of(ben).get(page).status_code == 404
    client_of(sol).post(f"/groups/{group.ref}/lead/{asked.ref}", {"answer": "yes"})
    assert client_of(ada).post(page, {"words": "Thank you."}, headers={"accept": "application/json"}).status_code == 422
    assert Message.objects.count() == 1
