"""From which score on something is done. Each site can set its own from its own traffic."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from 0 to 1. `brief` is `attention` for texts of thirty words or fewer, of which less is known. `concern`
    is for the second learnt score, of any concern in a short text; `unhinted` for one without a word of danger.

    There is no number for `page`: only a rule for plan, means or timing calls the person on duty.
    """

    offer_help: float
    attention: float
    brief: float
    concern: float
    unhinted: float = 0.5


SHIPPED = Thresholds(offer_help=0.1, attention=0.15, brief=0.35, concern=0.36, unhinted=0.5)
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
    return Thresholds(cut(offer_help), look, max(look, SHIPPED.brief), SHIPPED.concern, SHIPPED.unhinted)
