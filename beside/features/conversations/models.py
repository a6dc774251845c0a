"""One to one: two people, what brought them together, and how it went."""

from django.db import models
from django.db.models import Q

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person
from beside.foundation.talk.models import Talk


class Conversation(models.Model):
    """What a direct talk is about and where it stands; the messages themselves belong to the talk.

    ``why`` is what matching found the two to share, as it gave it: a list of flat objects that the function
    registered with ``hooks.register_why`` puts into words for whoever reads. ``how`` is how the seeker wished to be
    met. ``ended_by`` is empty where a block, an erasure or Beside itself ended it: then nobody is told who did.
    """

    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, related_name="conversation")
    seeker = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="conversations_sought")
    peer = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="conversations_held")
    why = models.JSONField(default=list)
    how = models.JSONField(default=list)
    opened_at = models.DateTimeField(default=now)
    paused_at = models.DateTimeField(null=True)
    paused_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    # Both wished to stay in touch: it goes on by their own wish and no longer counts towards anybody's limit.
    kept_at = models.DateTimeField(null=True)

    class Meta:
        """What someone has running is asked for on every page of theirs; the ended are read newest first."""

        constraints = (models.CheckConstraint(condition=~Q(seeker=models.F("peer")), name="not_with_oneself"),)
        indexes = (
            models.Index(fields=("peer",), condition=Q(ended_at=None), name="running_of_a_peer"),
            models.Index(fields=("seeker",), condition=Q(ended_at=None), name="running_of_a_seeker"),
            models.Index(fields=("peer", "-ended_at"), name="ended_of_a_peer"),
            models.Index(fields=("seeker", "-ended_at"), name="ended_of_a_seeker"),
        )

    @property
    def ref(self) -> str:
        """Its public name: that of its talk."""
        return self.talk.ref

    @property
    def heavy(self) -> bool:
        """Whether someone said that it weighs more than others."""
        return bool(self.heavy_marks.all())

    def other(self, person: Person) -> Person | None:
        """Whom ``person`` talks to here; None once they have left Beside."""
        return self.peer if person.pk == self.seeker_id else self.seeker


class HeavyMark(models.Model):
    """The peer's own word that a conversation weighs more; it counts double towards how many they hold."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="heavy_marks")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=("conversation", "by"), name="one_heavy_mark_each"),)


class HowWasIt(models.Model):
    """What someone said of a conversation, for themselves and the organisation's sums; never for the other.

    ``heard``: 1 (not at all) to 5 (entirely), None if not said. ``line`` is sealed with the person's key.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="said_of_it")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    heard = models.PositiveSmallIntegerField(null=True)
    line = models.BinaryField(default=b"")
    again = models.BooleanField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        """Once each; said again, it replaces."""

        constraints = (
            models.UniqueConstraint(fields=("conversation", "person"), name="how_was_it_once_each"),
            models.CheckConstraint(condition=Q(heard=None) | Q(heard__range=(1, 5)), name="heard_one_to_five"),
        )


class KeepInTouch(models.Model):
    """Someone's wish to stay in touch, or not. The other learns of it only when both wish it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="wishes_to_keep")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wish = models.BooleanField()
    at = models.DateTimeField(default=now)

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=("conversation", "person"), name="one_wish_to_keep_each"),)


class Handover(models.Model):
    """Going on with another peer: proposed by either, done only when the seeker has said yes.

    ``reason`` is sealed with the key of ``by`` and read by the seeker. ``to`` is who took it on.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="handovers")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.BinaryField(default=b"")
    at = models.DateTimeField(default=now)
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        """One open at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("conversation",), condition=Q(declined_at=None, taken_at=None), name="one_open_handover"
            ),
        )
