"""Asking to talk, being asked, and being there."""

from datetime import datetime, timedelta
from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.features.conversations.models import Conversation, Handover
from beside.foundation.accounts.models import Person
from beside.foundation.profiles.models import Experience
from beside.journeys.matching.core.people import HEAVY_FROM, HEAVY_WEIGHT

# Nothing has come of it yet, and it has not been taken back.
OPEN: Final = Q(matched_at=None, withdrawn_at=None, expired_at=None)
MOST_CAPACITY: Final = 6
LONGEST_WORDS: Final = 500


class Severity(models.IntegerChoices):
    """How heavy it is right now: the person's own choice, never a machine's."""

    LIGHT = 0, _("I would like some company")
    SOME = 1, _("It weighs on me")
    HEAVY = 2, _("It is very heavy")
    HARDEST = 3, _("I can hardly carry it")


class Request(models.Model):
    """Somebody would like to talk. Where it stands is told by its times.

    ``wanted_at`` is the hour chosen (empty: now). ``how`` holds values of ``core.people.How``. ``words`` are sealed
    with the person's key. ``overtaken`` counts those who asked later and went first. Beside asks peers in order from
    ``in_order_at``; before that the person is still choosing. ``left_with_us_at``: they need not wait, and are told.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="talk_requests")
    opened_at = models.DateTimeField(default=now)
    wanted_at = models.DateTimeField(null=True)
    how = models.JSONField(default=list)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.LIGHT)
    words = models.BinaryField(default=b"")
    overtaken = models.PositiveIntegerField(default=0)
    in_order_at = models.DateTimeField(null=True)
    call_back_offered_at = models.DateTimeField(null=True)
    left_with_us_at = models.DateTimeField(null=True)
    promise_warned_at = models.DateTimeField(null=True)
    matched_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    expired_at = models.DateTimeField(null=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")
    handover = models.ForeignKey(Handover, on_delete=models.SET_NULL, null=True, related_name="+")
    topics = models.ManyToManyField(Experience, through="RequestTopic", related_name="+")

    class Meta:
        """One open request for each person; the open ones are looked through every few seconds."""

        constraints = (
            models.UniqueConstraint(fields=("person",), condition=OPEN, name="one_open_request"),
            models.CheckConstraint(condition=Q(severity__lte=3), name="severity_0_to_3"),
        )
        indexes = (
            models.Index(fields=("opened_at",), condition=OPEN, name="open_requests"),
            models.Index(fields=("matched_at",), condition=Q(matched_at__isnull=False), name="recent_matches"),
        )

    @property
    def since(self) -> datetime:
        """When the wait began: for an hour chosen, that hour."""
        return self.wanted_at or self.opened_at

    @property
    def weight(self) -> int:
        """What the conversation takes of a peer's capacity."""
        return HEAVY_WEIGHT if self.severity >= HEAVY_FROM else 1

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.matched_at is None and self.withdrawn_at is None and self.expired_at is None

    def is_for_later(self, moment: datetime) -> bool:
        """Whether its hour is still to come."""
        return self.wanted_at is not None and self.wanted_at > moment


class RequestTopic(models.Model):
    """One thing a request is about; the person's own or not."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="about")
    experience = models.ForeignKey(Experience, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("request", "experience"), name="each_topic_once"),)


class Offer(models.Model):
    """A peer is asked whether they would talk with somebody. Only the peer ever sees it.

    ``for_at`` is the hour it is for (empty: now). ``why`` holds matching's reasons, from the seeker's side, as
    ``words.as_json`` gives them. ``chosen_by_seeker``: the seeker picked this peer.
    """

    class Answer(models.TextChoices):
        """What became of it; empty while it waits."""

        ACCEPTED = "accepted", _("Accepted")
        PASSED = "passed", _("Passed")
        EXPIRED = "expired", _("Not answered in time")
        WITHDRAWN = "withdrawn", _("No longer needed")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="offers")
    peer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offers_to_talk")
    for_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    why = models.JSONField(default=list)
    chosen_by_seeker = models.BooleanField(default=False)

    class Meta:
        """Nobody is asked twice at once for the same person."""

        constraints = (
            models.UniqueConstraint(fields=("request", "peer"), condition=Q(answer=""), name="one_open_offer"),
        )
        indexes = (
            models.Index(fields=("peer",), condition=Q(answer=""), name="open_offers_of_a_peer"),
            models.Index(fields=("expires_at",), condition=Q(answer=""), name="open_offers_by_end"),
        )

    def is_open(self, moment: datetime) -> bool:
        """Whether it can still be answered."""
        return self.answer == "" and self.expires_at > moment


class Availability(models.Model):
    """A stretch of time in which a peer is there, now or planned: for what, and for how many at once.

    No topics means anything. ``capacity`` counts running conversations, a heavy one as two.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    peer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="availabilities")
    here_from = models.DateTimeField(default=now)
    here_until = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_CAPACITY)]
    )
    how = models.JSONField(default=list)
    topics = models.ManyToManyField(Experience, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Time runs forward, and nobody holds more than a few."""

        constraints = (
            models.CheckConstraint(condition=Q(here_until__gt=models.F("here_from")), name="here_in_order"),
            models.CheckConstraint(condition=Q(capacity__range=(1, MOST_CAPACITY)), name="capacity_1_to_6"),
        )
        indexes = (models.Index(fields=("here_until",), condition=Q(ended_at=None), name="living_availability"),)


class Rest(models.Model):
    """A peer's break; nobody is offered to them in it. ``after``: it began by itself after this heavy conversation.

    The peer may end it at any time (``ended_at``).
    """

    peer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rests")
    began_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    after = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One break after one conversation."""

        constraints = (models.UniqueConstraint(fields=("after",), name="one_break_after_each"),)
        indexes = (models.Index(fields=("peer",), condition=Q(ended_at=None), name="living_rests"),)


class Appointment(models.Model):
    """A request for an hour, and the peer who said yes to it. It becomes a conversation when its time comes."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="appointments")
    peer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments_held")
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="appointment")
    at = models.DateTimeField()
    made_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        """One living appointment for a request."""

        constraints = (
            models.UniqueConstraint(
                fields=("request",), condition=Q(started_at=None, cancelled_at=None), name="one_living_appointment"
            ),
        )
        indexes = (
            models.Index(fields=("at",), condition=Q(started_at=None, cancelled_at=None), name="coming_appointments"),
        )


def waited(request: Request) -> timedelta:
    """How long a matched request waited; nothing for one still open."""
    return max((request.matched_at or request.since) - request.since, timedelta(0))
