"""What profiles hold on a person."""

from collections.abc import Iterable
from typing import Any

from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding
from beside.foundation.profiles import queries
from beside.foundation.profiles.models import LivedExperience, Profile, Wish

_FIELDS = (
    "pseudonym", "pronouns", "gender", "gender_words", "languages", "time_zone", "country", "theme",
)  # fmt: skip


def _profile(person: Person) -> Iterable[dict[str, Any]]:
    for row in Profile.objects.filter(person=person):
        yield {field: getattr(row, field) for field in _FIELDS} | {"changed_at": row.changed_at.isoformat()}


def _lived(person: Person) -> Iterable[dict[str, Any]]:
    for one in queries.own_experiences(person):
        yield {
            "experience": one.name,
            "stance": one.stance,
            "comfort": one.comfort,
            "own_words": one.words,
            "seen_by": one.seen_by,
        }


def _wishes(person: Person) -> Iterable[dict[str, Any]]:
    for aspect, value, toward in queries.wishes_of([person.pk]).get(person.pk, []):
        yield {"toward": toward, "aspect": aspect, "value": value}


def _forget_profile(person: Person) -> None:
    Profile.objects.filter(person=person).delete()
    person.__dict__.pop("_profile", None)


def _forget_lived(person: Person) -> None:
    LivedExperience.objects.filter(person=person).delete()


def _forget_wishes(person: Person) -> None:
    Wish.objects.filter(person=person).delete()


HOLDINGS = (
    Holding(Profile, "profile", _profile, _forget_profile),
    Holding(LivedExperience, "lived experience", _lived, _forget_lived),
    Holding(Wish, "whom you would rather talk to", _wishes, _forget_wishes),
)
