"""What safety may ask of profiles: names, where someone lives, and the texts that can be reported."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries
from beside.foundation.profiles.models import LivedExperience, Profile
from beside.foundation.profiles.places import zone_of
from beside.foundation.safety.reviewing import Excerpt, Home, People, Reviewable

WORDS, NAME = queries.WORDS, "profiles.name"


def ref_of(person: Person, key: str) -> str:
    """How a report names someone's own words about one experience."""
    return f"{person.ref}.{key}"


def _names(person_ids: Iterable[int]) -> Mapping[int, str]:
    return {number: card.pseudonym for number, card in queries.cards(person_ids).items() if not card.gone}


def _home(person: Person) -> Home:
    profile = queries.profile_or_none(person)
    return Home(profile.country, zone_of(profile.time_zone)) if profile is not None else Home("", None)


def _words(ref: str, viewer: Person) -> Excerpt | None:
    owner = Person.objects.filter(ref=ref.partition(".")[0]).first()
    if owner is None:
        return None
    seen = queries.visible_experiences(owner, viewer, matched=queries.share_a_talk(owner, viewer))
    return _words_for_case(ref) if ref.partition(".")[2] in {one.key for one in seen} else None


def _words_for_case(ref: str) -> Excerpt | None:
    owner, _dot, key = ref.partition(".")
    row = LivedExperience.objects.filter(person__ref=owner, experience__key=key).select_related("person").first()
    shown = {one.key: one for one in queries.own_experiences(row.person)} if row else {}
    if row is None or not shown[key].words:
        return None
    return Excerpt(shown[key].words or "", row.person_id, row.at, _("What someone says of their own experience"))


def _name(ref: str, viewer: Person) -> Excerpt | None:
    owner = Person.objects.filter(ref=ref).first()
    gone = owner is None or queries.cards([owner.pk], to=viewer)[owner.pk].gone
    return None if gone else _name_for_case(ref)


def _name_for_case(ref: str) -> Excerpt | None:
    row = Profile.objects.filter(person__ref=ref).first()
    return Excerpt(row.pseudonym, row.person_id, row.changed_at, _("A name")) if row is not None else None


def _kept(ref: str) -> None:
    """Nothing to write here: queries.py asks safety what is hidden, so that saying it anew does not bring it back."""


def _empty_words(ref: str) -> None:
    """The words go for good; that the person lived through it stays theirs to say."""
    owner, _dot, key = ref.partition(".")
    LivedExperience.objects.filter(person__ref=owner, experience__key=key).update(words=b"")


PEOPLE = People(_names, _home)
REVIEWABLES = (
    Reviewable(WORDS, _words, _words_for_case, hide=_kept, restore=_kept, empty=_empty_words),
    Reviewable(NAME, _name, _name_for_case),
)
