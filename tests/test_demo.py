"""The invented organisation: filled once, through the service's own actions, and never into a real one."""

import re
from collections.abc import Iterator
from datetime import timedelta

import click
import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from beside.features.conversations.models import Conversation, HowWasIt
from beside.foundation.accounts.models import Consent, Invitation, Person, Role
from beside.foundation.accounts.queries import holders, organisation
from beside.foundation.safety import limiting, transparency
from beside.foundation.safety.models import Answer, Case, Concern, Duty, FollowUp, Page, PublishedReport, Risk
from beside.foundation.safety.periods import Period
from beside.foundation.safety.triage import LEARNT
from beside.foundation.talk import queries as talk
from beside.foundation.talk.models import Message, Reaction
from beside.interfaces.cli import demo
from beside.interfaces.cli.demo import scripts
from beside.interfaces.cli.demo.people import EVERYONE, PASSWORD
from beside.interfaces.cli.demo.story import PAIRS
from beside.journeys.matching.models import Appointment, Availability, Request

# One worker fills it once.
pytestmark = pytest.mark.xdist_group("demo")


def _counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_a_real_organisation_is_left_alone(ola: Person) -> None:
    """First in this file: the tests below stand in a folder that is filled already."""
    before = _counts()
    with pytest.raises(click.ClickException):
        demo.fill()
    assert _counts() == before


@pytest.fixture(scope="module")
def _filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo's folder, filled once for this file and rolled back after it."""
    limiting.forget()
    with django_db_blocker.unblock(), transaction.atomic():
        assert demo.fill()
        yield
        transaction.set_rollback(True)
    limiting.forget()


@pytest.fixture
def filled(_filled: None, db: None) -> None:
    """Each test stands in the filled folder, and what it changes is undone."""


@pytest.mark.usefixtures("filled")
def test_everyone_is_a_member_who_joined_as_people_do() -> None:
    people = Person.objects.filter(admitted_at__isnull=False, is_active=True)
    assert people.count() == len(EVERYONE) >= 12
    assert Consent.objects.filter(person__in=people).count() == 2 * len(EVERYONE)
    for role in (Role.OPERATOR, Role.SAFETY_LEAD, Role.MODERATOR):
        assert holders(role)
    assert len(holders(Role.PEER_SUPPORTER)) >= 3
    assert organisation().set_up_at is not None


@pytest.mark.usefixtures("filled")
def test_there_is_something_to_see_everywhere() -> None:
    assert Conversation.objects.filter(ended_at=None).count() >= 4
    assert Conversation.objects.filter(ended_at__isnull=False).count() >= 1
    assert HowWasIt.objects.exists() and Reaction.objects.exists()
    assert Message.objects.filter(edited_at__isnull=False).exists()
    assert Message.objects.filter(taken_back_at__isnull=False).exists()
    assert max(one.talk.last_number for one in Conversation.objects.all()) > 50  # more than one page
    assert talk.unread_talks(Person.objects.get(sign_in_name="linnet"))
    assert Request.objects.filter(matched_at=None, wanted_at=None, in_order_at__isnull=False).exists()
    assert Availability.objects.filter(here_until__gt=timezone.now(), ended_at=None).exists()
    assert Appointment.objects.filter(cancelled_at=None).exists()
    assert Case.objects.filter(kind=Case.Kind.REPORT, closed_at=None).exists()
    assert Case.objects.filter(kind=Case.Kind.APPEAL, closed_at=None).exists()
    assert Case.objects.filter(kind=Case.Kind.CONCERN, closed_at=None).exists()
    assert Duty.objects.count() == 14
    assert FollowUp.objects.filter(done_at=None, holder__sign_in_name="hawthorn").exists()
    assert Answer.objects.filter(author__sign_in_name="moss", read_at=None).exists()
    assert not Page.objects.filter(seen_at=None).exists()
    assert Invitation.objects.filter(uses_left__gt=0, expires_at__gt=timezone.now()).exists()


@pytest.mark.usefixtures("filled")
def test_the_report_in_numbers_has_something_to_show_and_leaves_small_numbers_out() -> None:
    first, last = (timezone.now() - timedelta(days=60), timezone.now() + timedelta(days=1))
    shown = transparency.figures(Period("", first.date(), last.date()))
    totals = {one.key: one.total for one in shown.tables}
    assert (totals["told"] or 0) > 30 and (totals["restrictions"] or 0) >= 15 and totals["appeals"] is not None
    assert any(cell.count is None for one in shown.tables if one.total for cell in one.cells)
    assert all(one.middle is not None for one in shown.times)
    assert PublishedReport.objects.count() == 1 and Risk.objects.count() == 3


@pytest.mark.usefixtures("filled")
def test_triage_notices_the_hard_night_and_little_else() -> None:
    """The rules see one person; the learnt score asks for a look at no more than one text in twenty beside."""
    ruled = [one for one in Concern.objects.all() if any(reason["code"] != LEARNT for reason in one.reasons)]
    assert {one.person and one.person.sign_in_name for one in ruled} == {"moss"}
    assert Concern.objects.count() - len(ruled) <= Message.objects.count() / 20
    assert all(one.flags == [] for one in Concern.objects.all())
    assert not Case.objects.filter(concern__in=Concern.objects.exclude(pk__in=[one.pk for one in ruled])).filter(
        urgency=Case.Urgency.NOW
    )
    assert not Message.objects.filter(triaged=0).exists()


@pytest.mark.usefixtures("filled")
def test_the_past_is_past_and_in_order() -> None:
    for one in Conversation.objects.all():
        times = list(Message.objects.filter(talk=one.talk).order_by("number").values_list("at", flat=True))
        assert times == sorted(times)
        assert one.opened_at < times[0] and times[-1] < timezone.now()
        assert one.talk.last_at == times[-1]
        assert one.ended_at is None or one.ended_at > times[-1]


@pytest.mark.usefixtures("filled")
def test_a_visitor_signs_in_and_reads(client: Client) -> None:
    reply = client.post("/accounts/login/", {"login": "pebble", "password": PASSWORD})
    assert reply.status_code == 302
    pebble = Person.objects.get(sign_in_name="pebble")
    own = Conversation.objects.get(seeker=pebble)
    assert client.get(f"/talk/{own.ref}").status_code == 200
    other = Conversation.objects.exclude(seeker=pebble).first()
    assert other is not None and client.get(f"/talk/{other.ref}").status_code == 404


@pytest.mark.usefixtures("filled")
def test_again_changes_nothing() -> None:
    before = _counts()
    assert not demo.fill()
    assert _counts() == before


def test_every_sign_in_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    demo.print_sign_ins()
    said = capsys.readouterr().out
    assert PASSWORD in said
    assert all(one.sign_in in said and one.name in said for one in EVERYONE)


def test_scripts_are_spoken_by_their_two_people() -> None:
    for pair in PAIRS:
        sittings = scripts.read(f"{pair.seeker}-{pair.peer}", timezone.now())
        lines = [line for sitting in sittings for line in sitting.lines]
        assert len(lines) >= 5
        speakers = {line.by for line in lines} | {by for line in lines for by, _kind in line.reactions}
        assert speakers == {pair.seeker, pair.peer}


def test_a_misprint_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "_SAID", re.compile("never"))
    with pytest.raises(scripts.Misprint, match=re.escape("pebble-marigold.txt, line 2:")):
        scripts.read("pebble-marigold", timezone.now())
