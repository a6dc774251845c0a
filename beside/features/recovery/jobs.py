"""What happens by itself. Each may run twice, and in several processes."""

from django.db.models import F

from beside.core.clock import now
from beside.features.recovery import keeping, letters, writing_together
from beside.features.recovery.core import terms
from beside.features.recovery.models import Page, Share


def deliver() -> int:
    """Let letters to oneself arrive; how many."""
    return letters.deliver()


def end_shares() -> int:
    """Note which shares are over, so that a clock set back opens none of them again; how many."""
    over = Share.objects.filter(ended_at=None)
    by_time = over.filter(until__lte=now()).update(ended_at=now())
    return by_time + over.filter(begins_at__lte=now() - terms.LONGEST, until__gt=F("begins_at")).update(ended_at=now())


def look_at_left() -> int:
    """Look at what peers wrote in a shared plan and left without a press; how many pages."""
    return writing_together.look_at_left()


def forget() -> int:
    """Delete pages that were taken away thirty days ago; how many rows."""
    gone, _by_table = Page.objects.filter(removed_at__lte=now() - keeping.KEPT_REMOVED).delete()
    return gone
