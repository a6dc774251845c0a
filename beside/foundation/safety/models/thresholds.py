"""From which score on something is done here: how often each score came up, and what the safety lead wants."""

from django.db import models
from django.db.models import Q


class ScoreCount(models.Model):
    """How many texts of one day had a score in one hundredth of the scale. No text, no person, no hour."""

    day = models.DateField()
    hundredth = models.PositiveSmallIntegerField()
    many = models.PositiveIntegerField(default=0)

    class Meta:
        """One count for each."""

        constraints = (
            models.UniqueConstraint(fields=("day", "hundredth"), name="one_count_a_score"),
            models.CheckConstraint(condition=Q(hundredth__lte=99), name="hundredths_to_99"),
        )


class SiteThresholds(models.Model):
    """What share of texts should lead to something, and the scores that followed: one row, number 1.

    ``offer`` and ``look`` are shares in per cent as asked for; the four others are what triage compares with, from 0 to
    1, as they came out of the traffic of the weeks before ``at``. No row: the shipped values. The log says who.
    """

    offer = models.FloatField()
    look = models.FloatField()
    offer_from = models.FloatField()
    look_from = models.FloatField()
    brief_from = models.FloatField()
    concern_from = models.FloatField()
    at = models.DateTimeField()
