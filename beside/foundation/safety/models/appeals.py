"""Asking a different person to look again; a colleague's opinion; opening more of a sealed place."""

from django.db import models
from django.db.models import Q

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person
from beside.foundation.safety.models.cases import Case
from beside.foundation.safety.models.decisions import Decision


class Appeal(models.Model):
    """Somebody's wish that another person looks at a decision again; ``case`` is where they do."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="appeals")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="appeals")
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="appeal")
    # Locked with the organisation's key.
    words = models.BinaryField(default=b"")
    reasons = models.BinaryField(default=b"")
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    upheld = models.BooleanField(null=True)

    class Meta:
        """Each may ask once."""

        constraints = (models.UniqueConstraint(fields=("decision", "by"), name="one_appeal_each"),)

    def context(self, part: str) -> str:
        """What one of the locked parts is locked to."""
        return f"safety.appeal.{part}:{self.ref}"


class Opinion(models.Model):
    """A colleague invited to say what they think of a case; they decide nothing."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="opinions")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    of = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="opinions")
    words = models.BinaryField(default=b"")
    asked_at = models.DateTimeField(default=now)
    said_at = models.DateTimeField(null=True)

    class Meta:
        """Asked once of each."""

        constraints = (models.UniqueConstraint(fields=("case", "of"), name="one_opinion_each"),)

    @property
    def context(self) -> str:
        """What the words are locked to."""
        return f"safety.opinion:{self.ref}"


class Opening(models.Model):
    """More of a sealed place than the one text, for two people and a while: one asks, a safety lead agrees.

    ``place`` names what was opened (the ref of a talk), so that its members can see afterwards that it happened.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="openings")
    subject_kind = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=60)
    place = models.CharField(max_length=60)
    reason = models.BinaryField(default=b"")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now)
    agreed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="openings")
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        """One waits on a case at a time; members are told of each that has ended."""

        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(agreed_at=None, declined_at=None), name="one_opening_waits"
            ),
        )
        indexes = (models.Index(fields=("subject_kind", "place"), name="openings_of_a_place"),)

    @property
    def context(self) -> str:
        """What the reason is locked to."""
        return f"safety.opening:{self.ref}"
