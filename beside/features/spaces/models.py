"""Spaces: places to write and be read, and what members begin in them. The words themselves are messages of a talk."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.foundation.accounts.models import Person
from beside.foundation.profiles.models import Experience
from beside.foundation.talk.models import Talk


class Joining(models.TextChoices):
    """How one comes into a space."""

    OPEN = "open", _("Every member may come in")
    REQUEST = "request", _("A host says yes first")


class Space(models.Model):
    """A place for people who go through the same thing.

    ``first_within`` and ``second_within`` are the promise: minutes until a first and a second person has answered a
    post that asks for something, counted within ``staffed`` hours. Those are ``[weekday, "HH:MM", "HH:MM"]`` with 0 for
    Monday, in ``time_zone``; none means always.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    key = models.SlugField(max_length=60, unique=True, null=True)  # what seeded it, so that it is not seeded again
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300)
    own_rules = models.TextField(blank=True, default="")
    experience = models.ForeignKey(Experience, on_delete=models.SET_NULL, null=True, related_name="+")
    joining = models.CharField(max_length=8, choices=Joining, default=Joining.OPEN)
    photos = models.BooleanField(default=True)
    first_within = models.PositiveIntegerField(default=60)
    second_within = models.PositiveIntegerField(default=720)
    staffed = models.JSONField(default=list)
    time_zone = models.CharField(max_length=60, blank=True, default="")
    made_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)


class Rank(models.TextChoices):
    """As what someone is in a space."""

    MEMBER = "member", _("Member")
    HOST = "host", _("Host")


class Membership(models.Model):
    """Someone's being in a space. Coming and going is told to nobody.

    ``seen_at`` is when they last looked at its posts, ``before_at`` the visit before that: what came since is new to
    them. ``away_until``: "not today", nothing of the space reaches them until then.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    rank = models.CharField(max_length=8, choices=Rank, default=Rank.MEMBER)
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    before_at = models.DateTimeField(null=True)
    away_until = models.DateTimeField(null=True)

    class Meta:
        """One for each; asked for on every page of a space."""

        constraints = (models.UniqueConstraint(fields=("space", "person"), name="one_membership_each"),)
        indexes = (models.Index(fields=("person",), condition=Q(left_at=None), name="living_memberships"),)


class JoinRequest(models.Model):
    """Asking to come in. ``words`` are sealed with the person's key and read by the hosts."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="join_requests")
    words = models.BinaryField(default=b"")
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)

    class Meta:
        """One open at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("space", "person"), condition=Q(decided_at=None), name="one_open_join_request"
            ),
        )


class Need(models.TextChoices):
    """What the writer of a post would like."""

    HEARD = "heard", _("Just to be heard")
    EXPERIENCE = "experience", _("Your experience")
    IDEAS = "ideas", _("Ideas")
    GOOD = "good", _("To share something good")


SEEKING = (Need.HEARD, Need.EXPERIENCE, Need.IDEAS)
"""Needs that nobody is left alone with: such posts carry the promise of an answer."""


class Post(models.Model):
    """What somebody began in a space. Its words are message 1 of ``talk``, the replies are those after it.

    The first ``title_chars`` characters of the words are the title. ``name`` is set where it stands under a name for
    this one post. ``away_at``: taken back, or its writer erased. ``first_reply_at`` and ``second_reply_at`` are when a
    first and a second person other than the writer answered.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="posts")
    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, related_name="post")
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="posts")
    client_id = models.CharField(max_length=36)
    name = models.CharField(max_length=30, blank=True, default="")
    title_chars = models.PositiveSmallIntegerField(default=0)
    need = models.CharField(max_length=12, choices=Need)
    feelings = models.JSONField(default=list)  # keys of content.FEELINGS
    topics = models.JSONField(default=list)  # keys of content.TOPICS; PostTopic finds by them
    note = models.CharField(max_length=20, blank=True, default="")  # a key of content.NOTES
    at = models.DateTimeField(default=now)
    away_at = models.DateTimeField(null=True)
    first_reply_at = models.DateTimeField(null=True)
    first_reply_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    second_reply_at = models.DateTimeField(null=True)

    class Meta:
        """Lists go by number, which never changes under arrivals; sent twice, a post is kept once."""

        constraints = (models.UniqueConstraint(fields=("author", "client_id"), name="posted_once"),)
        indexes = (
            models.Index(fields=("space", "-id"), condition=Q(away_at=None), name="posts_of_a_space"),
            models.Index(
                fields=("space", "id"), condition=Q(away_at=None, second_reply_at=None), name="posts_that_wait"
            ),
            models.Index(fields=("author", "-id"), name="posts_of_an_author"),
        )


class PostTopic(models.Model):
    """What a post is about, a row each, to find posts by (a key of content.TOPICS)."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="marks")
    topic = models.CharField(max_length=20)

    class Meta:
        """Each once, found by topic and newest first."""

        constraints = (models.UniqueConstraint(fields=("topic", "post"), name="a_topic_once_a_post"),)


class Photo(models.Model):
    """A picture on a post, made anew from what was given: no metadata, no larger than needed. ``words`` describe it."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="pictures")
    words = models.CharField(max_length=300)
    media_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()  # locked with the writer's key, as their words are
    at = models.DateTimeField(default=now)


class Draft(models.Model):
    """What somebody has begun to write in a space: a post, or a reply to ``post``. Sealed with their key.

    Each open page keeps its own, by the ``client_id`` it will send under, so that two tabs never write over each other.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="space_drafts")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="drafts")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="drafts")
    client_id = models.CharField(max_length=36)
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)

    class Meta:
        """One for each page."""

        constraints = (models.UniqueConstraint(fields=("person", "client_id"), name="one_draft_a_page"),)
        indexes = (models.Index(fields=("person", "space", "post"), name="drafts_in_a_space"),)


class Mute(models.Model):
    """What a person would rather not come upon: a topic, or a word of their own (sealed with their key)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mutes")
    topic = models.CharField(max_length=20, blank=True, default="")
    word = models.BinaryField(default=b"")
    at = models.DateTimeField(default=now)

    class Meta:
        """A topic once."""

        constraints = (
            models.UniqueConstraint(fields=("person", "topic"), condition=~Q(topic=""), name="a_topic_muted_once"),
        )


class Kept(models.Model):
    """A post somebody keeps for themselves."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_posts")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="kept_by")
    at = models.DateTimeField(default=now)

    class Meta:
        """Once."""

        constraints = (models.UniqueConstraint(fields=("person", "post"), name="kept_once"),)


class Rung(models.TextChoices):
    """A small step towards the others. Each is offered once, and never counted."""

    REACT = "react", _("Say something with one press")
    STARTER = "starter", _("Write one line")
    POST = "post", _("Begin something of your own")
    WELCOME = "welcome", _("Welcome somebody new")


class Offer(models.Model):
    """That a step was offered to someone; put away, it is not offered again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rungs")
    rung = models.CharField(max_length=10, choices=Rung)
    at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """Once."""

        constraints = (models.UniqueConstraint(fields=("person", "rung"), name="each_step_offered_once"),)


class Vector(models.Model):
    """Where a post's words lie in the sentence model's space: 384 bytes, to find posts that feel alike."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="vector")
    data = models.BinaryField()


class Kin(models.Model):
    """That ``other``, a post of an open space, is near to ``post``; ``rank`` 0 is the nearest."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="kin")
    other = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("post", "other"), name="kin_once"),)
