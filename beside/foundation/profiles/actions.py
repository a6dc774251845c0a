"""What a person can do with their profile and what they have been through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.queries import organisation
from beside.foundation.audit.actions import record
from beside.foundation.profiles import limiting, names, queries
from beside.foundation.profiles.listing import load_experiences as load_experiences
from beside.foundation.profiles.models import Experience, LivedExperience, Profile, Wish
from beside.foundation.profiles.skeletons import skeleton

MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Said:
    """What someone says of one experience."""

    stance: str
    comfort: int
    seen_by: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """What ``restore_lived`` needs to undo a removal; ``words`` are still sealed."""

    key: str
    stance: str
    comfort: int
    seen_by: str
    words: bytes


def choose_name(name: str, *, actor: Person) -> Profile:
    """Take a pseudonym, the first or a new one.

    Raises ``Refused``: ``name.*`` where it may not be used, ``name.taken`` where someone has one like it,
    ``name.often`` after several changes in a day (a face that changes hourly cannot be known or reported).
    """
    name = names.check(name, organisation().name)
    held = queries.profile_or_none(actor)
    if held is not None and held.pseudonym == name:
        return held
    if not queries.name_is_free(name, besides=actor):
        raise _taken()
    if held is not None and not limiting.allowed(limiting.NEW_NAMES, "profile.name", str(actor.pk)):
        raise Refused(
            "name.often",
            _("You have changed your name several times today. Try again tomorrow."),
            retry_after=86_400,
        )
    try:
        with transaction.atomic():
            profile = held or Profile(person=actor)
            profile.pseudonym, profile.skeleton, profile.changed_at = name, skeleton(name), now()
            profile.save()
            # The name itself is not kept: the old one is nobody's business any more.
            record("profile.renamed" if held else "profile.made", profile, actor=actor)
    except IntegrityError:
        if held is not None:
            held.refresh_from_db()
        raise _taken() from None
    actor.__dict__["_profile"] = profile
    return profile


def begin(*, actor: Person) -> Profile:
    """A profile under a suggested name, for someone who would rather not choose one now."""
    held = queries.profile_or_none(actor)
    return held or choose_name(queries.suggestions(1)[0], actor=actor)


@transaction.atomic
def change_profile(*, actor: Person, **changes: object) -> Profile:
    """Set pronouns, gender, gender_words, languages, time_zone, country or theme. The forms have checked
    the values.
    """
    profile = Profile.objects.select_for_update().get(person=actor)
    for field, value in changes.items():
        if field not in _CHANGEABLE:
            raise ValueError(field)
        setattr(profile, field, value)
    profile.changed_at = now()
    profile.save(update_fields=[*changes, "changed_at"])
    record("profile.changed", profile, actor=actor, fields=sorted(changes))
    actor.__dict__["_profile"] = profile
    return profile


@transaction.atomic
def say_lived(entry: Experience, said: Said, *, actor: Person) -> LivedExperience:
    """Add one's own experience of ``entry``, or change what one said of it.

    Raises ``Refused``: ``lived.long``, ``lived.retired`` (an entry that can no longer be newly chosen),
    ``lived.often``.
    """
    if len(said.words) > MOST_WORDS:
        raise Refused("lived.long", _("Your words are longer than we can keep here. Shorten them a little."))
    held = LivedExperience.objects.filter(person=actor, experience=entry).first()
    if held is None and entry.retired_at is not None:
        raise Refused("lived.retired", _("This is no longer on the list."))
    if held is None and not limiting.allowed(limiting.NEW_EXPERIENCES, "lived", str(actor.pk)):
        raise Refused("lived.often", _("That is a lot at once. Take a break and go on in an hour."), retry_after=3600)
    row = held or LivedExperience(person=actor, experience=entry)
    row.stance, row.comfort, row.seen_by = said.stance, said.comfort, said.seen_by
    words = said.words.strip()
    row.words = keys.seal(actor.pk, words, queries.context_of(actor.pk, entry.pk)) if words else b""
    row.save()
    record("lived.changed" if held else "lived.added", row, actor=actor)
    return row


@transaction.atomic
def remove_lived(row: LivedExperience, *, actor: Person) -> Removed:
    """Take an experience off one's profile, at once and for everyone. What comes back undoes it."""
    removed = Removed(row.experience.key, row.stance, row.comfort, row.seen_by, bytes(row.words))
    record("lived.removed", row, actor=actor)
    row.delete()
    return removed


@transaction.atomic
def restore_lived(removed: Removed, *, actor: Person) -> LivedExperience | None:
    """Undo a removal. None where it has been added anew meanwhile: the newer words stand."""
    entry = Experience.objects.filter(key=removed.key).first()
    if entry is None or LivedExperience.objects.filter(person=actor, experience=entry).exists():
        return None
    row = LivedExperience.objects.create(
        person=actor,
        experience=entry,
        stance=removed.stance,
        comfort=removed.comfort,
        seen_by=removed.seen_by,
        words=removed.words,
    )
    record("lived.restored", row, actor=actor)
    return row


@transaction.atomic
def set_wishes(wishes: Iterable[tuple[str, str, str]], *, actor: Person) -> None:
    """Replace all of one's wishes by these: (aspect, value, toward). A value wished for and against counts
    as against.
    """
    kept: dict[tuple[str, str], str] = {}
    for aspect, value, toward in sorted(wishes, key=lambda wish: wish[2] == Wish.Toward.RATHER_NOT):
        kept[aspect, value] = toward
    Wish.objects.filter(person=actor).delete()
    Wish.objects.bulk_create(
        Wish(person=actor, aspect=aspect, value=value, toward=toward) for (aspect, value), toward in kept.items()
    )
    record("wishes.set", actor, actor=actor)


def words_of(row: LivedExperience) -> str:
    """One's own words, opened, for the form that changes them."""
    opened = keys.open_text(row.person_id, bytes(row.words), queries.context_of(row.person_id, row.experience_id))
    return opened or ""


def _taken() -> Refused:
    return Refused("name.taken", _("Someone here has this name, or one that looks like it. Choose another."))


_CHANGEABLE: Sequence[str] = (
    "pronouns",
    "gender",
    "gender_words",
    "languages",
    "time_zone",
    "country",
    "theme",
)
