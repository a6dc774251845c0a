"""Two people kept apart."""

from django.db import models
from django.db.models import Q

from beside.core.clock import now
from beside.foundation.accounts.models import Person


class Block(models.Model):
    """Two people who do not see each other, by the wish of one. The other is never told."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    of = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocked_by")
    at = models.DateTimeField(default=now)

    class Meta:
        """Once is enough, and nobody blocks themselves."""

        constraints = (
            models.UniqueConstraint(fields=("by", "of"), name="one_block"),
            models.CheckConstraint(condition=~Q(by=models.F("of")), name="not_oneself"),
        )
