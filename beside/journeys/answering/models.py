"""Nobody unanswered: what each post was promised, who is willing to be asked, and who was asked."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.features.spaces.models import Post
from beside.features.stories.models import Story
from beside.foundation.accounts.models import Person

MOST_A_DAY = 6


class Promised(models.Model):
    """By when a first and a second person has answered a post, as its space promised when it was written.

    ``newcomer``: it is the first thing its writer posted anywhere. ``told_at``: the staff heard that it was late.
    """

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="promised")
    first_due = models.DateTimeField()
    second_due = models.DateTimeField()
    newcomer = models.BooleanField(default=False)
    kept_at = models.DateTimeField(null=True)  # two people have answered
    told_at = models.DateTimeField(null=True)

    class Meta:
        """What is still open is asked for every few seconds."""

        indexes = (models.Index(fields=("first_due",), condition=Q(kept_at=None), name="open_promises"),)


class Willing(models.Model):
    """Someone who may be asked to answer: how often a day at most, and whether they welcome those who are new."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="willing")
    a_day = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(MOST_A_DAY)])
    welcomes = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=now)


class Ring(models.TextChoices):
    """As what somebody was asked."""

    PEER = "peer", _("Member")
    HOST = "host", _("Host")
    STAFF = "staff", _("Staff")


class Nudge(models.Model):
    """One person asked for one post, privately. It stands until ``until``; an answer after that is as welcome."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="nudges")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="nudges")
    ring = models.CharField(max_length=6, choices=Ring)
    at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody is asked twice for the same post."""

        constraints = (models.UniqueConstraint(fields=("post", "person"), name="asked_once"),)
        indexes = (models.Index(fields=("person", "-at"), name="nudges_of_a_person"),)


class GentleNote(models.Model):
    """Somebody's wish to hear from us once after a month of silence. ``sent_at`` is the last time they did."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="gentle_note")
    asked_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)


class StoryVector(models.Model):
    """Where a story's words lie in the sentence model's space, as of a change: to find it beside posts."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="vector")
    data = models.BinaryField()
    of = models.DateTimeField()


class StoryKin(models.Model):
    """That a story is near to a post; the smallest ``rank`` is the nearest."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="story_kin")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("post", "story"), name="story_kin_once"),)
