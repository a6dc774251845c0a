"""The organisation's words for strategies, what each person keeps for themselves, and what members tell each other."""

from django.db import models
from django.db.models import Q

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person


class StrategyVersion(models.Model):
    """A strategy as the organisation words it, or whether it shows. A row is never changed: the newest of a key and
    language holds, and the number of rows tells every process whether its library is still the newest.

    ``body`` has the shape of a content file's entry; empty where only ``hidden`` was chosen.
    """

    key = models.SlugField(max_length=60)
    language = models.CharField(max_length=10, default="en")
    number = models.PositiveIntegerField()
    body = models.JSONField(default=dict)
    hidden = models.BooleanField(default=False)
    reviewed_by = models.CharField(max_length=120, blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        """Found by key, in order."""

        indexes = (models.Index(fields=("key", "language"), name="strategy_versions_of"),)


class Toolkit(models.Model):
    """What a person keeps for themselves, as one locked document (``core/own.py``): even the names of strategies."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="toolkit")
    sealed = models.BinaryField(default=b"")
    changed_at = models.DateTimeField(default=now)


class Try(models.Model):
    """Once that something was tried. ``sealed`` holds what, before, after and a line."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tries")
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)

    class Meta:
        """Newest first, of one person."""

        indexes = (models.Index(fields=("person", "-at"), name="tries_of"),)


class Sheet(models.Model):
    """Something written with a strategy, which the person chose to keep. ``sealed`` holds which one and the answers."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sheets")
    sealed = models.BinaryField()
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        """Newest first, of one person."""

        indexes = (models.Index(fields=("person", "-changed_at"), name="sheets_of"),)


class PeerStrategy(models.Model):
    """What a member does that helps them, told as experience. ``sealed`` holds its parts, locked with the writer's key.

    It is a draft until ``sent_at``, with a moderator until ``published_at``, gone from ``withdrawn_at``. ``named``
    says whether it stands under the writer's pseudonym.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="peer_strategies")
    named = models.BooleanField(default=True)
    sealed = models.BinaryField(default=b"")
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        """The shown are listed newest first."""

        indexes = (
            models.Index(
                fields=("-published_at",), condition=Q(withdrawn_at=None, hidden_at=None), name="peer_strategies_shown"
            ),
        )


class PeerNote(models.Model):
    """What moderator and writer say to each other about it before it shows. Sealed for the organisation."""

    strategy = models.ForeignKey(PeerStrategy, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)
