"""Sharing one thing for a time: who can read it, until when, how it is taken back, who sees what."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from beside.core.clock import now
from beside.features.groups.models import Group
from beside.features.recovery import aiming, jobs, keeping, marking
from beside.features.recovery.models import Kind, Letter, Opened, Page, Share
from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person, RoleGrant
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions as safety
from beside.foundation.safety import reviewing
from beside.foundation.safety.models import Concern
from conftest import ClientOf
from tests import groups

SECRET = "I stop answering the door"


@pytest.fixture
def plan(ada: Person, client_of: ClientOf) -> Client:
    """Ada's client, and a safety plan with something in it."""
    client = client_of(ada)
    client.post("/plans/safety/signs", {"text": SECRET, "version": 0})
    return client


def _share(client: Client, to: str, what: str = "safety", **more: Any) -> Share:
    answer = client.post(f"/shared/new/{what}", {"to": to, "span": "day", "note": "", **more})
    assert answer.status_code == 302, answer.context["form"].errors
    return Share.objects.latest("pk")


def test_a_peer_reads_it_for_a_day_and_its_owner_sees_that(
    plan: Client, talking: str, ben: Person, client_of: ClientOf
) -> None:
    row = _share(plan, talking, note="For our talk on Friday")
    peer = client_of(ben)
    notice = Notice.objects.get(person=ben, kind="recovery.shared")
    assert notice.href == f"/shared/{row.ref}" and SECRET not in str(notice.data)
    assert len(peer.get("/shared").context["with_me"]) == 1
    shown = peer.get(f"/shared/{row.ref}")
    assert SECRET in shown.content.decode() and "For our talk on Friday" in shown.content.decode()
    assert b"/plans/safety/signs" not in shown.content
    peer.get(f"/shared/{row.ref}")
    assert Opened.objects.filter(share=row).count() == 1
    (given,) = plan.get("/shared").context["now"]
    assert [look["name"] for look in given["looks"]] == ["Heron"]
    verbs = list(Entry.objects.filter(verb__startswith="share.").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["share.made", "share.opened"]
    assert "Friday" not in str(list(Entry.objects.values_list("detail", flat=True)))
    with time_machine.travel(row.until - timedelta(seconds=1), tick=False):
        assert client_of(ben).get(f"/shared/{row.ref}").status_code == 200
    with time_machine.travel(row.until, tick=False):
        assert client_of(ben).get(f"/shared/{row.ref}").status_code == 404
    assert client_of(ben).get(f"/shared/{row.ref}").status_code == 404  # the clock went back: it stays closed


def test_a_clock_set_back_opens_nothing_that_a_job_has_seen_end(
    plan: Client, talking: str, ben: Person, client_of: ClientOf
) -> None:
    row = _share(plan, talking)
    with time_machine.travel(row.until + timedelta(minutes=1), tick=False):
        assert jobs.end_shares() == 1 and jobs.end_shares() == 0
    assert client_of(ben).get(f"/shared/{row.ref}").status_code == 404
    assert not client_of(ben).get("/shared").context["with_me"]


def test_taken_back_it_is_gone_at_once(plan: Client, talking: str, ben: Person, client_of: ClientOf) -> None:
    row, peer = _share(plan, talking), client_of(ben)
    assert peer.get(f"/shared/{row.ref}").status_code == 200
    assert peer.post(f"/shared/{row.ref}/revoke").status_code == 404
    assert plan.post(f"/shared/{row.ref}/revoke").status_code == 302
    assert peer.get(f"/shared/{row.ref}").status_code == 404
    assert not peer.get("/shared").context["with_me"]


def test_nobody_else_can_open_it_and_no_page_leads_there(
    plan: Client, talking: str, cy: Person, sol: Person, ada: Person, client_of: ClientOf
) -> None:
    row = _share(plan, talking)
    for person in (cy, sol, ada):
        assert client_of(person).get(f"/shared/{row.ref}").status_code == 404
    assert Client().get(f"/shared/{row.ref}").status_code == 302


def test_it_goes_only_to_those_one_may_choose(plan: Client, talking: str, cy: Person, mo: Person) -> None:
    for to in (f"person:{cy.ref}", "group:abcdefgh23456789", "nobody:", "", "person:"):
        assert plan.post("/shared/new/safety", {"to": to, "span": "day"}).status_code == 422
    for span in ("year", "", "for ever"):
        assert plan.post("/shared/new/safety", {"to": talking, "span": span}).status_code == 422
    assert not Share.objects.exists()


def test_an_empty_plan_and_others_things_are_not_there(
    ada: Person, cy: Person, talking: str, client_of: ClientOf
) -> None:
    client, stranger = client_of(ada), client_of(cy)
    assert client.get("/shared/new/safety").status_code == 404
    goal = aiming.begin("A walk", "", [], [], actor=ada)
    assert client.get(f"/shared/new/goal/{goal.ref}").status_code == 200
    assert stranger.get(f"/shared/new/goal/{goal.ref}").status_code == 404
    assert client.get(f"/shared/new/letter/{goal.ref}").status_code == 404
    assert client.get("/shared/new/hope").status_code == 404


def test_a_block_closes_it_for_good(plan: Client, talking: str, ada: Person, ben: Person, client_of: ClientOf) -> None:
    row = _share(plan, talking)
    safety.block(ben, actor=ada)
    assert client_of(ben).get(f"/shared/{row.ref}").status_code == 404
    safety.unblock(ben, actor=ada)
    assert client_of(ben).get(f"/shared/{row.ref}").status_code == 404


def test_adults_and_minors_share_nothing_one_to_one(
    plan: Client, talking: str, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    row = _share(plan, talking)
    Person.objects.filter(pk=ada.pk).update(birth_year=now().year - 16)
    assert client_of(ben).get(f"/shared/{row.ref}").status_code == 404
    assert plan.post("/shared/new/safety", {"to": talking, "span": "day"}).status_code == 422


def test_the_person_who_leaves_takes_it_along(
    plan: Client, talking: str, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    row = _share(plan, talking)
    reader = client_of(ben)
    for holding in personal.holdings():
        if holding.table in (Page, Share):
            list(holding.export(ada))
            holding.erase(ada)
    assert reader.get(f"/shared/{row.ref}").status_code == 404
    assert not Share.objects.exists()


def test_a_group_reads_it_and_whoever_leaves_does_not(
    plan: Client, ada: Person, ben: Person, cy: Person, ola: Person, client_of: ClientOf
) -> None:
    group: Group = groups.make("Evenings", ben, ada, cy)
    row = _share(plan, f"group:{group.ref}")
    assert client_of(cy).get(f"/shared/{row.ref}").status_code == 200
    assert client_of(ola).get(f"/shared/{row.ref}").status_code == 404
    group.memberships.filter(person=cy).update(left_at=now())
    assert client_of(cy).get(f"/shared/{row.ref}").status_code == 404
    assert client_of(ben).get(f"/shared/{row.ref}").status_code == 200


def test_the_care_team_reads_it_while_it_is_the_care_team(
    plan: Client, mo: Person, sol: Person, ben: Person, client_of: ClientOf
) -> None:
    row = _share(plan, "team:")
    assert client_of(mo).get(f"/shared/{row.ref}").status_code == 200
    assert client_of(ben).get(f"/shared/{row.ref}").status_code == 404
    RoleGrant.objects.filter(person=mo).update(ended_at=now())
    assert client_of(mo).get(f"/shared/{row.ref}").status_code == 404
    assert client_of(sol).get(f"/shared/{row.ref}").status_code == 200


def test_one_heading_of_the_wellness_plan_goes_alone(
    ada: Person, ben: Person, talking: str, client_of: ClientOf
) -> None:
    client = client_of(ada)
    client.post("/plans/wellness/please", {"text": "Sit with me", "version": 0})
    client.post("/plans/wellness/bad", {"text": "I hide the post", "version": 0})
    page = Page.objects.get(owner=ada, key="please")
    row = _share(client, talking, f"heading/{page.ref}")
    shown = client_of(ben).get(f"/shared/{row.ref}").content.decode()
    assert "Sit with me" in shown and "I hide the post" not in shown
    keeping.remove(page, actor=ada)
    assert client_of(ben).get(f"/shared/{row.ref}").status_code == 404


def test_it_is_read_as_it_stands_now(plan: Client, talking: str, ben: Person, client_of: ClientOf) -> None:
    row = _share(plan, talking)
    plan.post("/plans/safety/signs", {"text": "Other words by now", "version": 1})
    assert "Other words by now" in client_of(ben).get(f"/shared/{row.ref}").content.decode()


def test_every_kind_of_thing_can_be_read(ada: Person, ben: Person, talking: str, client_of: ClientOf) -> None:
    client, reader = client_of(ada), client_of(ben)
    client.post("/plans/wellness/daily", {"text": "the kind words", "version": 0})
    client.post("/journal/abcdefgh23456789", {"text": "the kind words", "day": now().date(), "version": 0})
    client.post("/letters/new", {"text": "the kind words", "occasion": "bad_day"})
    goal = aiming.begin("the kind words", "", ["a step"], [], actor=ada)
    mark = marking.mark("the kind words", "", now().date(), actor=ada)
    letter = Letter.objects.get(owner=ada)
    for what in ("wellness", "journal/abcdefgh23456789", f"letter/{letter.ref}", f"goal/{goal.ref}",
                 f"milestone/{mark.ref}"):  # fmt: skip
        row = _share(client, talking, what, ask="read")
        assert "the kind words" in reader.get(f"/shared/{row.ref}").content.decode(), what
        excerpt = reviewing.reviewable("recovery.shared")
        assert excerpt is not None
        found = excerpt.read(row.ref, ben)
        assert found is not None and "the kind words" in found.text and found.author_id == ada.pk
        assert excerpt.read(row.ref, ada) is None
    client.post("/shared/new/wellness", {"to": talking, "span": "month", "ask": "cheer", "note": ""})
    assert client.get("/shared").status_code == 200


def test_a_peer_can_be_asked_to_cheer(ada: Person, ben: Person, talking: str, client_of: ClientOf) -> None:
    goal = aiming.begin("Tea with my sister", "", [], [], actor=ada)
    row = _share(client_of(ada), talking, f"goal/{goal.ref}", ask="check_in", note="On Sunday, please")
    assert row.ask == "check_in"
    assert Notice.objects.filter(person=ben, kind="recovery.check_in", href=f"/shared/{row.ref}").exists()
    assert "On Sunday, please" in client_of(ben).get(f"/shared/{row.ref}").content.decode()


# --- a plan that two fill in together ---
def test_two_fill_in_a_plan_together_and_its_owner_undoes(
    ada: Person, ben: Person, cy: Person, talking: str, client_of: ClientOf
) -> None:
    client, peer = client_of(ada), client_of(ben)
    assert client.post("/plans/safety/together", {"to": talking, "note": ""}).status_code == 302
    row = Share.objects.get(together=True)
    assert row.until - row.begins_at == timedelta(days=1)
    fill = f"/shared/{row.ref}/fill"
    assert peer.get(f"/shared/{row.ref}").status_code == 302 and peer.get(fill).status_code == 200
    client.post("/plans/safety/signs", {"text": "Mine", "version": 0})
    assert peer.get(f"{fill}/signs").status_code == 200
    assert peer.post(f"{fill}/signs", {"text": "Mine\nand hers", "version": 1}).status_code == 302
    page = Page.objects.get(owner=ada, kind=Kind.SAFETY, key="signs")
    assert page.changed_by_id == ben.pk and keeping.opened(page).lines == ["Mine", "and hers"]
    assert "Heron" in client.get("/plans/safety").content.decode()
    review = reviewing.reviewable("recovery.together")
    assert review is not None
    found = review.read(f"{page.ref}:2", ada)
    assert found is not None and found.author_id == ben.pk
    assert review.read(f"{page.ref}:2", cy) is None
    assert client.post(f"/plans/page/{page.ref}/back/1").status_code == 302
    page.refresh_from_db()
    assert keeping.opened(page).text == "Mine" and page.changed_by_id == ada.pk
    assert peer.get(f"/plans/page/{page.ref}/earlier").status_code == 404
    for deed in (f"/plans/page/{page.ref}/back/1", f"{fill}/means"):
        assert peer.post(deed, {"text": "x"}).status_code == 404


def test_only_the_one_who_was_asked_fills_it_in_and_only_in_time(
    ada: Person, ben: Person, cy: Person, talking: str, plan: Client, client_of: ClientOf
) -> None:
    only_to_read = _share(plan, talking)
    assert client_of(ben).get(f"/shared/{only_to_read.ref}/fill").status_code == 404
    assert client_of(ben).post(f"/shared/{only_to_read.ref}/fill/signs", {"text": "x", "version": 1}).status_code == 404
    plan.post("/plans/safety/together", {"to": talking, "note": ""})
    row = Share.objects.get(together=True)
    fill = f"/shared/{row.ref}/fill/signs"
    assert client_of(cy).post(fill, {"text": "x", "version": 1}).status_code == 404
    plan.post(f"/shared/{row.ref}/revoke")
    assert client_of(ben).post(fill, {"text": "x", "version": 1}).status_code == 404
    assert keeping.opened(Page.objects.get(owner=ada, key="signs")).text == SECRET


def test_a_group_cannot_be_asked_to_fill_it_in(ada: Person, ben: Person, ola: Person, client_of: ClientOf) -> None:
    group = groups.make("Evenings", ben, ada)
    answer = client_of(ada).post("/plans/safety/together", {"to": f"group:{group.ref}", "note": ""})
    assert answer.status_code == 422 and not Share.objects.exists()


def _in_danger(owner: Client, peer: Client, talking: str, **headers: str) -> str:
    """The peer writes words of danger into the plan they fill in together; its page."""
    owner.post("/plans/safety/together", {"to": talking, "note": ""})
    page = f"/shared/{Share.objects.get(together=True).ref}/fill/signs"
    words = {"text": "I want to kill myself tonight. I have a plan.", "version": 0}
    assert peer.post(page, words, headers=headers).status_code in (200, 302)
    return page


def test_words_of_a_peer_that_sound_like_danger_are_noticed(
    ada: Person, ben: Person, talking: str, client_of: ClientOf
) -> None:
    _in_danger(client_of(ada), client_of(ben), talking)
    assert Concern.objects.filter(person=ben, subject_kind="recovery.together").exists()


def test_words_that_a_peer_left_without_a_press_are_noticed_as_well(
    ada: Person, ben: Person, talking: str, client_of: ClientOf
) -> None:
    page = _in_danger(client_of(ada), client_of(ben), talking, **{"X-Kept": "by-itself"})
    assert jobs.look_at_left() == 0 and not Concern.objects.exists()  # perhaps in the middle of a line
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        assert jobs.look_at_left() == 1
        assert jobs.look_at_left() == 0
    assert Concern.objects.filter(person=ben, subject_kind="recovery.together").count() == 1
    assert client_of(ben).get(page).status_code == 200


def test_what_the_owner_writes_alone_is_never_looked_at(ada: Person, client_of: ClientOf) -> None:
    words = {"text": "I want to kill myself tonight. I have a plan.", "version": 0}
    client_of(ada).post("/plans/safety/signs", words, headers={"X-Kept": "by-itself"})
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        assert jobs.look_at_left() == 0
    assert not Concern.objects.exists()
