"""From which score on triage offers help or asks for a look on this site, and what other shares would mean."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Sum

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.foundation.safety import triage
from beside.foundation.safety.models import ScoreCount, SiteThresholds

NEEDED: Final = 2_000
"""Texts that must have been seen before a site's own thresholds mean anything."""
WEEKS: Final = 4
OFFER_SHARES: Final = (1.0, 2.0, 3.0, 5.0, 8.0)
LOOK_SHARES: Final = (0.5, 1.0, 2.0, 3.0, 5.0)
"""Shares in per cent that a safety lead can choose from."""
_SAMPLE: Final = 20_000
_SET = Prepared(
    lambda number: SiteThresholds.objects.filter(pk=number).values_list(
        "offer_from", "look_from", "brief_from", "concern_from"
    )
)


def thresholds() -> triage.Thresholds:
    """Those of this site, or the shipped ones. One small question."""
    row = _SET.rows(1)
    return triage.Thresholds(*row[0]) if row else triage.SHIPPED


def chosen() -> SiteThresholds | None:
    """What the safety lead chose; None while the shipped values are used."""
    return SiteThresholds.objects.filter(pk=1).first()


def since() -> date:
    """The first day that counts."""
    return now().date() - timedelta(weeks=WEEKS)


def counted() -> dict[int, int]:
    """How many texts of the last weeks had a score in each hundredth."""
    rows = ScoreCount.objects.filter(day__gte=since()).values_list("hundredth").annotate(Sum("many"))
    return dict(rows.order_by("hundredth"))


def from_counts(counts: dict[int, int], *, offer: float, look: float) -> triage.Thresholds:
    """Thresholds under which at most about these shares (per cent) are marked. Raises ValueError as triage does."""
    total = sum(counts.values())
    scale = max(1.0, total / _SAMPLE)
    # A score is taken as the upper end of its hundredth, so that no more is marked than was asked for.
    scores = [(hundredth + 1) / 100 for hundredth, many in counts.items() for _ in range(round(many / scale))]
    return triage.from_own_traffic(scores, offer_help=offer / 100, attention=look / 100)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the table: a share in per cent, the score it means, and about how many texts a week lie above it."""

    share: float
    score: float
    a_week: float


def above(counts: dict[int, int], score: float) -> float:
    """Texts a week whose score lies above; whole hundredths, so a little too few rather than too many."""
    return sum(many for hundredth, many in counts.items() if hundredth / 100 >= score) / WEEKS


def choices(counts: dict[int, int], shares: tuple[float, ...], *, looking: bool) -> list[Choice]:
    """What each share would mean with the traffic of the last weeks."""
    found = []
    for share in shares:
        made = from_counts(counts, offer=share, look=share)
        score = made.attention if looking else made.offer_help
        found.append(Choice(share, score, above(counts, score)))
    return found
