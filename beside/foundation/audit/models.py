"""What was done, by whom, to what."""

from django.db import models

from beside.core.clock import now


class Entry(models.Model):
    """One thing a person (or Beside itself) did.

    ``actor`` and ``about`` are numbers without a database link, so that the log outlives the account it speaks of;
    after erasure the number leads nowhere. ``detail`` never holds a text that a member wrote.
    """

    at = models.DateTimeField(default=now, db_index=True)
    actor = models.BigIntegerField(null=True, db_index=True)
    verb = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        indexes = (models.Index(fields=("kind", "about")),)
