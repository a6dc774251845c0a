"""What the law asks an organisation to keep: contact point, risks, notices from outside, published reports."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.safety.models.cases import Case


class LegalSettings(models.Model):
    """One row, number 1. The contact point stands on a public page; ``small_under``: smaller numbers are not shown."""

    contact_name = models.CharField(max_length=120, blank=True, default="")
    contact_email = models.EmailField(blank=True, default="")
    contact_post = models.TextField(max_length=500, blank=True, default="")
    languages = models.CharField(max_length=120, blank=True, default="")
    complain_to = models.TextField(max_length=1000, blank=True, default="")
    small_under = models.PositiveSmallIntegerField(default=5, validators=[MinValueValidator(3), MaxValueValidator(50)])


class Risk(models.Model):
    """One kind of harm the organisation has thought about. ``key`` names a kind that risks.py lists, or one of its own.

    ``owner`` is a role or a name in words, not an account: whoever takes the role over takes the risk over.
    """

    class Size(models.TextChoices):
        """How likely, or how bad. Empty while nobody has judged it."""

        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    key = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=160)
    likelihood = models.CharField(max_length=6, choices=Size, blank=True, default="")
    impact = models.CharField(max_length=6, choices=Size, blank=True, default="")
    why = models.TextField(max_length=4000, blank=True, default="")
    measures = models.TextField(max_length=4000, blank=True, default="")
    owner = models.CharField(max_length=120, blank=True, default="")
    reviewed_on = models.DateField(null=True)
    review_by = models.DateField(null=True)
    reminded_for = models.DateField(null=True)

    class Meta:
        """In the order in which they were listed."""

        ordering = ("pk",)


class OutsideNotice(models.Model):
    """Somebody without an account says that something here is against the law. The texts are locked with our own key.

    ``name`` and ``email`` are empty where they were not given; all of it is emptied half a year after the case closed.
    """

    class Reason(models.TextChoices):
        """What they say it is."""

        CHILD = "child", _("It puts a child at risk, or shows one being abused")
        SUICIDE = "suicide", _("It urges or helps somebody to end their life or harm themselves")
        THREAT = "threat", _("It threatens, stalks or frightens somebody")
        HATE = "hate", _("It stirs up hatred against people")
        PRIVATE = "private", _("It shows something private or intimate of somebody")
        FRAUD = "fraud", _("It is a fraud, or sells what may not be sold")
        RIGHTS = "rights", _("It takes what belongs to somebody, or says untrue things about them")
        OTHER = "other", _("Something else that is against the law")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="outside")
    reason = models.CharField(max_length=10, choices=Reason)
    where = models.BinaryField(default=b"")
    why = models.BinaryField(default=b"")
    name = models.BinaryField(default=b"")
    email = models.BinaryField(default=b"")
    at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        """Those that still hold words are few."""

        indexes = (models.Index(fields=("at",), condition=Q(emptied_at=None), name="outside_not_emptied"),)

    def context(self, part: str) -> str:
        """What one of the locked parts is locked to."""
        return f"safety.outside.{part}:{self.ref}"


class PublishedReport(models.Model):
    """A transparency report as it was made public: kept as it was, so that two versions cannot be set side by side.

    ``key`` is the period (periods.py). Periods that overlap are not published: the difference would give small numbers.
    """

    key = models.CharField(max_length=8, unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    tables = models.JSONField()
    times = models.JSONField()
    at = models.DateTimeField(default=now)

    class Meta:
        """Newest period first."""

        ordering = ("-since",)
