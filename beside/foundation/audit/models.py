"""What was done, by whom, to what; and the chain that shows if any of it is missing."""

from django.db import models
from django.db.models import Q

from beside.core.clock import now


class Entry(models.Model):
    """One thing a person (or Beside itself) did. Written once; never changed or deleted.

    ``actor`` and ``about`` are numbers without a database link, so that the log outlives the account it speaks of;
    after erasure the number leads nowhere. ``detail`` never holds a text that a member wrote.

    The last four columns are empty until sealing.py gives the entry its place in the chain, a few seconds later.
    ``seal`` is what anyone can compute again (chain.py says how); ``mark`` is the same under the service's own key.
    """

    at = models.DateTimeField(default=now, db_index=True)
    actor = models.BigIntegerField(null=True, db_index=True)
    verb = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)
    seal_number = models.BigIntegerField(null=True, unique=True)
    seal = models.CharField(max_length=64, blank=True, default="")
    mark = models.CharField(max_length=64, blank=True, default="")
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        indexes = (
            models.Index(fields=("kind", "about")),
            models.Index(fields=("id",), condition=Q(seal_number=None), name="unsealed_entries"),
        )


class Chain(models.Model):
    """Where the chain ends, and how far it was looked at: a single row, number 1.

    ``number`` and ``seal`` are those of the last sealed entry; ``mark`` binds the two under the service's key.
    ``looked_to`` and ``looked_seal`` are where the present look goes on; ``whole_at`` is when one last came to the end,
    and ``faults`` what that look found.
    """

    number = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)
    looked_to = models.BigIntegerField(default=0)
    looked_seal = models.CharField(max_length=64)
    found = models.JSONField(default=list)
    whole_at = models.DateTimeField(null=True)
    whole_number = models.BigIntegerField(default=0)
    faults = models.JSONField(default=list)
