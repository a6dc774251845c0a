"""What triage noticed."""

from django.db import models
from django.db.models import Q

from beside.core.clock import now
from beside.foundation.accounts.models import Person


class Concern(models.Model):
    """What triage noticed in one text. A person judges it; nothing happens to the writer because of it.

    The text itself is not copied: ``subject_kind`` and ``subject_ref`` say where it stands, and the app that holds it
    shows it (see reviewing.py). ``reasons`` are triage's own words, without the member's.
    """

    # Empty for words by somebody without an account.
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="concerns")
    subject_kind = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    score = models.FloatField()
    flags = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    rules_version = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)
    # The private, gentle offer of help: when the writer was shown it (empty: not for them), and when they put it away.
    offered_at = models.DateTimeField(null=True)
    offer_closed_at = models.DateTimeField(null=True)

    class Meta:
        """A text is judged once by one version of the rules."""

        constraints = (
            models.UniqueConstraint(fields=("subject_kind", "subject_ref", "rules_version"), name="one_concern_a_text"),
        )
        indexes = (
            models.Index(
                fields=("person",), condition=Q(offered_at__isnull=False, offer_closed_at=None), name="open_offers"
            ),
        )
