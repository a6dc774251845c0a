"""What a journey may add: features know nothing above them."""

from collections.abc import Callable, Sequence
from typing import Any

from beside.features.conversations.models import Conversation, Handover
from beside.foundation.accounts.models import Person

InWords = Callable[[Sequence[dict[str, Any]], Sequence[str], Person, bool], list[str]]
FindAnother = Callable[[Conversation, Handover], None]

_in_words: list[InWords] = []
_find_another: list[FindAnother] = []


def register_why(words: InWords) -> None:
    """``words(why, how, reader, reader_is_seeker)`` gives clauses that end "You were brought together because …".

    Like "you both live with panic", translated for the reader, strongest first. The last registration holds.
    """
    _in_words[:] = [words]


def register_hand_over(find: FindAnother) -> None:
    """Run ``find(conversation, handover)`` inside the transaction in which the seeker says yes to another peer.

    Whoever finds one calls ``actions.take_over``. The last registration holds.
    """
    _find_another[:] = [find]


def why_in_words(conversation: Conversation, reader: Person) -> list[str]:
    """The clauses for this reader; none where nothing is known or nobody can say it."""
    if _in_words:
        return _in_words[0](conversation.why, conversation.how, reader, reader.pk == conversation.seeker_id)
    return [str(reason["words"]) for reason in conversation.why if isinstance(reason, dict) and reason.get("words")]


def find_another(conversation: Conversation, handover: Handover) -> bool:
    """Ask for another peer; False where nobody does that here."""
    for find in _find_another:
        find(conversation, handover)
    return bool(_find_another)


def finds_another() -> bool:
    """Whether somebody here finds another peer."""
    return bool(_find_another)
