"""What a person on the staff judges."""

from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person
from beside.foundation.safety.models.concerns import Concern


class Case(models.Model):
    """Something a person on the staff should look at, and what they made of it."""

    class Kind(models.TextChoices):
        """How it came up."""

        CONCERN = "concern", _("A message that sounds in danger")
        REPORT = "report", _("A report")
        HELP = "help", _("Someone needs help now")
        WORRIED = "worried", _("Someone is worried about a person")
        PROMISE = "promise", _("Someone has waited too long")
        CONTACTS = "contacts", _("How someone turns to others")
        HELD = "held", _("A text hidden by itself until a person looks")
        APPEAL = "appeal", _("Someone asks for another look")
        CHECK = "check", _("Look after someone again")
        NOTICE = "notice", _("A notice from outside")

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
        UPHELD = "upheld", _("Looked at again: it stays")
        REVERSED = "reversed", _("Looked at again: taken back")

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
    def due_at(self) -> datetime:
        """By when a person should have decided: an hour, a day or three days, by how urgent it is."""
        return self.opened_at + DUE[Case.Urgency(self.urgency)]

    @property
    def note_context(self) -> str:
        """What the note is locked to."""
        return f"safety.case.note:{self.ref}"


DUE: Final = {
    Case.Urgency.NOW: timedelta(hours=1),
    Case.Urgency.TODAY: timedelta(hours=24),
    Case.Urgency.WHEN_POSSIBLE: timedelta(days=3),
}
_LOOKED_AT = (Case.Outcome.NO_NEED, Case.Outcome.NOT_SO, Case.Outcome.UNCLEAR)
_PERSON_FIRST = (Case.Outcome.REACHED, *_LOOKED_AT)
OUTCOMES: dict[Case.Kind, tuple[Case.Outcome, ...]] = {
    Case.Kind.CONCERN: _PERSON_FIRST,
    Case.Kind.HELP: _PERSON_FIRST,
    Case.Kind.WORRIED: _PERSON_FIRST,
    Case.Kind.PROMISE: _PERSON_FIRST,
    Case.Kind.CONTACTS: _PERSON_FIRST,
    Case.Kind.HELD: (Case.Outcome.WITHIN_RULES, Case.Outcome.NOT_SO),
    Case.Kind.CHECK: _PERSON_FIRST,
    # Closed by its own verb, with reasons (actions/appeals.py).
    Case.Kind.APPEAL: (),
    # ACTED is what a restriction writes (actions/deciding.py): nobody says "we did something" without doing it.
    Case.Kind.REPORT: (
        Case.Outcome.TALKED,
        Case.Outcome.WITHIN_RULES,
        Case.Outcome.NOT_SO,
        Case.Outcome.UNCLEAR,
    ),
    # Somebody outside names a place in their own words; what is done about it is decided in a case of its own.
    Case.Kind.NOTICE: (
        Case.Outcome.ACTED,
        Case.Outcome.WITHIN_RULES,
        Case.Outcome.NOT_SO,
        Case.Outcome.UNCLEAR,
    ),
}
