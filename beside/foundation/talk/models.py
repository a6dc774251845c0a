"""Talk and message: what every place where people write to each other is made of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person


class Kind(models.TextChoices):
    """What sort of talk; policies.py says what follows from it."""

    DIRECT = "direct", _("One to one")
    ROOM = "room", _("A group's room")
    # Replies to something many read. Who may read them is said by whoever holds the place (gates.py); a seat is
    # taken by those who write. What is told on the live line names nobody and holds no words: pages fetch those.
    THREAD = "thread", _("Replies")


class Talk(models.Model):
    """A numbered line of messages between those who have a seat.

    ``last_number`` counts messages, without gaps. ``last_change`` counts everything that happened to any of them
    (written, edited, taken back, reacted to): a client says the last change it knows and misses nothing.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    made_at = models.DateTimeField(default=now)
    last_number = models.PositiveIntegerField(default=0)
    last_change = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    # No more messages from this moment (paused or ended by those in it); reading goes on.
    quiet_at = models.DateTimeField(null=True)


class Part(models.TextChoices):
    """As what someone is in a talk; triage does not take a supporter's question for a cry."""

    MEMBER = "member", _("Member")
    SUPPORTER = "supporter", _("Supporter")


class Seat(models.Model):
    """A person's place in a talk; leaving it ends reading as well as writing.

    ``mask`` stands for the person's public name wherever this talk is shown, and ``mask_name`` for their pseudonym,
    where they are here under a name for this one place; empty otherwise.
    """

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    part = models.CharField(max_length=10, choices=Part, default=Part.MEMBER)
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True)
    read_number = models.PositiveIntegerField(default=0)
    mask = models.CharField(max_length=16, blank=True, default="")
    mask_name = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        """One seat for each."""

        constraints = (models.UniqueConstraint(fields=("talk", "person"), name="one_seat_each"),)
        indexes = (models.Index(fields=("person",), condition=Q(left_at=None), name="living_seats"),)


class Message(models.Model):
    """One message. ``sealed`` is locked with its author's key to this talk, author and client id.

    ``author`` empties when they are erased; the number and time stay, so that the talk keeps its order.
    ``triaged`` is the version of the rules that looked at it; 0 until then.
    """

    # No index of their own: each begins one of those below, and every index more is a page more to write to disk for
    # each message.
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="messages", db_index=False)
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="messages", db_index=False)
    client_id = models.CharField(max_length=36)
    sealed = models.BinaryField()
    reply_to = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    change = models.PositiveIntegerField()
    edited_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    # Out of sight by a decision of the staff (safety); the words stay, locked, so that a reversal brings them back.
    hidden_at = models.DateTimeField(null=True)
    triaged = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Sending twice stores once; numbers do not repeat."""

        constraints = (
            models.UniqueConstraint(fields=("talk", "number"), name="one_message_a_number"),
            models.UniqueConstraint(fields=("author", "talk", "client_id"), name="sent_once"),
        )
        indexes = (
            models.Index(fields=("talk", "change"), name="changes_of_a_talk"),
            models.Index(fields=("id",), condition=Q(triaged=0), name="not_yet_triaged"),
        )


class MessageVersion(models.Model):
    """What a reply said before its writer said it in other words; locked as the message was, to the same place."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="versions")
    sealed = models.BinaryField()
    at = models.DateTimeField()  # when these words were written

    class Meta:
        """Read oldest first."""

        indexes = (models.Index(fields=("message", "id"), name="versions_of_a_message"),)


class ReactionKind(models.TextChoices):
    """Reactions that say something."""

    HEAR_YOU = "hear_you", _("I hear you")
    FEEL_HEARD = "feel_heard", _("I feel heard")
    ME_TOO = "me_too", _("Me too")
    THANK_YOU = "thank_you", _("Thank you for sharing")
    HELPED = "helped", _("This helped me")
    HOPE = "hope", _("Holding hope for you")


class Reaction(models.Model):
    """One person's reaction to one message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=12, choices=ReactionKind)
    at = models.DateTimeField(default=now)

    class Meta:
        """One of each kind."""

        constraints = (models.UniqueConstraint(fields=("message", "person", "kind"), name="one_of_each_kind"),)


class Draft(models.Model):
    """What someone has begun to write, kept for them alone."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)

    class Meta:
        """One for each talk."""

        constraints = (models.UniqueConstraint(fields=("talk", "person"), name="one_draft_a_talk"),)
