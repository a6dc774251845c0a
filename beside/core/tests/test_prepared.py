"""Compiled questions give the ORM's own answer."""

from datetime import date, timedelta, timezone

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from beside.core.prepared import Among, Prepared
from beside.features.checkins.models import Month
from beside.foundation.accounts.models import Person, RoleGrant

GRANTS = Prepared(lambda person: RoleGrant.objects.filter(person=person, ended_at=None).values_list("role"))


def test_the_same_answer_for_each_value(ben: Person, mo: Person, ada: Person) -> None:
    for person in (ben, mo, ada, ben):
        asked = RoleGrant.objects.filter(person=person, ended_at=None).values_list("role")
        assert GRANTS.rows(person.pk) == list(asked)


def test_a_value_that_does_not_arrive_is_a_mistake(ada: Person) -> None:
    deaf = Prepared(lambda person: RoleGrant.objects.filter(ended_at=None).values_list("role"))
    with pytest.raises(ValueError, match="does not reach"):
        deaf.rows(ada.pk)


# Half an hour from a moment told with another clock, which the database must not take for another moment.
SINCE = Prepared(
    lambda person, since: RoleGrant.objects.filter(person=person, granted_at__gte=since).order_by("pk"), 2, moments=(1,)
)


def test_a_moment_is_a_moment_whatever_clock_tells_it(ben: Person) -> None:
    grant = RoleGrant.objects.filter(person=ben).order_by("pk")[0]
    for hours in (-11, 0, 14):
        there = grant.granted_at.astimezone(timezone(timedelta(hours=hours)))
        assert SINCE.objects(ben.pk, there)[0] == grant
        assert grant not in SINCE.objects(ben.pk, there + timedelta(microseconds=1))


DAYS = Prepared(
    lambda person, first: Month.objects.filter(person=person, first=first).values_list("first"), 2, days=(1,)
)


def test_days_and_moments_come_back_as_what_they_are(ada: Person) -> None:
    Month.objects.create(person=ada, first=date(2026, 2, 1), sealed=b"x")
    assert DAYS.read(ada.pk, date(2026, 2, 1)) == [(date(2026, 2, 1),)]
    assert DAYS.read(ada.pk, date(2026, 3, 1)) == []


SOME = Among(lambda some, ended: RoleGrant.objects.filter(person__in=some, pk__gt=ended).values_list("person_id"), 1)
GRANTED = Among(
    lambda some, since: RoleGrant.objects.filter(person__in=some, granted_at__gte=since).values_list("person_id"),
    1,
    moments=(0,),
)
BY_REF = Among(lambda refs: Person.objects.filter(ref__in=refs).order_by("pk"), texts=True)


def test_about_some_of_many_whatever_their_number(ada: Person, ben: Person, mo: Person) -> None:
    for people in ([ben], [ben, mo], [ada, ben, mo]):
        found = SOME.rows((one.pk for one in people), 0)
        asked = RoleGrant.objects.filter(person__in=people).values_list("person_id")
        assert sorted(found) == sorted(asked)
    assert SOME.rows([], 0) == []
    grant = RoleGrant.objects.filter(person=mo).order_by("granted_at").last()
    assert grant is not None
    assert (mo.pk,) in GRANTED.rows([ada.pk, mo.pk, ben.pk], grant.granted_at)
    assert (mo.pk,) not in GRANTED.rows([ada.pk, mo.pk, ben.pk], grant.granted_at + timedelta(microseconds=1))
    assert BY_REF.objects([mo.ref, ada.ref, "nobody"]) == sorted([ada, mo], key=lambda one: one.pk)


def test_asked_straight_or_through_the_orm_it_is_one_question_with_one_answer(ben: Person) -> None:
    straight = GRANTS.rows(ben.pk)
    with CaptureQueriesContext(connection) as seen:
        assert GRANTS.rows(ben.pk) == straight
    assert len(seen) == 1


def test_after_a_broken_transaction_nothing_is_asked(ben: Person) -> None:
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic(savepoint=False):
            RoleGrant.objects.create(person=ben, role=RoleGrant.objects.filter(person=ben)[0].role)
        GRANTS.rows(ben.pk)
