"""What a person keeps of how they are. All of it is locked with their key: what stands open is that there is a row, and
when it was written. What the organisation decides about measures stands open.
"""

from django.db import models

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person


class Own(models.Model):
    """A person's wishes for this side, and the row on which their writes wait for each other.

    ``remind_at`` is by the clock where they live, ``remind_next`` and ``offer_next`` the moments that follow from it;
    ``rested_on`` is the day on which they said *Not today*.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    remind_at = models.TimeField(null=True)
    remind_next = models.DateTimeField(null=True, db_index=True)
    offer_weeks = models.PositiveSmallIntegerField(null=True)
    offer_next = models.DateTimeField(null=True, db_index=True)
    rested_on = models.DateField(null=True)


class Month(models.Model):
    """All check-ins of one month, locked as one text: ten years are 120 rows to open, not thousands."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    sealed = models.BinaryField()
    changed_at = models.DateTimeField(default=now)

    class Meta:
        """One a month."""

        constraints = (models.UniqueConstraint(fields=("person", "first"), name="one_month_of_checkins"),)


class What(models.TextChoices):
    """What can be brought back."""

    ENTRY = "entry"
    RESULT = "result"
    EVENT = "event"


class Before(models.Model):
    """Something as it stood before it was changed or removed, kept for a day so that it can be undone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    ref = models.CharField(max_length=16)
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        """The newest state alone."""

        constraints = (models.UniqueConstraint(fields=("person", "what", "ref"), name="one_state_before"),)


class Tracker(models.Model):
    """Something of a person's own to keep an eye on. ``sealed`` holds its name, kind and unit."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    made_at = models.DateTimeField(default=now)
    archived_at = models.DateTimeField(null=True)


class Event(models.Model):
    """A day that mattered, marked by the person. ``sealed`` holds day and words."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    made_at = models.DateTimeField(default=now)


class Taken(models.Model):
    """A measure that was answered. ``sealed`` holds which, in which wording, the answers, the score and the day."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)


class Offered(models.Model):
    """The organisation's last word on one measure; without a row it is as it comes."""

    measure = models.CharField(max_length=20, unique=True)
    on = models.BooleanField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")


class Pathway(models.Model):
    """Who is there for people who answer PHQ-9, as an operator wrote it down; one stands at a time."""

    words = models.TextField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
