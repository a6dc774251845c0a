"""What a decision does to somebody's own words on their profile."""

import pytest

from beside.foundation.accounts.models import Person
from beside.foundation.profiles import actions, queries
from beside.foundation.profiles.actions import Said
from beside.foundation.profiles.models import Experience
from beside.foundation.safety import actions as safety

pytestmark = pytest.mark.django_db
WORDS = "Nobody wants you here"


def test_words_on_a_profile_are_hidden_from_others_and_come_back(
    the_list: None, ada: Person, ben: Person, mo: Person, sol: Person
) -> None:
    actions.say_lived(Experience.objects.get(key="panic"), Said("living", 3, "members", WORDS), actor=ben)
    subject = safety.Subject(ben, "profiles.words", f"{ben.ref}.panic")
    told = safety.report(subject, reason="unkind", words="", excerpt=None, actor=ada)
    made = safety.hide(told.case, safety.Grounds("Unkind", rule=1), actor=mo)
    assert not queries.visible_experiences(ben, ada)[0].words
    assert queries.visible_experiences(ben, ben)[0].words == WORDS
    safety.reverse(safety.appeal(made, "why", actor=ben), "fine", actor=sol)
    assert queries.visible_experiences(ben, ada)[0].words == WORDS
