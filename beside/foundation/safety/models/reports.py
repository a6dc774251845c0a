"""What someone told the staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person
from beside.foundation.safety.models.cases import Case


class Report(models.Model):
    """What someone told the staff about a person or a text; the one it is about never learns who it was.

    Telling of the same again adds a report to the case that is open, so a case may hold several, all by one person.
    A worry about a person is a report too: without a reason, with the words.
    """

    class Reason(models.TextChoices):
        """What is the matter, in the reporter's terms."""

        UNKIND = "unkind", _("Unkind, mocking or hateful")
        PRESSING = "pressing", _("Keeps pressing me, or will not leave me alone")
        SEXUAL = "sexual", _("Sexual, or wants to make it so")
        HARMFUL = "harmful", _("Tells people how to harm themselves, or urges them to")
        THREAT = "threat", _("Threatens or frightens somebody")
        PRETENDING = "pretending", _("Pretends to be someone they are not, or wants money")
        PRIVATE = "private", _("Gives away something private about somebody")
        CHILD = "child", _("Puts a child at risk")
        OTHER = "other", _("Something else")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=12, choices=Reason, blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="reports")
    subject_kind = models.CharField(max_length=40, blank=True, default="")
    subject_ref = models.CharField(max_length=60, blank=True, default="")
    # Locked with the organisation's key: the reporter's words, and the text as it stood when they reported it.
    words = models.BinaryField(default=b"")
    excerpt = models.BinaryField(default=b"")
    at = models.DateTimeField(default=now)
    told_at = models.DateTimeField(null=True)

    @property
    def words_context(self) -> str:
        """What the words are locked to."""
        return f"safety.report.words:{self.ref}"

    @property
    def excerpt_context(self) -> str:
        """What the copy is locked to."""
        return f"safety.report.excerpt:{self.ref}"
