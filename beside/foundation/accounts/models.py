"""People, what they may do, what they agreed to, and the keys that lock their words."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref


class Role(models.TextChoices):
    """What someone may do here, apart from being a member."""

    PEER_SUPPORTER = "peer_supporter", _("Peer supporter")
    FACILITATOR = "facilitator", _("Facilitator")
    MODERATOR = "moderator", _("Moderator")
    SAFETY_LEAD = "safety_lead", _("Safety lead")
    OPERATOR = "operator", _("Operator")


class PersonManager(BaseUserManager["Person"]):
    """How allauth and Django look people up."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this sign-in name, whatever its case."""
        return self.get(sign_in_name__iexact=username)


class Person(AbstractBaseUser):
    """Someone with an account. Others know them by their profile's pseudonym, never by anything here.

    ``sign_in_name`` is for those who joined without an email; nobody else ever sees it.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    sign_in_name = models.CharField(max_length=60, unique=True, null=True, blank=True)
    email = models.EmailField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    joined_at = models.DateTimeField(default=now)
    # Set once the joining questions are answered and, where the organisation asks for it, staff said yes.
    admitted_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    # Until then they take no part, by a decision of the staff (safety writes it); a narrow way in stays open.
    out_until = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)
    hints = models.BooleanField(default=True)  # gentle hints on their own drafts, while they write

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    @property
    def is_out(self) -> bool:
        """Whether the staff keep them from taking part now."""
        return self.out_until is not None and self.out_until > now()

    def __str__(self) -> str:
        """Neither name nor address: this may reach a log."""
        return f"person {self.pk}"

    def get_username(self) -> str:
        """The sign-in name; empty for those who sign in by email."""
        return self.sign_in_name or ""


class PersonKey(models.Model):
    """The key that locks a person's private texts, itself locked with the service's master key.

    Deleting this row is what erasure means. Safety copies made before still hold it until they are deleted in turn
    (docs/operating.md says how long to keep them).
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="key")
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=now)


class RoleGrant(models.Model):
    """A role someone holds or held."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    granted_at = models.DateTimeField(default=now)
    granted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One living grant of a role to a person."""

        constraints = (
            models.UniqueConstraint(fields=("person", "role"), condition=Q(ended_at=None), name="one_living_grant"),
        )


class Joining(models.TextChoices):
    """How one becomes a member."""

    OPEN = "open", _("Anyone may join")
    CODE = "code", _("With an invitation code")
    APPROVAL = "approval", _("Anyone may ask; staff say yes")


class Attendance(models.TextChoices):
    """What is kept of who came to a session of a group, once its room is emptied."""

    NOTHING = "nothing", _("Nothing")
    NUMBERS = "numbers", _("How many came")
    NAMES = "names", _("Who came; each of them can see it")


class Organisation(models.Model):
    """The one organisation this service runs for: a single row, number 1."""

    name = models.CharField(max_length=120, default="Beside")
    about = models.TextField(blank=True, default="")
    contact_email = models.EmailField(blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    joining = models.CharField(max_length=10, choices=Joining, default=Joining.CODE)
    without_email = models.BooleanField(default=True)
    least_age = models.PositiveSmallIntegerField(default=18)
    # How soon someone who asks to talk is promised an answer, and when people are here to keep it (local hours).
    promise_minutes = models.PositiveSmallIntegerField(default=20)
    staffed_from = models.TimeField(null=True, blank=True)
    staffed_until = models.TimeField(null=True, blank=True)
    # Whether members may add pictures anywhere; a space may still do without.
    pictures = models.BooleanField(default=True)
    attendance = models.CharField(max_length=7, choices=Attendance, default=Attendance.NOTHING)
    set_up_at = models.DateTimeField(null=True)


class AgreedText(models.Model):
    """One published version of a text people agree to; never changed afterwards, only followed by another."""

    class Kind(models.TextChoices):
        """What the text is about."""

        HOUSE_RULES = "house_rules", _("House rules")
        PRIVACY = "privacy", _("How your words are kept")

    kind = models.CharField(max_length=20, choices=Kind)
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=10, default="en")
    body = models.TextField()
    published_at = models.DateTimeField(default=now)
    published_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Versions count up within a kind and language."""

        constraints = (models.UniqueConstraint(fields=("kind", "language", "version"), name="one_text_a_version"),)


class Consent(models.Model):
    """A person's yes to one text: which version, when, and when withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    text = models.ForeignKey(AgreedText, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """One living yes for each text."""

        constraints = (
            models.UniqueConstraint(fields=("person", "text"), condition=Q(withdrawn_at=None), name="one_living_yes"),
        )


class Invitation(models.Model):
    """A code that lets someone in. Only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    note = models.CharField(max_length=120, blank=True, default="")
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    uses_left = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True)
    role = models.CharField(max_length=20, choices=Role, blank=True, default="")


class Admission(models.Model):
    """Someone's wish to join, where staff decide; and what they decided."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="admission")
    asked_at = models.DateTimeField(default=now)
    note = models.BinaryField(default=b"")
    invitation = models.ForeignKey(Invitation, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)


class SetupLink(models.Model):
    """A one-time link that makes its holder the operator."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")


class Token(models.Model):
    """A bearer token for the API. Only its digest is kept; ``scopes`` are names separated by spaces."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=now)
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
