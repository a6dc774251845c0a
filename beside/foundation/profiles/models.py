"""Who someone is here: pseudonym, languages, what they have been through, whom they would rather talk to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.foundation.accounts.models import Person


class Profile(models.Model):
    """A person as others here may know them. Only the pseudonym is needed; the rest is theirs to give.

    ``skeleton`` is the pseudonym with confusable letters folded together (Unicode UTS 39), so that nobody
    can take a
    name that looks like another's.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="profile")
    pseudonym = models.CharField(max_length=30, unique=True)
    skeleton = models.CharField(max_length=120, unique=True)
    pronouns = models.CharField(max_length=30, blank=True, default="")
    gender = models.CharField(max_length=12, blank=True, default="")  # places.GENDERS; empty: not said
    gender_words = models.CharField(max_length=40, blank=True, default="")  # only beside "own_words"
    languages = models.JSONField(default=list)  # ISO 639-1 codes, preferred first
    time_zone = models.CharField(max_length=60, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    theme = models.CharField(max_length=12, blank=True, default="system")  # places.THEMES
    changed_at = models.DateTimeField(default=now)


class ExperienceKind(models.TextChoices):
    """The shelves of the list."""

    CONDITION = "condition", _("Living with")
    EVENT = "event", _("Things that happened")
    ROLE = "role", _("Roles I have")
    IDENTITY = "identity", _("Who I am")


class Experience(models.Model):
    """One thing people go through, as the organisation words it. Retired ones stay with those who chose
    them.
    """

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=ExperienceKind)
    retired_at = models.DateTimeField(null=True, blank=True)


class ExperienceName(models.Model):
    """How an experience is called in one language; ``phrase`` ends "you both …" ("live with panic")."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=10, default="en")
    name = models.CharField(max_length=80)
    phrase = models.CharField(max_length=120)
    synonyms = models.JSONField(default=list)

    class Meta:
        """One name in a language."""

        constraints = (models.UniqueConstraint(fields=("experience", "language"), name="one_name_a_language"),)


class Comfort(models.IntegerChoices):
    """How easy it is to talk about."""

    RATHER_NOT = 1, _("I'd rather not talk about it")
    IF_IT_HELPS = 2, _("If it helps someone")
    GLADLY = 3, _("Gladly")


class Stance(models.TextChoices):
    """Where someone stands to it."""

    LIVING = "living", _("Living with it")
    CAME_THROUGH = "came_through", _("Came through it")
    SUPPORTING = "supporting", _("Supporting someone")


class SeenBy(models.TextChoices):
    """Who may know."""

    NOBODY = "nobody", _("Only me")
    MATCHES = "matches", _("People I am matched with")
    MEMBERS = "members", _("Members here")


class LivedExperience(models.Model):
    """One thing a person says of themselves. ``words`` are sealed with their key (see actions.context_of)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="lived")
    experience = models.ForeignKey(Experience, on_delete=models.PROTECT, related_name="lived")
    stance = models.CharField(max_length=12, choices=Stance, default=Stance.LIVING)
    comfort = models.PositiveSmallIntegerField(choices=Comfort, default=Comfort.IF_IT_HELPS)
    words = models.BinaryField(default=b"")
    seen_by = models.CharField(max_length=8, choices=SeenBy, default=SeenBy.MATCHES)
    at = models.DateTimeField(default=now)

    class Meta:
        """Each thing once."""

        constraints = (models.UniqueConstraint(fields=("person", "experience"), name="each_thing_once"),)


class Wish(models.Model):
    """Whom someone would rather, or rather not, talk to."""

    class Toward(models.TextChoices):
        """Which way."""

        RATHER = "rather", _("I'd rather")
        RATHER_NOT = "rather_not", _("I'd rather not")

    class Aspect(models.TextChoices):
        """About what."""

        AGE_BAND = "age_band", _("Age")
        GENDER = "gender", _("Gender")
        LANGUAGE = "language", _("Language")
        TOPIC = "topic", _("Topic")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wishes")
    toward = models.CharField(max_length=10, choices=Toward)
    aspect = models.CharField(max_length=10, choices=Aspect)
    value = models.CharField(max_length=60)

    class Meta:
        """Each wish once."""

        constraints = (models.UniqueConstraint(fields=("person", "aspect", "value"), name="each_wish_once"),)
