"""Texts hidden until a person has looked, and accounts that look as if somebody had come back."""

from django.db import models
from django.db.models import Q

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Invitation, Person
from beside.foundation.safety.models.cases import Case


class HiddenText(models.Model):
    """A text that others do not see for now; ``subject_kind`` and ``subject_ref`` say where it stands.

    Its app hides and restores it (reviewing.py). Over once ``restored_at`` is set: shown
    again, or a decision's from then on.
    """

    subject_kind = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=60)
    hidden_at = models.DateTimeField(default=now)
    restored_at = models.DateTimeField(null=True)

    class Meta:
        """A text is hidden once, or not."""

        constraints = (
            models.UniqueConstraint(
                fields=("subject_kind", "subject_ref"), condition=Q(restored_at=None), name="hidden_once"
            ),
        )


class AutomaticMeasure(models.Model):
    """The service hid a text by itself: nobody was on call, and ``reports`` different people had reported it; or, where
    ``reports`` is 0, it gives a method or a dose to many readers.

    A person looks at it (``case``); what they decide stands in ``kept_hidden``. The author reads it as a statement.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    hidden = models.OneToOneField(HiddenText, on_delete=models.CASCADE, related_name="measure")
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="measure")
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reports = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)
    seen_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    kept_hidden = models.BooleanField(null=True)


class Pattern(models.Model):
    """A pattern in how somebody turns to others, with reasons in words, as a person is asked to look at it."""

    class Kind(models.TextChoices):
        """What it looks like; what it is, a person judges."""

        MANY = "many"
        ONE_KIND = "one_kind"
        PASSES = "passes"
        CAME_BACK = "came_back"

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="pattern")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="patterns")
    kind = models.CharField(max_length=10, choices=Kind)
    reasons = models.JSONField(default=list)
    at = models.DateTimeField(default=now)

    class Meta:
        """Asked for by person and kind before another is made."""

        indexes = (models.Index(fields=("person", "kind", "at"), name="patterns_of_a_person"),)


class EndedMembership(models.Model):
    """The staff ended a membership: enough to notice that the same person joins again, for half a year.

    ``email_mark`` is a keyed digest, never the address; nothing of a network or a device is kept.
    """

    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    email_mark = models.CharField(max_length=64, blank=True, default="")
    invitation = models.ForeignKey(Invitation, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    forget_at = models.DateTimeField(db_index=True)
