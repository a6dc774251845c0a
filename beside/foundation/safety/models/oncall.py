"""Who is on call when, and calls to them that wait until somebody has them."""

from datetime import date, time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person
from beside.foundation.safety.models.cases import Case


class Duty(models.Model):
    """Hours on call that come every week, on the clock of the organisation's time zone.

    ``until`` at or before ``since`` runs past midnight. ``until_day`` is the last day on which it begins (empty: it
    goes on); once only where it is ``from_day`` itself. Never changed, only ended and followed by another:
    the past stays.
    """

    class Weekday(models.IntegerChoices):
        """As Python counts them."""

        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    since = models.TimeField()
    until = models.TimeField()
    first = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        """In the order of the week."""

        ordering = ("weekday", "since", "pk")
        constraints = (models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_0_to_6"),)

    def on(self, day: date) -> bool:
        """Whether it begins on that day."""
        started = self.from_day <= day and (self.until_day is None or day <= self.until_day)
        return started and day.weekday() == self.weekday

    @property
    def past_midnight(self) -> bool:
        """Whether it ends on the day after."""
        return self.until <= self.since

    def hours(self) -> tuple[time, time]:
        """From when to when, on the organisation's clock."""
        return self.since, self.until


class Place(models.IntegerChoices):
    """Who is called first, and who if they do not answer."""

    FIRST = 1, _("First person")
    SECOND = 2, _("Second person")


class DutyChange(models.Model):
    """On this one day somebody else does it (``instead``), or nobody does (empty). The newest word holds."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="changes")
    day = models.DateField()
    place = models.PositiveSmallIntegerField(choices=Place)
    instead = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        """One word for each place on each day."""

        constraints = (models.UniqueConstraint(fields=("duty", "day", "place"), name="one_change_a_day"),)


class SwapAsk(models.Model):
    """Somebody asks another to do their hours on one day. ``yes`` is empty until they have answered."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="asks")
    day = models.DateField()
    place = models.PositiveSmallIntegerField(choices=Place)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="swaps_asked")
    at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True)
    yes = models.BooleanField(null=True)

    class Meta:
        """One question at a time for each place on each day."""

        constraints = (
            models.UniqueConstraint(
                fields=("duty", "day", "place"), condition=Q(answered_at=None), name="one_open_swap_a_day"
            ),
        )


class Page(models.Model):
    """A call to the people on call about one case, until somebody has it.

    ``rung`` says who was called last; at ``next_at`` it is passed on. Nobody on call: the whole desk at once.
    """

    class Rung(models.IntegerChoices):
        """Whom it reached, in this order."""

        WAITING = 0, _("Waits for the next person on call")
        FIRST = 1, _("The first person on call")
        SECOND = 2, _("The second person on call")
        DESK = 3, _("Everyone on the care desk")
        LEAD = 4, _("The safety leads, again and again")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pages")
    rung = models.PositiveSmallIntegerField(choices=Rung)
    at = models.DateTimeField(default=now)
    next_at = models.DateTimeField()
    seen_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="pages_seen")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        """One open call about a case; the open ones are looked through every few seconds."""

        constraints = (models.UniqueConstraint(fields=("case",), condition=Q(seen_at=None), name="one_open_page"),)
        indexes = (models.Index(fields=("next_at",), condition=Q(seen_at=None), name="open_pages"),)


class PageTold(models.Model):
    """Somebody was called: they see the alarm on their pages until one of them has it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="told")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    rung = models.PositiveSmallIntegerField(choices=Page.Rung)
    at = models.DateTimeField(default=now)

    class Meta:
        """Each once; being called again changes nothing here."""

        constraints = (models.UniqueConstraint(fields=("page", "person"), name="told_once_a_page"),)


class CareSettings(models.Model):
    """How the desk works: one row, number 1, kept by the safety lead."""

    pass_on_minutes = models.PositiveSmallIntegerField(
        default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    hide_after_reports = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(2), MaxValueValidator(20)]
    )
    cases_per_shift = models.PositiveSmallIntegerField(
        default=8, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    break_minutes = models.PositiveSmallIntegerField(
        default=20, validators=[MinValueValidator(5), MaxValueValidator(120)]
    )
