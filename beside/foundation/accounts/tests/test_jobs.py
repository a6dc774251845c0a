"""What was begun and never finished is forgotten; nobody else is."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from beside.core.clock import now
from beside.foundation.accounts import actions, jobs, queries
from beside.foundation.accounts.models import Joining, Person
from beside.foundation.accounts.tests.steps import let
from beside.foundation.audit.actions import BESIDE

pytestmark = pytest.mark.django_db


def begun(email: str, *, agreed: bool = False) -> Person:
    """Someone on the way."""
    person = actions.join(birth_year=1990, email=email, actor=BESIDE)
    for text in queries.current_texts() if agreed else ():
        actions.give_consent(person, text, actor=person)
    return person


def test_the_unfinished_are_forgotten_after_a_month(ada: Person, time_machine: object) -> None:
    let(Joining.APPROVAL)
    unfinished, waiting = begun("one@example.org"), begun("two@example.org", agreed=True)
    assert jobs.forget_unfinished() == 0
    time_machine.move_to(now() + timedelta(days=31))  # type: ignore[attr-defined]
    assert jobs.forget_unfinished() == 1
    assert jobs.forget_unfinished() == 0
    for person in (unfinished, waiting, ada):
        person.refresh_from_db()
    assert unfinished.erased_at is not None
    assert waiting.erased_at is None
    assert ada.erased_at is None


def test_old_sessions_are_cleared(client: Client, ada: Person, time_machine: object) -> None:
    client.force_login(ada)
    assert jobs.clear_sessions() == 0
    time_machine.move_to(now() + timedelta(days=60))  # type: ignore[attr-defined]
    assert jobs.clear_sessions() == 1
    assert not Session.objects.exists()
