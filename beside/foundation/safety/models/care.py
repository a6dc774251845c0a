"""Care after a case, and for those who had it in their hands."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person
from beside.foundation.safety.models.cases import Case


class FollowUp(models.Model):
    """Somebody was at risk, and a person on the staff asks the next day how they are.

    ``holder`` has it on their list; empty where they have left: then the safety leads are told. ``tries`` counts the
    days on which they could not be reached.
    """

    class Outcome(models.TextChoices):
        """How it ended; empty while it waits."""

        DONE = "done", _("We spoke")
        DECLINED = "declined", _("They would rather not be asked")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follow_ups")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    holder = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField()
    made_at = models.DateTimeField(default=now)
    tries = models.PositiveSmallIntegerField(default=0)
    # For which day the holder was reminded, and for which the safety leads were told that it is late.
    reminded_for = models.DateField(null=True)
    late_told_for = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One open for each person; the due ones first."""

        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("person",), condition=Q(done_at=None), name="one_open_follow_up"),
        )
        indexes = (models.Index(fields=("due_on",), condition=Q(done_at=None), name="open_follow_ups"),)


class StaffWish(models.Model):
    """How somebody on the desk would like to work. No row: as ``cover_heavy`` says by default."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="staff_wish")
    cover_heavy = models.BooleanField(default=True)


class StaffBreak(models.Model):
    """A break somebody on the desk takes; ``after`` is the heavy case that it followed. They may end it at any time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="staff_breaks")
    began_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    after = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One at a time."""

        constraints = (
            models.UniqueConstraint(fields=("person",), condition=Q(ended_at=None), name="one_break_at_a_time"),
        )


class Debrief(models.Model):
    """What a case left with the one who had it. Only they can read it: it is locked with their own key.

    ``wants_to_talk`` is all the safety lead sees, until ``talked_at``.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="debriefs")
    sealed = models.BinaryField(default=b"")
    wants_to_talk = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)
    talked_at = models.DateTimeField(null=True)
    talked_with = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    @property
    def context(self) -> str:
        """What the words are locked to."""
        return f"safety.debrief:{self.ref}"
