"""What a person decided about a case, and what it restricts."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import AgreedText, Person
from beside.foundation.safety.models.cases import Case


class Decision(models.Model):
    """What was decided about a case, on what grounds, by whom. Never changed: reversed by ``reversed_at`` only.

    A restriction cites one rule of one published version of the house rules (``text`` and ``rule``), which is never
    rewritten, so its wording stays as the author knew it. ``agreed_at`` is empty while a second yes is waited for.
    """

    class Kind(models.TextChoices):
        """What was decided. Those in ``RESTRICTING`` need a rule."""

        NOTHING = "nothing", _("Nothing needs to be done")
        SUPPORT = "support", _("Write to them, and look again tomorrow")
        REVISE = "revise", _("Ask them to put it differently")
        HIDE = "hide", _("Hide the text")
        REMOVE = "remove", _("Remove the text")
        LIMIT = "limit", _("Limit what they can do for a while")
        SUSPEND = "suspend", _("Suspend them for a while")
        END = "end", _("End their membership")
        ESCALATE = "escalate", _("Ask the safety lead to take it on")

    class Source(models.TextChoices):
        """How it came to notice; never who."""

        OWN = "own", _("The staff noticed it themselves")
        REPORT = "report", _("Somebody told the staff")
        HINT = "hint", _("A program pointed it out, and a person looked at it")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    about = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.ForeignKey(AgreedText, on_delete=models.PROTECT, null=True, related_name="+")
    rule = models.PositiveSmallIntegerField(null=True)
    # Locked with the organisation's key: the facts, a word to the person, and their text as it stood.
    facts = models.BinaryField(default=b"")
    words = models.BinaryField(default=b"")
    excerpt = models.BinaryField(default=b"")
    source = models.CharField(max_length=10, choices=Source)
    automated = models.BooleanField(default=False)
    subject_kind = models.CharField(max_length=40, blank=True, default="")
    subject_ref = models.CharField(max_length=60, blank=True, default="")
    what = models.CharField(max_length=12, blank=True, default="")
    days = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    agreed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    reversed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reversed_at = models.DateTimeField(null=True)
    reversed_why = models.BinaryField(default=b"")
    # Support is looked at again: when, and when that became a case of its own.
    check_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        """One decision waits on a case at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(agreed_at=None, declined_at=None), name="one_decision_waits"
            ),
        )
        indexes = (
            models.Index(
                fields=("check_at",), condition=Q(checked_at=None, check_at__isnull=False), name="to_check_on"
            ),
        )

    def context(self, part: str) -> str:
        """What one of the locked parts is locked to."""
        return f"safety.decision.{part}:{self.ref}"


RESTRICTING: Final = frozenset(
    {Decision.Kind.HIDE, Decision.Kind.REMOVE, Decision.Kind.LIMIT, Decision.Kind.SUSPEND, Decision.Kind.END}
)
TOLD: Final = RESTRICTING | {Decision.Kind.SUPPORT, Decision.Kind.REVISE}
"""What the person hears of."""
KEEPS_OUT: Final = frozenset({Decision.Kind.SUSPEND, Decision.Kind.END})


class Limit(models.TextChoices):
    """What someone can be kept from doing, while the rest stays open to them."""

    WRITING = "writing", _("Writing in conversations")
    ASKING = "asking", _("Asking to talk with someone new")
    CHOOSING = "choosing", _("Choosing whom to ask")


class Restriction(models.Model):
    """One thing that holds because of a decision, from when until when, and when it was lifted.

    ``what`` is a limit, "hidden" or "removed" (a text), "suspended" or "ended" (taking part). talk/outgoing.py reads
    this table in plain SQL: a change of its columns changes that too.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="restrictions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="restrictions")
    what = models.CharField(max_length=12)
    subject_kind = models.CharField(max_length=40, blank=True, default="")
    subject_ref = models.CharField(max_length=60, blank=True, default="")
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    # A removed text is kept, locked, until nobody can appeal any more; then it is emptied.
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        """Each thing once for a decision; those that hold are asked for often and are few."""

        constraints = (models.UniqueConstraint(fields=("decision", "what"), name="one_restriction_of_a_kind"),)
        indexes = (models.Index(fields=("person",), condition=Q(lifted_at=None), name="living_restrictions"),)
