"""How long things take in the meeting of two people; each number with its reason."""

from datetime import timedelta
from typing import Final

# Long enough to read and breathe before answering, short enough that the one who waits is not kept.
OFFER_STANDS: Final = timedelta(minutes=3)
# For an hour to come there is time to look at one's diary.
LATER_OFFER_STANDS: Final = timedelta(hours=6)
# Somebody who has not chosen in this time is helped along: Beside begins to ask.
CHOOSE_WITHIN: Final = timedelta(minutes=5)
# A peer who did not see an offer is not asked for the same person again before this.
ASK_AGAIN_AFTER: Final = timedelta(minutes=15)
CALL_BACK_AFTER: Final = timedelta(minutes=10)
# Staff hear of it when this much of the promised time has passed: early enough to still keep it.
PROMISE_NEAR: Final = 0.7
# A request that nobody could answer stands this long; then the person is told and may ask again.
STANDS_FOR: Final = timedelta(days=3)
LEFT_WITH_US_STANDS_FOR: Final = timedelta(days=14)
# A break begins by itself after a heavy conversation; the peer may end it at once.
BREAK_AFTER_HEAVY: Final = timedelta(minutes=20)
BREAKS: Final = (15, 30, 60, 180)  # minutes to choose from
# Somebody who sits with another for an appointment is taken for this long before and after it.
APPOINTMENT_TAKES: Final = timedelta(hours=1)
# Appointments are asked for at least this far ahead (sooner is "now"), and at most so far.
SOONEST: Final = timedelta(minutes=15)
FURTHEST: Final = timedelta(days=14)
# Waits of this long ago still say something about today.
RECENT: Final = timedelta(days=14)
