"""What people are told, how they wish to be told, and what carries it outside: letters and pushes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.foundation.accounts.models import Person


class Notice(models.Model):
    """Something a person is told, shown in their pages until they put it away.

    ``kind`` is registered by the app that sends it, with its wording; ``data`` fills the wording in and never holds
    private text. ``href`` is a path here.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    href = models.CharField(max_length=200, blank=True, default="")
    made_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)
    later_at = models.DateTimeField(null=True)  # put off by the person until then

    class Meta:
        """Newest first; the unseen ones of a person are asked for on every page."""

        ordering = ("-id",)
        indexes = (models.Index(fields=("person",), condition=models.Q(seen_at=None), name="unseen_notices"),)


class Channel(models.TextChoices):
    """A way out of our pages that a person can turn on or off."""

    EMAIL = "email"
    PUSH = "push"


class Choice(models.Model):
    """A person's word on one kind and one channel. No row: the kind's own default."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel)
    on = models.BooleanField()

    class Meta:
        """One word each."""

        constraints = (models.UniqueConstraint(fields=("person", "kind", "channel"), name="one_choice"),)


class QuietHours(models.Model):
    """When nothing leaves our pages, by the clock where the person lives. ``starts`` after ``ends`` spans midnight."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="quiet_hours")
    starts = models.TimeField()
    ends = models.TimeField()
    urgent_through = models.BooleanField(default=False)
    staff_through = models.BooleanField(default=True)


class Rhythm(models.TextChoices):
    """How often letters come gathered into one."""

    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week, on Mondays")


class Gathering(models.Model):
    """Somebody would rather have one letter now and then. ``at`` is by their own clock; ``next_at`` when it is due."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="gathering")
    rhythm = models.CharField(max_length=6, choices=Rhythm)
    at = models.TimeField()
    next_at = models.DateTimeField(db_index=True)
    last_at = models.DateTimeField(default=now)


class Rest(models.Model):
    """Nothing but what is urgent leaves our pages for somebody until then."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="notice_rest")
    until = models.DateTimeField()


class PushDevice(models.Model):
    """A browser that asked to be told. ``endpoint`` is the address its maker's push service gave it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="push_devices")
    endpoint = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=now)


class State(models.TextChoices):
    """Where something that leaves us stands."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


class Rank(models.IntegerChoices):
    """Who goes first."""

    SIGN_IN = 0
    URGENT = 1
    ORDINARY = 2


class Outgoing(models.Model):
    """One thing to carry outside, won by one sender at a time by compare-and-swap on ``taken_until``.

    ``last_error`` names the kind of the last mistake, never its text; ``away`` means that the other side did not
    answer at all.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, null=True, related_name="+")
    rank = models.PositiveSmallIntegerField(choices=Rank, default=Rank.ORDINARY)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(default=now)
    not_before = models.DateTimeField(default=now)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=60, blank=True, default="")
    away = models.BooleanField(default=False)

    class Meta:
        """Only its children have tables."""

        abstract = True


class Letter(Outgoing):
    """An email. Emptied once the mail server has taken it; one without a notice (a sign-in code) is deleted then.

    A row rather than a call in the page: the answer takes equally long whether an address is known or not, and a mail
    server that is away loses nothing.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        """One letter a notice; those due are asked for all the time."""

        constraints = (models.UniqueConstraint(fields=("notice",), name="one_letter_a_notice"),)
        indexes = (
            models.Index(fields=("rank", "not_before"), condition=models.Q(state="waiting"), name="due_letters"),
        )


class Push(Outgoing):
    """A word to one browser."""

    device = models.ForeignKey(PushDevice, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """One push for a notice and a browser."""

        constraints = (models.UniqueConstraint(fields=("notice", "device"), name="one_push_a_notice_and_browser"),)
        indexes = (models.Index(fields=("rank", "not_before"), condition=models.Q(state="waiting"), name="due_pushes"),)
