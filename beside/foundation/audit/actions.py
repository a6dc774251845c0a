"""Writing to the log."""

from typing import Any, Protocol

from django.db import models

from beside.foundation.audit.models import Entry


class Acting(Protocol):
    """Whoever does something: a person's row, or ``BESIDE`` for the service itself."""

    @property
    def pk(self) -> Any:
        """The person's number; None for the service."""


class _Beside:
    """The service itself, acting on its timetable."""

    pk = None


BESIDE = _Beside()


def record(verb: str, about: models.Model, *, actor: Acting, **detail: Any) -> Entry:
    """Write one entry in the caller's transaction, so that a deed and its trace stand or fall together.

    ``verb`` is a past tense like ``role.granted``; ``detail`` holds small facts, never a member's words.
    """
    return Entry.objects.create(
        actor=actor.pk, verb=verb, kind=about._meta.label_lower, about=str(about.pk), detail=detail
    )
