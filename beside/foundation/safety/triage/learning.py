"""The learnt score: weights over sentence embeddings and the closed features; tools/train_triage.py makes them."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import features, sentences
from .model import Level, Text
from .noticing import Noticed
from .words import Reading, word_set

log = logging.getLogger(__name__)
_allowed = {"learnt": True}
SCALE = 4.0
"""Embeddings are stretched by this before the weights, as in training."""
SHORT = 30
"""A text of so many words or fewer is one thought; the rules can then judge its scope as a whole."""
SAYS = "The message as a whole reads like those of people in danger"
UNHINTED = 60
"""Up to so many words and marks, a text is judged by the score only where it holds one of `_HINTS`."""
_HINTS = word_set(
    "die dies dying died dead death kill kills killed killing suicide suicides suicidal kms unalive hurting harm"
    " harming selfharm cutting hang hanging noose rope pills tablets overdose overdosed od blade razor drown bleed"
    " bleeding scars goodbye goodbyes farewell funeral disappear vanish burden hopeless worthless pointless useless"
    " anymore alive living existing existence relapse relapsed attempt attempted attempting end cut hurt jump bridge"
    " gun knife pain suffering life"
)
"""Words of which danger is made. What the score learnt from was long; of a short text without any of these it knows
so little that it takes a broken jam jar for a farewell."""


_EVERYDAY = re.compile(
    r" cut(?:ting|s)? (?:down|back) on "
    r"| cut(?:ting|s)? (?:my|his|her|the|their|our) (?:hair|grass|hours|nails|cake) "
    r"| (?:mourir|meurs|meurt|crever|creve) de (?:faim|soif|froid|chaud|rire|honte|fatigue|ennui|sommeil) "
    r"| (?:morir|morirme|muero|muere|muriendo) de (?:hambre|sed|frio|calor|risa|verguenza|sueno|aburrimiento) "
    r"| (?:morrer|morro|morre|morrendo|morri) de (?:fome|sede|frio|calor|rir|vergonha|sono|tedio|saudade|saudades) "
    r"| (?:sterbe|sterben|stirbt|gestorben) (?:vor|fast vor) (?:hunger|durst|langeweile|lachen|scham) "
)
"""Acts of every day and figures of speech said with a word of danger, which the scores keep taking for danger."""


def everyday(reading: Reading) -> bool:
    """Whether a text tells of such an act, or speaks so."""
    return _EVERYDAY.search(reading.line) is not None


def hinted(reading: Reading) -> bool:
    """Whether a text holds a word of which danger is made, or is long enough to be judged without."""
    return len(reading.words) > UNHINTED or not _HINTS.isdisjoint(reading.words)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the weights say of one text: `score` of elevated or worse, `concern` of any kind, and where to look."""

    score: float
    concern: float
    level: Level
    span: tuple[int, int]


class _Learnt:
    def __init__(self) -> None:
        with (
            files(__package__).joinpath("data/learnt.npz").open("rb") as file,
            np.load(file, allow_pickle=False) as kept,
        ):
            if tuple(kept["names"].tolist()) != features.names():
                raise ValueError("the weights belong to another list of features")
            self.severity, self.bias = kept["severity"], kept["severity_bias"]
            self.concern, self.concern_bias = kept["concern"], kept["concern_bias"]
            # Levels are unevenly common in the texts learnt from; this evens the choice of level, not the score.
            self.lean = kept["lean"]
        self.encoder = sentences.Encoder("concern-model")

    def levels(self, x: NDArray[Any]) -> NDArray[Any]:
        """Chances of the four levels, a row a text."""
        rise = (x[:, None, :] * self.severity).sum(-1) + self.bias
        rise = np.exp(rise - rise.max(axis=1, keepdims=True))
        chances: NDArray[Any] = rise / rise.sum(axis=1, keepdims=True)
        return chances

    def concerns(self, vectors: NDArray[Any]) -> NDArray[Any]:
        """Chance of a concern of any kind, a number a text; each by itself, whatever else is asked in the same call."""
        chances: NDArray[Any] = 1 / (1 + np.exp(-(vectors * self.concern).sum(-1) - self.concern_bias))
        return chances


@cache
def _load() -> _Learnt | None:
    try:
        return _Learnt()
    except sentences.UNREADABLE as why:
        log.warning("triage works by rules alone, its model could not be read: %s", type(why).__name__)
        return None


def available() -> bool:
    """Whether the learnt score takes part; loads the model if that has not been tried yet."""
    return _allowed["learnt"] and _load() is not None


def allow(learnt: bool) -> None:
    """Whether the learnt score may take part at all; said once, at the start, from the operator's settings."""
    _allowed["learnt"] = learnt


def judge(texts: Sequence[Text], noticed: Sequence[Noticed]) -> list[Judged] | None:
    """The learnt view of each text; None where the model is not to be had."""
    learnt = _load() if _allowed["learnt"] else None
    if learnt is None:
        return None
    if not texts:
        return []
    vectors = learnt.encoder.encode([text.body for text in texts])
    named = np.array([features.of(one) for one in noticed], np.float32)
    severity, concern = learnt.levels(np.hstack([vectors * SCALE, named])), learnt.concerns(vectors * SCALE)
    return [
        Judged(
            float(one[2] + one[3]),
            float(other),
            Level(int((one * learnt.lean).argmax())),
            _span(learnt, text, float(one[0])),
        )
        for one, other, text in zip(severity, concern, texts, strict=True)
    ]


def _span(learnt: _Learnt, text: Text, none: float) -> tuple[int, int]:
    """The sentence that by itself reads gravest; the whole text where it is one sentence or seems harmless."""
    spans = sentences.parts(text.body)
    if none > 0.7 or len(spans) < 2:
        return 0, len(text.body)
    vectors = learnt.encoder.encode([text.body[start:end] for start, end in spans])
    weights = learnt.severity[:, : sentences.WIDTH]
    rise = (vectors * (weights[2] + weights[3] - weights[0])).sum(-1)
    return spans[int(rise.argmax())]
