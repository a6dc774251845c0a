"""Compiled questions give the ORM's own answer."""

import pytest

from beside.core.prepared import Prepared
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
