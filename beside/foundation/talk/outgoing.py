"""A message on its way in, and what comes of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from beside.core.refusal import Refused
from beside.foundation.safety import decided
from beside.foundation.talk.models import Kind

NOT_YOURS: Final = ("not_there", _("That conversation is not here."))


Key = tuple[str, int, str]
Before = Mapping[Key, "Stored"]
"""What is known to have been kept already."""
# One look into an index that is empty nearly always. Takes the moment twice.
LIMITED: Final = (
    "EXISTS (SELECT 1 FROM safety_restriction r WHERE r.person_id = s.person_id AND r.lifted_at IS NULL"
    " AND r.what IN ('writing', 'suspended', 'ended') AND r.since <= %s AND (r.until IS NULL OR r.until > %s))"
)


class Outgoing(NamedTuple):
    """A message on its way in; ``text`` and ``client_id`` have been through ``writing``."""

    talk_ref: str
    author_id: int
    author_ref: str
    client_id: str
    text: str
    reply_to: int | None = None
    clear_draft: bool = False

    @property
    def key(self) -> Key:
        """What sending twice is known by."""
        return self.talk_ref, self.author_id, self.client_id


class Stored(NamedTuple):
    """A message that is safe on disk. ``again`` says it had been before: nobody need be told twice."""

    talk_id: int
    talk_ref: str
    number: int
    change: int
    at: datetime
    author_id: int
    author_ref: str
    author_part: str
    client_id: str
    text: str
    reply_to: int | None
    again: bool = False
    kind: str = Kind.DIRECT

    def event(self) -> dict[str, Any]:
        """What those in the talk are told."""
        return thin(self.talk_ref, self.change) if self.kind == Kind.THREAD else told(self)


def told(message: Any) -> dict[str, Any]:
    """What is told of any message, just kept (``Stored``) or read again (``queries.Shown``)."""
    return {
        "on": "message",
        "talk": message.talk_ref,
        "number": message.number,
        "change": message.change,
        "author": message.author_ref,
        "client_id": message.client_id,
        "text": message.text,
        "at": message.at.isoformat(),
        "reply_to": message.reply_to,
    }


def thin(talk_ref: str, change: int) -> dict[str, Any]:
    """That something happened in a thread: no name and no words, for each who follows it sees their own of it."""
    return {"on": "thread", "talk": talk_ref, "change": change}


Result = Stored | Refused


def refusal(*, limited: bool, quiet: bool) -> Refused | None:
    """Why somebody with a seat may not write here now; None where they may."""
    if limited:
        return decided.limited()
    if quiet:
        return Refused("quiet", _("This conversation is resting. Nothing can be added to it now."))
    return None
