"""What goes into triage and what comes out of it."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .words import Reading

SELF_HARM = "self_harm"
PLAN_MEANS_TIMING = "plan_means_timing"
THIRD_PARTY = "third_party"
ABUSE_DISCLOSED = "abuse_disclosed"
MINOR_AT_RISK = "minor_at_risk"
HARM_TO_OTHERS = "harm_to_others"
EATING_DISORDER = "eating_disorder"
METHOD_SEEKING = "method_seeking"
MEDICAL_EMERGENCY = "medical_emergency"

LEARNT = "learnt"
"""The code of a reason that rests on the learnt score alone, and on no words that could be shown."""

FLAGS = frozenset(
    {
        SELF_HARM,
        PLAN_MEANS_TIMING,
        THIRD_PARTY,
        ABUSE_DISCLOSED,
        MINOR_AT_RISK,
        HARM_TO_OTHERS,
        EATING_DISORDER,
        METHOD_SEEKING,
        MEDICAL_EMERGENCY,
    }
)


class Level(IntEnum):
    """How strongly a text speaks of the writer's own wish to die or be hurt; ordered.

    The steps follow the Columbia scale (C-SSRS) loosely: low is a wish to be dead, elevated is active
    thoughts or self-harm, imminent is intent, plan, means, timing or a farewell.
    """

    NONE = 0
    LOW = 1
    ELEVATED = 2
    IMMINENT = 3


@dataclass(frozen=True, slots=True)
class Text:
    """One message to look at.

    `language` is a code such as "en" or "pt-BR", None when nobody knows. `role` is what the writer is in
    this conversation. `context` holds up to five earlier messages, oldest first. `reading` is the body as `read` gives
    it, where the caller has read it already.
    """

    body: str
    language: str | None = None
    role: Literal["member", "supporter"] = "member"
    context: tuple[str, ...] = ()
    reading: "Reading | None" = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was noticed: a rule's code, its sentence, and the words of the text it rests on.

    `start` and `end` are character positions in the body (end excluded).
    """

    code: str
    start: int
    end: int
    phrase: str
    says: str

    def in_words(self) -> str:
        """The reason as an English sentence for staff."""
        return f"{self.says}: “{self.phrase}”."


@dataclass(frozen=True, slots=True)
class Assessment:
    """What triage noticed in one text.

    `score` lies in 0 to 1 and is comparable across texts. `covered` says whether the language is one the
    rules know. `offer_help`: show the writer a private, gentle offer. `attention`: a person should look.
    `page`: plan, means or timing, so call the person on duty.
    `learnt`: the learnt score took part; without the model's files the rules answer alone.
    """

    level: Level
    score: float
    flags: frozenset[str]
    reasons: tuple[Reason, ...]
    covered: bool
    attention: bool
    offer_help: bool
    page: bool
    rules_version: int
    learnt: bool = False
