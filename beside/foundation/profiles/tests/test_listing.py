"""The list of experiences: what it holds, and that loading it never undoes the operator's work."""

import pytest

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import listing, queries
from beside.foundation.profiles.models import Experience, ExperienceKind, ExperienceName

# What recorded conversations are about; matching by problem leans on these keys.
PROBLEMS = (
    "depression", "job-crisis", "breakup", "friendship-troubles", "academic-pressure", "sleep", "appearance-anxiety",
    "parenting-struggles", "alcohol", "procrastination", "conflict-with-parents", "bullying", "panic", "anxiety",
    "grief", "young-parent", "new-parent", "carer", "trauma", "ocd", "bipolar", "psychosis-voices", "eating",
    "self-harm", "suicidal-thoughts", "adhd", "autism", "chronic-illness", "loneliness", "burnout", "abuse", "debt",
    "migration", "lgbtq", "veteran", "student",
)  # fmt: skip


def test_the_starting_list_is_whole() -> None:
    entries = listing.starting_list()
    keys = [entry["key"] for entry in entries]
    assert len(keys) == len(set(keys)) >= 80
    assert set(PROBLEMS) <= set(keys)
    assert {entry["kind"] for entry in entries} == set(ExperienceKind.values)
    for entry in entries:
        assert 0 < len(entry["name"]) <= 80
        assert 0 < len(entry["phrase"]) <= 120
        assert entry["synonyms"]


def test_loading_twice_adds_nothing_and_changes_nothing(ola: Person) -> None:
    added = listing.load_experiences()
    entry = Experience.objects.get(key="panic")
    listing.word_experience(entry, kind="event", name="Panic, ours", phrase="know panic", synonyms=["x"], actor=ola)
    listing.retire_experience(entry, actor=ola)
    assert (added > 80, listing.load_experiences()) == (True, 0)
    kept = ExperienceName.objects.get(experience=entry)
    assert (kept.name, kept.phrase, kept.synonyms) == ("Panic, ours", "know panic", ["x"])
    assert Experience.objects.get(key="panic").retired_at is not None
    assert "panic" not in [one.key for one in queries.experiences()]
    assert queries.phrases()["panic"] == "know panic"


@pytest.mark.parametrize("key", ["Panic!", "new", "restore", "", "a b", "panic"])
def test_keys_that_cannot_be(ola: Person, key: str) -> None:
    listing.load_experiences()
    with pytest.raises(Refused):
        listing.add_experience(key, "event", "x", "y", [], actor=ola)


def test_small_numbers_are_not_told(ada: Person) -> None:
    from beside.foundation.profiles.tests.conftest import say

    listing.load_experiences()
    say(ada, "panic")
    assert queries.how_many_chose("panic") == 0
