"""Patterns in contacts, and coming back: told to a person once, with reasons, and nothing done."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress

from beside.core.clock import now
from beside.foundation.accounts.models import Admission, Invitation, Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import actions, jobs
from beside.foundation.safety.models import Case, EndedMembership, Pattern
from conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db


def test_a_pattern_opens_one_case_with_its_reasons(ada: Person, mo: Person, client_of: ClientOf) -> None:
    for _again in range(2):
        actions.notice_pattern(ada, Pattern.Kind.PASSES, ["Five passed."], actor=BESIDE)
    case = Case.objects.get()
    assert (case.kind, case.about, case.urgency) == (Case.Kind.CONTACTS, ada, Case.Urgency.TODAY)
    assert client_of(mo).get(f"/care/{case.ref}").context["care"]["pattern"].reasons == ["Five passed."]
    assert not Notice.objects.filter(person=ada).exists()
    actions.notice_pattern(ada, Pattern.Kind.MANY, ["Nine in a week."], actor=BESIDE)
    assert Case.objects.count() == 2


def test_after_a_look_it_rests_for_a_month(ada: Person, mo: Person) -> None:
    case = actions.notice_pattern(ada, Pattern.Kind.PASSES, ["Five passed."], actor=BESIDE)
    assert case is not None
    actions.close(case, outcome=Case.Outcome.NO_NEED, note="new here", actor=mo)
    assert actions.notice_pattern(ada, Pattern.Kind.PASSES, ["Six passed."], actor=BESIDE) is None
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        assert actions.notice_pattern(ada, Pattern.Kind.PASSES, ["Six passed."], actor=BESIDE) is not None


def _ended(person: Person, address: str = "", invitation: Invitation | None = None) -> None:
    if address:
        EmailAddress.objects.create(user=person, email=address, primary=True, verified=True)
    if invitation is not None:
        Admission.objects.update_or_create(person=person, defaults={"invitation": invitation})
    actions.remember_ended(person, actor=BESIDE)
    EmailAddress.objects.filter(user=person).delete()
    Person.objects.filter(pk=person.pk).update(is_active=False)


def test_the_same_address_again_is_noticed_and_no_address_is_kept(cy: Person, make_person: MakePerson) -> None:
    _ended(cy, "someone@example.org")
    kept = EndedMembership.objects.get()
    assert "example" not in str(vars(kept))
    back, other = make_person("again", "Linnet"), make_person("other", "Finch")
    EmailAddress.objects.create(user=back, email="Someone@example.org", primary=True, verified=True)
    EmailAddress.objects.create(user=other, email="other@example.org", primary=True, verified=True)
    for _twice in range(2):
        jobs.look_at_newcomers()
    found = Pattern.objects.get()
    assert (found.person, found.kind, len(found.reasons)) == (back, Pattern.Kind.CAME_BACK, 1)
    back.refresh_from_db()
    assert back.is_active


def test_a_shared_invitation_counts_only_among_few(cy: Person, make_person: MakePerson) -> None:
    code = Invitation.objects.create(digest="a" * 64, uses_left=50, expires_at=now() + timedelta(days=9))
    _ended(cy, invitation=code)
    with time_machine.travel(now() + timedelta(minutes=1), tick=False):
        back = make_person("again", "Linnet")
        Admission.objects.create(person=back, invitation=code)
        for number in range(5):
            Admission.objects.create(person=make_person(f"crowd{number}", f"Crowd {number}"), invitation=code)
        jobs.look_at_newcomers()
        assert not Pattern.objects.exists()
        Admission.objects.filter(person__sign_in_name__startswith="crowd").delete()
        jobs.look_at_newcomers()
    assert Pattern.objects.get().person == back


def test_it_is_forgotten_after_half_a_year(cy: Person) -> None:
    _ended(cy, "someone@example.org")
    with time_machine.travel(now() + timedelta(days=184), tick=False):
        jobs.look_at_newcomers()
    assert not EndedMembership.objects.exists()
