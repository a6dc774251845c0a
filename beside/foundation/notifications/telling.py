"""Telling open pages of a notice."""

from typing import Final

from django.db import transaction

from beside.foundation.notifications.kinds import kind_of
from beside.foundation.notifications.models import Notice
from beside.foundation.realtime import hub

_TELL_LIVE: Final = "notice"  # the name of the event on the live line


def tell_pages(notice: Notice) -> None:
    """Tell the person's open pages, once it is on disk."""
    words = kind_of(notice.kind).words(notice.data)
    event = {"on": _TELL_LIVE, "id": notice.pk, "words": words, "href": notice.href}
    transaction.on_commit(lambda: hub.publish(f"person:{notice.person_id}", event))
