"""What people write back to a word of support."""

from django.db import models
from django.db.models import Q

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person
from beside.foundation.safety.models.decisions import Decision


class Answer(models.Model):
    """One answer to a decision of support, by the person it is about. It goes with them.

    ``read_at`` is when somebody on the desk first opened it: its writer sees that, and the desk what nobody has read.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Locked with the author's own key.
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """As they were written; those that nobody has read are asked for often and are few."""

        ordering = ("at", "pk")
        indexes = (models.Index(fields=("at",), condition=Q(read_at=None), name="unread_answers"),)

    @property
    def context(self) -> str:
        """What the words are locked to: under another decision they do not open."""
        return f"safety.answer:{self.decision_id}:{self.ref}"
