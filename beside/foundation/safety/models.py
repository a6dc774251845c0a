"""Blocks, reports, concerns and the cases a person judges."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person


class Block(models.Model):
    """Two people who do not see each other, by the wish of one. The other is never told."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    of = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocked_by")
    at = models.DateTimeField(default=now)

    class Meta:
        """Once is enough, and nobody blocks themselves."""

        constraints = (
            models.UniqueConstraint(fields=("by", "of"), name="one_block"),
            models.CheckConstraint(condition=~Q(by=models.F("of")), name="not_oneself"),
        )


class Concern(models.Model):
    """What triage noticed in one text. A person judges it; nothing happens to the writer because of it.

    The text itself is not copied: ``subject_kind`` and ``subject_ref`` say where it stands, and the app that holds it
    shows it (see reviewing.py). ``reasons`` are triage's own words, without the member's.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="concerns")
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


class Case(models.Model):
    """Something a person on the staff should look at, and what they made of it."""

    class Kind(models.TextChoices):
        """How it came up."""

        CONCERN = "concern", _("A message that sounds in danger")
        REPORT = "report", _("A report")
        HELP = "help", _("Someone needs help now")
        WORRIED = "worried", _("Someone is worried about a person")
        PROMISE = "promise", _("Someone has waited too long")
        CONTACTS = "contacts", _("Someone turns to very many people")

    class Urgency(models.IntegerChoices):
        """How soon."""

        WHEN_POSSIBLE = 0, _("When you can")
        TODAY = 1, _("Today")
        NOW = 2, _("Now")

    class Outcome(models.TextChoices):
        """What came of it. ``OUTCOMES`` says which fit which kind; what a reporter hears is in notices.py."""

        REACHED = "reached", _("We got in touch with them")
        TALKED = "talked", _("We talked with the person it is about")
        ACTED = "acted", _("It goes against the house rules, and we did something about it")
        WITHIN_RULES = "within_rules", _("It does not go against the house rules")
        NO_NEED = "no_need", _("Looked at; nothing more to do now")
        NOT_SO = "not_so", _("It was not what it seemed")
        UNCLEAR = "unclear", _("We could not find out enough")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.TODAY)
    about = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="cases")
    concern = models.OneToOneField(Concern, on_delete=models.SET_NULL, null=True, related_name="case")
    opened_at = models.DateTimeField(default=now)
    taken_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    # Locked with the organisation's key: why staff decided so.
    note = models.BinaryField(default=b"")

    class Meta:
        """Open ones, most urgent and then oldest first; somebody has at most one open call for help."""

        ordering = ("-urgency", "opened_at", "pk")
        indexes = (
            models.Index(fields=("-urgency", "opened_at", "id"), condition=Q(closed_at=None), name="open_cases"),
            models.Index(fields=("-closed_at", "-id"), condition=Q(closed_at__isnull=False), name="closed_cases"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("about",), condition=Q(kind="help", closed_at=None), name="one_open_call_for_help"
            ),
        )

    @property
    def note_context(self) -> str:
        """What the note is locked to."""
        return f"safety.case.note:{self.ref}"


_LOOKED_AT = (Case.Outcome.NO_NEED, Case.Outcome.NOT_SO, Case.Outcome.UNCLEAR)
_PERSON_FIRST = (Case.Outcome.REACHED, *_LOOKED_AT)
OUTCOMES: dict[Case.Kind, tuple[Case.Outcome, ...]] = {
    Case.Kind.CONCERN: _PERSON_FIRST,
    Case.Kind.HELP: _PERSON_FIRST,
    Case.Kind.WORRIED: _PERSON_FIRST,
    Case.Kind.PROMISE: _PERSON_FIRST,
    Case.Kind.CONTACTS: _PERSON_FIRST,
    Case.Kind.REPORT: (
        Case.Outcome.ACTED,
        Case.Outcome.TALKED,
        Case.Outcome.WITHIN_RULES,
        Case.Outcome.NOT_SO,
        Case.Outcome.UNCLEAR,
    ),
}


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
