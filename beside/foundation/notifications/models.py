"""What people are told, and the letters that carry it."""

from django.db import models

from beside.core.clock import now
from beside.foundation.accounts.models import Person


class Notice(models.Model):
    """Something a person is told, shown in their pages until they put it away.

    ``kind`` is registered by the app that sends it, with its wording; ``data`` fills the wording in and never holds
    private text. ``href`` is a path here.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    href = models.CharField(max_length=200, blank=True, default="")
    made_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; the unseen ones of a person are asked for on every page."""

        ordering = ("-id",)
        indexes = (models.Index(fields=("person",), condition=models.Q(seen_at=None), name="unseen_notices"),)


class Letter(models.Model):
    """An email waiting to be sent; deleted as soon as the mail server has taken it.

    A row rather than a call in the page: the answer takes equally long whether an address is known or not, and a mail
    server that is away loses nothing.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField(default=now)
    not_before = models.DateTimeField(default=now, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True)
