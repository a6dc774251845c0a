"""What someone would rather not come upon: topics, and words of their own, collapsed behind one neutral line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.prepared import Prepared
from beside.core.refusal import Refused
from beside.features.spaces.content import TOPICS
from beside.features.spaces.models import Mute
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person

MOST: Final = 50
LONGEST: Final = 40
_MUTES = Prepared(lambda person: Mute.objects.filter(person=person).values_list("topic", "word"))


def context(person_id: int) -> str:
    """What a muted word is locked to."""
    return f"spaces.mute:{person_id}"


@dataclass(frozen=True, slots=True)
class Muted:
    """Everything one person has muted."""

    topics: frozenset[str]
    words: tuple[str, ...]

    def hides(self, topics: Iterable[str], text: str) -> bool:
        """Whether a text is to be collapsed for this person."""
        return not self.topics.isdisjoint(topics) or bool(self.words and _pattern(self.words).search(text))


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words; one that ends in a star stands for all that begin so."""
    parts = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def of(person: Person) -> Muted:
    """What the person has muted."""
    rows = _MUTES.rows(person.pk)
    words = (keys.open_text(person.pk, bytes(word), context(person.pk)) for topic, word in rows if not topic)
    return Muted(frozenset(topic for topic, _word in rows if topic), tuple(sorted(word for word in words if word)))


def opened(row: Mute) -> str:
    """The word of one row; empty for a topic."""
    return keys.open_text(row.person_id, bytes(row.word), context(row.person_id)) or ""


def mute_topic(topic: str, *, actor: Person) -> None:
    """Mute a topic. Again changes nothing. Raises ``Refused``."""
    if topic not in TOPICS:
        raise Refused("topic", _("Choose one of the topics."))
    try:
        with transaction.atomic():
            Mute.objects.create(person=actor, topic=topic)
    except IntegrityError:
        return


def mute_word(word: str, *, actor: Person) -> None:
    """Mute a word of one's own. Raises ``Refused``."""
    word = " ".join(word.replace("\x00", "").split()).casefold()
    if not word.strip("*") or len(word) > LONGEST:
        raise Refused("word", _("Write one word or a few, up to forty letters."))
    held = of(actor)
    if word in held.words:
        return
    if len(held.words) >= MOST:
        raise Refused("many", _("Fifty words are muted already. Take one off first."))
    Mute.objects.create(person=actor, word=keys.seal(actor.pk, word, context(actor.pk)))


def unmute(number: int, *, actor: Person) -> None:
    """Take one off the list; somebody else's stays."""
    Mute.objects.filter(pk=number, person=actor).delete()
