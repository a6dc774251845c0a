"""From which score on something is done. Each site can set its own from its own traffic."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from 0 to 1. `brief` is `attention` for texts of thirty words or fewer, of which less is known.

    The others are for the second learnt score, of any concern in a short text: `concern` as a rule; `unhinted` without
    a word of danger; `longer` from thirty words on; `foreign` in other languages than English; `understood` where the
    rules understood alarming words as denied, past, quoted or a figure of speech. Where several hold, the highest
    counts.
    There is no number for `page`: only a rule for plan, means or timing calls the person on duty.
    """

    offer_help: float
    attention: float
    brief: float
    concern: float
    unhinted: float = 0.65
    longer: float = 0.9
    foreign: float = 0.75
    understood: float = 0.8


SHIPPED = Thresholds(offer_help=0.1, attention=0.15, brief=0.25, concern=0.5)
"""Chosen on texts the score was not taught with; docs/safety-model.md says what they cost."""


def from_own_traffic(scores: Sequence[float], *, offer_help: float, attention: float) -> Thresholds:
    """Thresholds under which about these shares (0 to 1) of a site's own messages would be marked.

    A few thousand scores make a steady figure. Raises ValueError for no scores, for shares out of range, and when
    more would get attention than an offer.
    """
    if not scores or not 0 < attention <= offer_help < 1:
        raise ValueError("needs scores, and 0 < attention <= offer_help < 1")
    ordered = sorted(scores, reverse=True)

    def cut(share: float) -> float:
        last = ordered[min(len(ordered) - 1, int(share * len(ordered)))]
        return min(1.0, last + 1e-4)

    look = cut(attention)
    return Thresholds(cut(offer_help), look, max(look, SHIPPED.brief), SHIPPED.concern)
