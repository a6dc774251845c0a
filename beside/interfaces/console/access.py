"""Whom and what an operator may fetch; anything else is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from beside.foundation.accounts.models import AgreedText, Invitation, Person, Role


def member(ref: str) -> Person:
    """A member who is still here. Raises 404."""
    return get_object_or_404(Person, ref=ref, is_active=True, admitted_at__isnull=False)


def waiting(ref: str) -> Person:
    """Someone who waits for a yes. Raises 404."""
    return get_object_or_404(Person, ref=ref, is_active=True, admitted_at=None, admission__accepted=None)


def invitation(number: int) -> Invitation:
    """An invitation that nobody has ended. Raises 404."""
    return get_object_or_404(Invitation, pk=number, ended_at=None)


def role(name: str) -> Role:
    """A role by its name. Raises 404."""
    try:
        return Role(name)
    except ValueError as error:
        raise Http404 from error


def text_kind(name: str) -> AgreedText.Kind:
    """A kind of text people agree to. Raises 404."""
    try:
        return AgreedText.Kind(name)
    except ValueError as error:
        raise Http404 from error
