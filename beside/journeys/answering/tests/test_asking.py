"""Who is asked for a post, what they can do, what the organisation sees: through the service."""

from datetime import timedelta

import pytest
import time_machine

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.features.spaces import access, joining
from beside.features.spaces import actions as spaces
from beside.features.spaces.models import Membership, Post, Rank, Space
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Notice
from beside.foundation.safety.actions import block
from beside.foundation.talk import limits
from beside.journeys.answering import actions, queries
from beside.journeys.answering.models import GentleNote, Nudge, Promised, Willing
from conftest import ClientOf


@pytest.fixture
def space(ada: Person, ben: Person, cy: Person) -> Space:
    made = Space.objects.create(name="Low days", purpose="x")
    for person in (ada, ben, cy):
        joining.join(made, actor=person)
    Membership.objects.update(seen_at=now())  # everybody has just looked in
    return made


def _write(space: Space, person: Person, need: str = "heard") -> Post:
    limits.forget()
    given = spaces.Given(text="The mornings are the hardest part.", client_id=new_ref(), need=need)
    return spaces.write(access.inside(space.ref, person), given, actor=person)


def _reply(post: Post, person: Person) -> None:
    spaces.reply(access.place_of(post.ref, person), "I have been there.", new_ref(), actor=person)


def test_a_willing_member_is_asked_once_and_their_answer_is_seen(space: Space, ada: Person, ben: Person) -> None:
    actions.set_willing(2, False, actor=ben)
    post = _write(space, ada)
    promised = Promised.objects.get(post=post)
    assert (promised.newcomer, promised.first_due) == (True, post.at + timedelta(minutes=60))
    assert (actions.ask_on(), actions.ask_on()) == (1, 0)
    assert Nudge.objects.get().person_id == ben.pk
    assert Notice.objects.filter(person=ben, kind="answering.ask").count() == 1
    _reply(post, ben)
    assert Nudge.objects.get().answered_at is not None
    assert Promised.objects.get().kept_at is None


def test_nobody_is_asked_who_did_not_say_so_is_apart_away_or_the_writer(
    space: Space, ada: Person, ben: Person, cy: Person
) -> None:
    for person in (ada, ben, cy):
        actions.set_willing(2, False, actor=person)
    Membership.objects.filter(person=cy).update(away_until=now() + timedelta(hours=3))
    block(ben, actor=ada)
    _write(space, ada)
    assert actions.ask_on() == 0
    Willing.objects.filter(person=cy).update(a_day=0)
    Membership.objects.filter(person=cy).update(away_until=None)
    assert actions.ask_on() == 0
    Willing.objects.filter(person=cy).update(a_day=1)
    assert actions.ask_on() == 1


def test_a_good_thing_shared_carries_no_promise(space: Space, ada: Person) -> None:
    _write(space, ada, need="good")
    assert not Promised.objects.exists()


def test_passing_is_silent_and_the_next_is_asked(
    client_of: ClientOf, space: Space, ada: Person, ben: Person, cy: Person
) -> None:
    actions.set_willing(1, False, actor=ben)
    post = _write(space, ada)
    actions.ask_on()
    nudge = Nudge.objects.get()
    assert client_of(cy).get(f"/community/asked/{nudge.ref}").status_code == 404
    assert client_of(cy).post(f"/community/asked/{nudge.ref}").status_code == 404
    answer = client_of(ben).get(f"/community/asked/{nudge.ref}")
    assert answer["Location"].startswith(f"/community/post/{post.ref}")
    assert client_of(ben).post(f"/community/asked/{nudge.ref}").status_code == 302
    actions.set_willing(1, False, actor=cy)
    assert actions.ask_on() == 1
    assert set(Nudge.objects.values_list("person", flat=True)) == {ben.pk, cy.pk}
    assert not Notice.objects.filter(person=ada, kind__startswith="answering").exists()


def test_host_then_staff_then_the_desk_hears(space: Space, ada: Person, ben: Person, mo: Person) -> None:
    Membership.objects.filter(person=ben).update(rank=Rank.HOST)
    with time_machine.travel(now(), tick=False) as clock:
        _write(space, ada)
        assert actions.ask_on() == 0
        clock.shift(timedelta(minutes=25))
        assert actions.ask_on() == 1
        assert Nudge.objects.get(person=ben).ring == "host"
        clock.shift(timedelta(minutes=40))
        assert (actions.tell_staff(), actions.tell_staff()) == (1, 0)
    assert Notice.objects.filter(person=mo, kind="answering.late").count() == 1


def test_how_one_is_asked_is_ones_own(client_of: ClientOf, ada: Person) -> None:
    client = client_of(ada)
    assert client.get("/community/waiting").status_code == 200
    assert client.post("/community/waiting", {"a_day": "3", "welcomes": "on", "note": "on"}).status_code == 302
    row = Willing.objects.get(person=ada)
    assert (row.a_day, row.welcomes, GentleNote.objects.count()) == (3, True, 1)
    assert client.post("/community/waiting", {"a_day": "99"}).status_code == 422
    assert client.post("/community/waiting", {"a_day": "0"}).status_code == 302
    assert (Willing.objects.get().welcomes, GentleNote.objects.count()) == (False, 0)


def test_a_writer_hears_of_waiting_only_what_is_known(
    client_of: ClientOf, space: Space, ada: Person, ben: Person
) -> None:
    for _number in range(10):
        _reply(_write(space, ada), ben)
    Post.objects.update(at=now() - timedelta(minutes=10))
    post = _write(space, ada)
    assert queries.usually(post) != ""
    Post.objects.filter(first_reply_at__isnull=False).first().delete()  # type: ignore[union-attr]
    assert queries.usually(post) == ""


def test_figures_are_for_the_desk(client_of: ClientOf, space: Space, ada: Person, mo: Person, ola: Person) -> None:
    for _number in range(12):
        _write(space, ada)
    for person in (mo, ola):
        assert client_of(person).get("/community/answers").status_code == 200
    assert client_of(ada).get("/community/answers").status_code == 404


def test_a_gentle_note_only_to_whoever_asked_and_once(space: Space, ada: Person, ben: Person) -> None:
    actions.set_gentle_note(True, actor=ada)
    with time_machine.travel(now() + timedelta(days=20), tick=False):
        assert actions.send_gentle_notes() == 0
    with time_machine.travel(now() + timedelta(days=40), tick=False):
        assert (actions.send_gentle_notes(), actions.send_gentle_notes()) == (1, 0)
    with time_machine.travel(now() + timedelta(days=90), tick=False):
        assert actions.send_gentle_notes() == 0
    assert Notice.objects.filter(kind="answering.gentle").count() == 1
