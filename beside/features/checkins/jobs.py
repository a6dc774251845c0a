"""What happens here by itself. Each may run twice, and in several processes."""

from beside.core.clock import now
from beside.features.checkins import reminding, sealing
from beside.features.checkins.models import Before


def remind() -> int:
    """Reminders and offers that people asked for; how many."""
    return reminding.remind() + reminding.offer()


def forget() -> int:
    """Forget what could be brought back for a day; how much."""
    gone, _kinds = Before.objects.filter(at__lte=now() - sealing.KEPT_FOR).delete()
    return gone
