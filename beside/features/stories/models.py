"""Articles by the organisation, recovery stories by members, and replies by readers without an account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person
from beside.foundation.talk.models import Talk


class Byline(models.Model):
    """Under whose name articles stand: a published line, not an account."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=400, blank=True, default="")


class Article(models.Model):
    """An article as it stands now; ``body`` is Markdown. ``published_at`` None is a draft; in the future, it waits.

    ``sources`` is a list of {"title", "url"}; ``seeded`` the file it came from, so that it is not brought twice.
    """

    slug = models.SlugField(max_length=80, unique=True)
    byline = models.ForeignKey(Byline, on_delete=models.PROTECT, related_name="articles")
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField()
    tags = models.JSONField(default=list)
    series = models.CharField(max_length=80, blank=True, default="")
    sources = models.JSONField(default=list)
    reviewed_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True, db_index=True)
    replies_open = models.BooleanField(default=True)
    seeded = models.CharField(max_length=80, blank=True, default="")
    talk = models.OneToOneField(Talk, on_delete=models.SET_NULL, null=True, related_name="article")
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)


class ArticleTag(models.Model):
    """A tag of an article, a row each, to find by."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tag_rows")
    tag = models.SlugField(max_length=40)

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("tag", "article"), name="a_tag_once_an_article"),)


class ArticleVersion(models.Model):
    """An article as it stood before a change."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=120)
    body = models.TextField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")


class Illustration(models.Model):
    """A picture for articles, made anew (core/photos.py); public, so not locked."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    words = models.CharField(max_length=300)
    media_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    data = models.BinaryField()
    at = models.DateTimeField(default=now)


class Audience(models.TextChoices):
    """Who may read a story."""

    MEMBERS = "members", _("Members here")
    WORLD = "world", _("Everyone, also without an account")


class Story(models.Model):
    """A member's recovery story. ``sealed`` holds its parts, locked with the writer's key, before and after it shows.

    It is a draft until ``sent_at``; with an editor until ``published_at``; gone from ``withdrawn_at``.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="stories")
    name = models.CharField(max_length=30, blank=True, default="")
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.MEMBERS)
    note = models.CharField(max_length=20, blank=True, default="")
    sealed = models.BinaryField(default=b"")
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    talk = models.OneToOneField(Talk, on_delete=models.SET_NULL, null=True, related_name="story")

    class Meta:
        """The shown are listed newest first."""

        indexes = (
            models.Index(
                fields=("-published_at",), condition=Q(withdrawn_at=None, hidden_at=None), name="stories_shown"
            ),
        )


class StoryNote(models.Model):
    """What editor and writer say to each other about a story before it shows. Sealed for the organisation."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)


class ReaderReply(models.Model):
    """A reply by a reader without an account. Nothing shows before somebody has looked.

    ``name``, ``words`` and ``email`` are sealed for the organisation; ``email`` is emptied after the decision where the
    organisation keeps none. ``level`` and ``reasons`` are what triage noticed. ``token`` is a digest of the one in the
    letter by which the reader can take the reply back.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="reader_replies")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, related_name="reader_replies")
    name = models.BinaryField()
    email = models.BinaryField(default=b"")
    words = models.BinaryField()
    level = models.CharField(max_length=12, blank=True, default="")
    reasons = models.JSONField(default=list)
    token = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        """It answers one thing."""

        constraints = (
            models.CheckConstraint(
                condition=Q(article=None, story__isnull=False) | Q(article__isnull=False, story=None),
                name="answers_one_thing",
            ),
        )
        indexes = (models.Index(fields=("at",), condition=Q(decided_at=None), name="reader_replies_waiting"),)


class Settings(models.Model):
    """The organisation's choices about readers' replies; one row."""

    open_to_readers = models.BooleanField(default=True)
    keeps_email = models.BooleanField(default=False)


class Circle(models.Model):
    """A reading circle: a story or an article for a week, a question, and a thread of those who read along."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="circles")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, related_name="circles")
    question = models.CharField(max_length=200)
    begins_on = models.DateField(unique=True)
    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, related_name="circle")

    class Meta:
        """About one thing."""

        constraints = (
            models.CheckConstraint(
                condition=Q(article=None, story__isnull=False) | Q(article__isnull=False, story=None),
                name="reads_one_thing",
            ),
        )
