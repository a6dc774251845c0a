"""What each thing two people share is worth, in whole points.

Points are integers so that a sum does not depend on the order of adding: the same people give the same
ranking on every machine and however the input was ordered.

An experience is worth   weight(key) x stance fit x comfort (x ASKED when they want to talk about it).
Weight is the inverse document frequency ln(1 + people / people with it) (Spärck Jones 1972, smoothed) in
thousandths, held between RARITY_LEAST and RARITY_MOST. It is never zero or negative, and depends on one key
alone; so somebody who adds a shared experience gains points for it and loses none elsewhere, within one pool
and in the next one built (where only *others* with that experience count for a little less).
"""

import math
from collections.abc import Mapping
from types import MappingProxyType

from beside.journeys.matching.core.people import Stance

RARITY_LEAST, RARITY_MOST = 500, 6000
ASKED = 4
"""How much more an experience counts when the seeker wants to talk about it."""
HOW = 40_000
"""For each way of talking both want."""
WISH = 60_000
"""For each wish of the seeker's that the peer meets."""
THEIR_WISH = 40_000
"""For each wish of the peer's that the seeker meets."""
FRESH = 20_000
"""For somebody the seeker has not been shown before."""
SPARE, SPARE_COUNTED = 500, 4
"""For each free place up to SPARE_COUNTED: less than anything above, so only near-ties are moved."""
POINTS_IN_ONE = 1_000_000
"""A match's score is points divided by this."""

STANCES = (Stance.LIVING, Stance.CAME_THROUGH, Stance.SUPPORTING)
COMFORTS = (1, 2, 3)
KINDS = len(STANCES) * len(COMFORTS)
"""An experience's stance and comfort packed into one number below this: stance * 3 + comfort - 1."""

# Rows: the seeker's stance (None: asks about it without saying); columns: the peer's, in order of STANCES.
# Having come through what another lives with carries hope; living the same carries understanding.
_FIT: Mapping[Stance | None, tuple[int, int, int]] = MappingProxyType(
    {
        Stance.LIVING: (9, 10, 4),
        Stance.CAME_THROUGH: (8, 10, 4),
        Stance.SUPPORTING: (6, 7, 10),
        # The least of each column: whoever then says where they stand gains, or loses nothing.
        None: (6, 7, 4),
    }
)
_COMFORT = (1, 3, 4)


def rarity(people: int, having: int) -> int:
    """Weight of an experience that `having` of `people` have, in thousandths of a natural logarithm."""
    raw = round(1000 * math.log1p(people / max(having, 1)))
    return min(max(raw, RARITY_LEAST), RARITY_MOST)


def experience_points(weight: int, stance: Stance | None, comfort: int, *, asked: bool) -> tuple[int, ...]:
    """Points by the peer's packed stance and comfort (length KINDS, all above zero).

    `stance` and `comfort` are the seeker's. Unasked, the less comfortable of the two decides; asked, the
    seeker has said that they want to talk about it, so only the peer's comfort counts.
    """
    times = ASKED if asked else 1
    return tuple(
        weight * fit * times * _COMFORT[(theirs if asked else min(theirs, comfort)) - 1]
        for fit in _FIT[stance]
        for theirs in COMFORTS
    )


def pack(stance: Stance, comfort: int) -> int:
    """Stance and comfort as one number below KINDS."""
    return STANCES.index(stance) * len(COMFORTS) + comfort - 1


def unpack(kind: int) -> tuple[Stance, int]:
    """The stance and comfort that `pack` made one number of."""
    return STANCES[kind // len(COMFORTS)], kind % len(COMFORTS) + 1
