"""What a member keeps for themselves, and what of it they share for a time. All words are locked with their key."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person


class Kind(models.TextChoices):
    """Where a page belongs."""

    SAFETY = "safety", _("My safety plan")
    WELLNESS = "wellness", _("My wellness plan")
    JOURNAL = "journal", _("My journal")


class Page(models.Model):
    """One text of somebody's: a step of the safety plan, a heading of the wellness plan, a page of the journal.

    ``key`` names the steps and headings that come with Beside; a heading of one's own and a page of the journal have
    none. ``version`` grows with each save: whoever saves says which they saw. ``settled`` is False while it was last
    kept by itself, as its writer was still writing. ``sealed`` is locked to the row and its version.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.CharField(max_length=16, blank=True, default="")
    place = models.PositiveSmallIntegerField(default=0)
    day = models.DateField(null=True)
    sealed = models.BinaryField(default=b"")
    size = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    settled = models.BooleanField(default=True)
    skipped_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    changed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """A step or heading of Beside's is there once; the journal is read newest day first."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "kind", "key"), condition=~Q(key=""), name="a_key_once_a_plan"),
        )
        indexes = (
            models.Index(fields=("owner", "kind", "place"), name="pages_of_a_plan"),
            models.Index(fields=("owner", "-day", "-id"), condition=Q(kind="journal"), name="journal_by_day"),
        )


class PageVersion(models.Model):
    """A page as it stood before a save; ``by`` is who had written that."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("page", "number"), name="a_version_once_a_page"),)


class Share(models.Model):
    """One thing of somebody's, for somebody else to read, from a moment to a moment.

    ``item_kind`` and ``item_ref`` name the thing (items.py); a whole plan has no ref. ``to_kind`` and ``to_key`` name
    who may read it (hooks.py); ``to_person`` stands beside them where that is one person. ``together`` lets them write
    in it, too. ``ended_at`` is set when somebody first sees that it has ended: a clock set back opens nothing again.
    """

    class Ask(models.TextChoices):
        """What the owner would like of whoever reads it."""

        READ = "read", _("Just to read")
        CHEER = "cheer", _("Cheer me on")
        CHECK_IN = "check_in", _("Ask me how it goes")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    item_kind = models.CharField(max_length=10)
    item_ref = models.CharField(max_length=16, blank=True, default="")
    to_kind = models.CharField(max_length=10)
    to_key = models.CharField(max_length=16, blank=True, default="")
    to_person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    ask = models.CharField(max_length=8, choices=Ask, default=Ask.READ)
    note = models.BinaryField(default=b"")
    together = models.BooleanField(default=False)
    begins_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Never open-ended."""

        constraints = (models.CheckConstraint(condition=Q(until__gt=models.F("begins_at")), name="a_share_has_an_end"),)
        indexes = (
            models.Index(fields=("owner", "-begins_at"), name="shares_of_an_owner"),
            models.Index(fields=("to_kind", "to_key"), condition=Q(ended_at=None), name="shares_to_somebody"),
        )


class Opened(models.Model):
    """That somebody opened what was shared with them; its owner sees it."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="openings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)


class Value(models.Model):
    """Something that matters to somebody, in their words."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)


class Turn(models.TextChoices):
    """What can happen to a goal or a step. None of them is a failure."""

    BEGUN = "begun", _("begun")
    TRIED = "tried", _("tried")
    CHANGED = "changed", _("changed")
    LET_GO = "let_go", _("let go")
    TAKEN_UP = "taken_up", _("taken up again")
    DONE = "done", _("done")


class Goal(models.Model):
    """Somebody's goal. ``state`` is its last turn that says where it stands: begun, let go or done."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    values = models.ManyToManyField(Value, related_name="goals")
    state = models.CharField(max_length=8, choices=Turn, default=Turn.BEGUN)
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        """Listed newest change first."""

        indexes = (models.Index(fields=("owner", "-changed_at"), name="goals_of_an_owner"),)


class Step(models.Model):
    """A small step towards a goal."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    sealed = models.BinaryField()
    state = models.CharField(max_length=8, choices=Turn, default=Turn.BEGUN)
    made_at = models.DateTimeField(default=now)


class Turning(models.Model):
    """What happened to a goal or a step, when, by whom. ``sealed`` holds a word on it, or what it was before."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="turnings")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, null=True, related_name="turnings")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=Turn)
    at = models.DateTimeField(default=now)
    sealed = models.BinaryField(default=b"")


class Occasion(models.TextChoices):
    """When a letter to oneself is read."""

    DAY = "day", _("On a day")
    BAD_DAY = "bad_day", _("On a bad day")


class Letter(models.Model):
    """A letter to oneself, for a day (by one's own clock) or for a bad day."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    occasion = models.CharField(max_length=8, choices=Occasion, default=Occasion.BAD_DAY)
    on_day = models.DateField(null=True)
    made_at = models.DateTimeField(default=now)
    arrived_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        """Those that are still to come are looked through by day."""

        constraints = (
            models.CheckConstraint(
                condition=Q(occasion="bad_day", on_day=None) | Q(occasion="day", on_day__isnull=False),
                name="a_letter_has_its_time",
            ),
        )
        indexes = (
            models.Index(
                fields=("on_day",), condition=Q(arrived_at=None, on_day__isnull=False), name="letters_to_come"
            ),
            models.Index(fields=("owner", "-made_at"), name="letters_of_an_owner"),
        )


class HopeThing(models.Model):
    """Something in somebody's hope box: a photo, a song, words that others gave them. ``picture`` is locked, too."""

    class What(models.TextChoices):
        """What it is."""

        PHOTO = "photo", _("A photo")
        SONG = "song", _("A song")
        WORDS = "words", _("Words somebody gave me")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    sealed = models.BinaryField()
    picture = models.BinaryField(default=b"")
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(default=now)

    class Meta:
        """Read newest first."""

        indexes = (models.Index(fields=("owner", "-id"), name="hope_of_an_owner"),)


class Milestone(models.Model):
    """A day that matters to somebody. Nothing is counted from it."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    day = models.DateField()
    at = models.DateTimeField(default=now)


class Along(models.Model):
    """Something that belongs to the way since a milestone: a hard day, a word. It changes nothing about the day."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="along")
    day = models.DateField()
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)


class Visit(models.Model):
    """The last day somebody looked at what is theirs, so that coming back can be met with a friendly word."""

    owner = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    back_on = models.DateField(null=True)
