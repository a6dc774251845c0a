"""What a message may be, and how it is locked."""

import re
import unicodedata
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from beside.core.crypto import Box
from beside.core.refusal import Refused

SUBJECT: Final = "talk.message"  # what safety calls a message in a private talk
REPLY: Final = "talk.reply"  # and one in a thread, which is not sealed: many read it
LONGEST: Final = 4_000  # characters; about two pages, far beyond the longest message in recorded conversations
_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9-]{8,36}")
# Control characters other than tab and new line, and halves of surrogate pairs: not text.
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(value: Any, *, longest: int = LONGEST) -> str:
    """The text as it will be kept: new lines unified, composed (NFC), without space around. Raises ``Refused``.

    ``longest`` is in characters; what begins a thread may be longer than a message.
    """
    if not isinstance(value, str):
        raise Refused("not_text", _("A message is made of words."))
    if len(value) > longest * 2:
        raise Refused("too_long", _("That is longer than one message can hold. Send it in parts."))
    text: str = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise Refused("empty", _("There is nothing written yet."))
    if _NOT_TEXT.search(text):
        raise Refused("not_text", _("Part of that is not text. Write it again, or paste it as plain text."))
    text = unicodedata.normalize("NFC", text)
    if len(text) > longest:
        raise Refused("too_long", _("That is longer than one message can hold. Send it in parts."))
    return text


def client_id(value: Any) -> str:
    """A name the writer's page gave the message, so that sending twice stores once. Raises ``Refused``."""
    if not isinstance(value, str) or not _CLIENT_ID.fullmatch(value):
        raise Refused("client_id", _("Please load the page again before sending."))
    return value


def whole_number(value: Any, *, least: int = 0) -> int | None:
    """``value`` if it is a count, else None; a JSON true is no number."""
    if isinstance(value, int) and not isinstance(value, bool) and least <= value < 2**31:
        return value
    return None


def message_context(talk_id: int, author_id: int, client_id: str) -> bytes:
    """What a message is locked to: moved to another talk or put in another's mouth, it no longer opens."""
    return f"talk.message:{talk_id}:{author_id}:{client_id}".encode()


def seal(box: Box, text: str, talk_id: int, author_id: int, client_id: str) -> bytes:
    """Lock a message with its author's key."""
    return box.seal(text.encode(), message_context(talk_id, author_id, client_id))
