"""Fetching what belongs to profiles, and whether one may, in one call. "Not yours" looks like "not there"."""

from django.http import Http404

from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries
from beside.foundation.profiles.models import Experience, LivedExperience, Profile
from beside.foundation.safety.queries import blocked_ids


def person_seen_by(ref: str, to: Person) -> Person:
    """Someone whose page ``to`` may open: here, named, and not apart from them. Raises 404 otherwise,
    always the same.
    """
    found = (
        Person.objects.filter(ref=ref, erased_at=None, is_active=True, profile__isnull=False)
        .exclude(admitted_at=None)
        .first()
    )
    if found is None or found.pk in blocked_ids(to):
        raise Http404
    return found


def own_profile(person: Person) -> Profile:
    """The person's profile. Raises 404 before they have one."""
    found = queries.profile_or_none(person)
    if found is None:
        raise Http404
    return found


def own_lived(person: Person, key: str) -> LivedExperience:
    """One thing the person said of themselves. Raises 404."""
    found = LivedExperience.objects.filter(person=person, experience__key=key).select_related("experience").first()
    if found is None:
        raise Http404
    return found


def entry_to_choose(key: str) -> Experience:
    """An entry of the list that can still be chosen. Raises 404."""
    found = Experience.objects.filter(key=key, retired_at=None).first()
    if found is None:
        raise Http404
    return found


def entry(key: str) -> Experience:
    """Any entry, for the operator. Raises 404."""
    found = Experience.objects.filter(key=key).first()
    if found is None:
        raise Http404
    return found
