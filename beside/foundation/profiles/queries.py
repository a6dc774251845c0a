"""Reading profiles, the list of experiences, and what people said of themselves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.core.prepared import Among, Prepared
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import names, places
from beside.foundation.profiles.models import (
    Experience,
    ExperienceKind,
    ExperienceName,
    LivedExperience,
    Profile,
    SeenBy,
    Wish,
)
from beside.foundation.profiles.skeletons import looks, skeleton
from beside.foundation.safety.decided import hidden_refs
from beside.foundation.safety.queries import blocked_ids
from beside.foundation.talk.models import Kind, Seat

_TRIES = 4
_OWN = Prepared(lambda person: Profile.objects.filter(person=person))
_OF = Among(
    lambda people: Profile.objects.filter(person_id__in=people, person__erased_at=None).select_related("person")
)
_NAMES = Among(
    lambda people: Profile.objects.filter(person_id__in=people, person__erased_at=None).values_list(
        "person_id", "person__ref", "pseudonym"
    )
)
_BY_REF = Among(
    lambda refs: Profile.objects.filter(person__ref__in=refs, person__erased_at=None).values_list(
        "person__ref", "pseudonym"
    ),
    texts=True,
)

# How safety names someone's own words about one experience (reviewing.py).
WORDS: Final = "profiles.words"


@dataclass(frozen=True, slots=True)
class Card:
    """A person as others see them at a glance. ``seed`` draws the avatar; ``gone`` for those who left or
    are apart.
    """

    ref: str
    pseudonym: str
    seed: str
    pronouns: str = ""
    languages: tuple[str, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One lived experience as a certain reader may see it. ``words`` is None where their writer's key is
    gone.
    """

    key: str
    kind: str
    name: str
    phrase: str
    stance: str
    comfort: int
    words: str | None
    seen_by: str


@dataclass(frozen=True, slots=True)
class Named:
    """An experience of the list in one language."""

    key: str
    kind: str
    name: str
    phrase: str
    synonyms: tuple[str, ...]
    retired: bool


# --- profiles ---
def profile_or_none(person: Person) -> Profile | None:
    """The profile, remembered on the object for the length of a request; None before the person chose a
    name.
    """
    if "_profile" not in person.__dict__:
        person.__dict__["_profile"] = _OWN.first(person.pk)
    found: Profile | None = person.__dict__["_profile"]
    return found


def card(person: Person) -> Card:
    """One person's card."""
    return cards([person.pk])[person.pk]


def cards(person_ids: Iterable[int], *, to: Person | None = None) -> dict[int, Card]:
    """Cards by person number, with one query (and one for blocks where ``to``, the reader, is given).

    Every number asked for has an answer: erased people, people without a profile, and people who do not see
    the
    reader (whoever blocked whom) all look the same.
    """
    wanted = set(person_ids)
    apart = blocked_ids(to) if to is not None else set()
    found = {number: Card("", _("Someone who has left"), "", gone=True) for number in wanted}
    for row in _OF.objects(wanted - apart):
        found[row.person_id] = Card(row.person.ref, row.pseudonym, row.pseudonym, row.pronouns, tuple(row.languages))
    return found


@dataclass(frozen=True, slots=True)
class Name:
    """What somebody is called, and the public name that leads to their page."""

    ref: str
    pseudonym: str


def names_of(person_ids: Iterable[int]) -> dict[int, Name]:
    """Names by person number, for long lists: one question that is built once. Whoever left is missing.

    Blocks are not looked at: the caller leaves those out whom the reader does not see.
    """
    return {number: Name(ref, pseudonym) for number, ref, pseudonym in _NAMES.rows(person_ids)}


def names_by_ref(refs: Iterable[str]) -> dict[str, str]:
    """Pseudonyms by public name; whoever left is missing."""
    return {ref: pseudonym for ref, pseudonym in _BY_REF.rows(refs)}


def name_is_free(name: str, *, besides: Person | None = None) -> bool:
    """Whether nobody else has a name that looks like this one."""
    return not Profile.objects.filter(skeleton__in=looks(name)).exclude(person=besides).exists()


def other_name(name: str, organisation: str) -> str:
    """A name to stand under in one place only, as it would be written; never one that looks like somebody's.

    Raises ``Refused``: ``name.*``, ``name.taken``.
    """
    name = names.check(name, organisation)
    if not name_is_free(name):
        raise Refused("name.taken", _("Somebody here has a name like this. Choose another one."))
    return name


def suggestions(count: int = 5) -> list[str]:
    """Free names to choose from; numbered ones once the plain ones run out."""
    free: list[str] = []
    for attempt in range(_TRIES + 1):
        drawn = {skeleton(name): name for name in (names.suggestion(numbered=attempt > 1) for _i in range(count * 3))}
        taken = set(Profile.objects.filter(skeleton__in=drawn).values_list("skeleton", flat=True))
        have = {skeleton(name) for name in free}
        free += [name for look, name in drawn.items() if look not in taken | have]
        if len(free) >= count:
            break
    return free[:count]


# --- the list ---
def experiences(language: str = "en", *, retired: bool = False) -> list[Named]:
    """The list in the order of its shelves, then by name; retired entries only where asked for."""
    rows = ExperienceName.objects.filter(language=language).select_related("experience")
    if not retired:
        rows = rows.filter(experience__retired_at=None)
    shelf = {kind: at for at, kind in enumerate(ExperienceKind.values)}
    return sorted((_named(row) for row in rows), key=lambda one: (shelf[one.kind], one.name.casefold()))


def search(words: str, language: str = "en", *, retired: bool = False) -> list[Named]:
    """Entries in whose name, phrase or synonyms every word begins one; those whose name begins so come
    first.
    """
    asked = words.casefold().split()
    found = [one for one in experiences(language, retired=retired) if _answers(one, asked)]
    return sorted(found, key=lambda one: not one.name.casefold().startswith(words.casefold().strip()))


def phrases(language: str = "en") -> dict[str, str]:
    """What ends "you both …", by key, retired entries included: those who chose them still share them."""
    return dict(ExperienceName.objects.filter(language=language).values_list("experience__key", "phrase"))


def experience_names(language: str = "en") -> dict[str, str]:
    """Names by key, retired entries included."""
    return dict(ExperienceName.objects.filter(language=language).values_list("experience__key", "name"))


def how_many_chose(key: str) -> int:
    """How many people chose an entry; for the operator before retiring it. Below five it says 0: too few to
    tell.
    """
    count = LivedExperience.objects.filter(experience__key=key).count()
    return count if count >= 5 else 0


# --- what people said of themselves ---
def own_experiences(person: Person) -> list[Shown]:
    """All of a person's own, for themselves."""
    return _shown(person, SeenBy.values)


def visible_experiences(of: Person, to: Person, *, matched: bool = False) -> list[Shown]:
    """What ``to`` may know of ``of``; ``matched``: they are, or are about to be, in a conversation.

    Nothing where one blocked the other. The person themselves sees everything.
    """
    if of.pk == to.pk:
        return own_experiences(of)
    if of.erased_at is not None or of.pk in blocked_ids(to):
        return []
    found = _shown(of, [SeenBy.MEMBERS, SeenBy.MATCHES] if matched else [SeenBy.MEMBERS])
    if not any(one.words for one in found):
        return found
    hidden = hidden_refs(of, WORDS)
    return [replace(one, words="") if f"{of.ref}.{one.key}" in hidden else one for one in found]


def share_a_talk(one: Person, other: Person) -> bool:
    """Whether the two sit in a one-to-one talk that neither has left."""
    theirs = Seat.objects.filter(person=other, left_at=None).values("talk")
    return Seat.objects.filter(person=one, left_at=None, talk__kind=Kind.DIRECT, talk__in=theirs).exists()


def for_matching(person_ids: Iterable[int]) -> dict[int, list[tuple[str, str, int]]]:
    """(key, stance, comfort) of what people let their matches know, by person, with one query."""
    found: defaultdict[int, list[tuple[str, str, int]]] = defaultdict(list)
    rows = LivedExperience.objects.filter(person_id__in=set(person_ids)).exclude(seen_by=SeenBy.NOBODY)
    for number, key, stance, comfort in rows.values_list("person_id", "experience__key", "stance", "comfort"):
        found[number].append((key, stance, comfort))
    return dict(found)


def wishes_of(person_ids: Iterable[int]) -> dict[int, list[tuple[str, str, str]]]:
    """(aspect, value, toward) by person, with one query."""
    found: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    rows = Wish.objects.filter(person_id__in=set(person_ids)).order_by("pk")
    for number, aspect, value, toward in rows.values_list("person_id", "aspect", "value", "toward"):
        found[number].append((aspect, value, toward))
    return dict(found)


def age_band(person: Person) -> str | None:
    """The person's age band this year."""
    return places.age_band(person.birth_year, now())


def context_of(person_id: int, experience_id: int) -> str:
    """The place to which own words are sealed."""
    return f"profiles.lived:{person_id}:{experience_id}"


def _shown(person: Person, seen_by: Iterable[str]) -> list[Shown]:
    rows = (
        LivedExperience.objects.filter(person=person, seen_by__in=list(seen_by))
        .select_related("experience")
        .order_by("at", "pk")
    )
    called = {
        row.experience_id: row for row in ExperienceName.objects.filter(experience__lived__person=person, language="en")
    }
    return [_one_shown(row, called.get(row.experience_id)) for row in rows]


def _one_shown(row: LivedExperience, called: ExperienceName | None) -> Shown:
    return Shown(
        key=row.experience.key,
        kind=row.experience.kind,
        name=called.name if called else row.experience.key,
        phrase=called.phrase if called else "",
        stance=row.stance,
        comfort=row.comfort,
        words=keys.open_text(row.person_id, bytes(row.words), context_of(row.person_id, row.experience_id)),
        seen_by=row.seen_by,
    )


def _named(row: ExperienceName) -> Named:
    entry: Experience = row.experience
    return Named(entry.key, entry.kind, row.name, row.phrase, tuple(row.synonyms), entry.retired_at is not None)


def _answers(one: Named, asked: list[str]) -> bool:
    whole = " ".join((one.name, one.phrase, *one.synonyms)).casefold()
    words = whole.replace("-", " ").replace("(", " ").split() + whole.split()
    return all(any(word.startswith(part) for word in words) for part in asked)


def zone_of_person(person_id: int) -> ZoneInfo | None:
    """The time zone someone chose, by their number; None where they have not said."""
    name = Profile.objects.filter(person=person_id).values_list("time_zone", flat=True).first()
    return places.zone_of(name) if name else None
