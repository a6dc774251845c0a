"""Support groups: what they are, who is in them, when they meet, who waits, and what they keep between meetings."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.ids import new_ref, new_secret
from beside.foundation.accounts.models import Person
from beside.foundation.profiles.models import Experience
from beside.foundation.talk.models import Talk


class Joining(models.TextChoices):
    """How one comes into a group."""

    OPEN = "open", _("Any member may come in")
    SCREENED = "screened", _("A facilitator talks with you first")


class Rhythm(models.TextChoices):
    """How often a group meets."""

    ONCE = "once", _("Once")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month, on the same weekday")


class Group(models.Model):
    """A support group. ``size`` counts members, without facilitators. Times are on the clock of ``time_zone``.

    ``times`` is how many sessions a course has; empty goes on. ``agreements`` are lines read at each session. When it
    has ended, its words stay ``keep_days`` for its members and then go. ``agenda`` is how its sessions go
    (core/agenda.py); empty as everywhere. ``youngest`` and ``oldest`` are ages in years.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300)
    format = models.CharField(max_length=300, blank=True, default="")
    experience = models.ForeignKey(Experience, on_delete=models.SET_NULL, null=True, related_name="+")
    identity = models.CharField(max_length=80, blank=True, default="")
    youngest = models.PositiveSmallIntegerField(null=True)
    oldest = models.PositiveSmallIntegerField(null=True)
    language = models.CharField(max_length=8, default="en")
    joining = models.CharField(max_length=8, choices=Joining, default=Joining.OPEN)
    least = models.PositiveSmallIntegerField(default=4, validators=[MinValueValidator(2)])
    size = models.PositiveSmallIntegerField(default=12, validators=[MaxValueValidator(60)])
    agreements = models.JSONField(default=list)
    link = models.URLField(max_length=300, blank=True, default="")
    rhythm = models.CharField(max_length=12, choices=Rhythm, default=Rhythm.WEEKLY)
    first_day = models.DateField()
    clock_time = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=75)
    times = models.PositiveSmallIntegerField(null=True)
    time_zone = models.CharField(max_length=60)
    agenda = models.JSONField(default=list)
    voice = models.BooleanField(default=False)
    camera = models.BooleanField(default=False)
    keep_days = models.PositiveSmallIntegerField(default=30)
    talk = models.OneToOneField(Talk, on_delete=models.SET_NULL, null=True, related_name="group")
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)


class Rank(models.TextChoices):
    """As what somebody is in a group."""

    MEMBER = "member", _("Member")
    FACILITATOR = "facilitator", _("Facilitator")


class Remind(models.IntegerChoices):
    """How long before a session somebody wants to hear of it, in minutes."""

    NOT = 0, _("Not at all")
    HOURS = 120, _("Two hours before")
    DAY = 1440, _("The day before")


class Membership(models.Model):
    """Somebody's place in a group; a row stays when they leave, so that coming back is the same place."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="groups")
    rank = models.CharField(max_length=12, choices=Rank, default=Rank.MEMBER)
    remind = models.PositiveSmallIntegerField(choices=Remind, default=Remind.HOURS)
    agreed_at = models.DateTimeField(default=now)
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)  # until then no reminders, and nobody misses them

    class Meta:
        """One place each."""

        constraints = (models.UniqueConstraint(fields=("group", "person"), name="one_place_in_a_group"),)


class Session(models.Model):
    """One meeting of a group. ``day`` is the day its series gave it, by which it is known when it was moved.

    ``came`` is how many were there, where the organisation keeps that.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sessions")
    day = models.DateField()
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveSmallIntegerField(default=0)
    came = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """One a day."""

        constraints = (models.UniqueConstraint(fields=("group", "day"), name="one_session_a_day"),)


class Pause(models.Model):
    """Days on which a group does not meet, both included: holidays. ``words`` say why, for those in it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="pauses")
    first = models.DateField()
    last = models.DateField()
    words = models.CharField(max_length=80, blank=True, default="")


class Absence(models.Model):
    """Somebody said that they cannot come to a session. No reason is asked."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="absences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    at = models.DateTimeField(default=now)

    class Meta:
        """Once."""

        constraints = (models.UniqueConstraint(fields=("session", "person"), name="absent_once"),)


class Reminded(models.Model):
    """That somebody was reminded of a session, so that it happens once."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        """Once."""

        constraints = (models.UniqueConstraint(fields=("session", "person"), name="reminded_once"),)


class JoinRequest(models.Model):
    """Somebody asks to come into a group that talks with people first. ``words`` are locked with their key."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="group_requests")
    words = models.BinaryField(default=b"")
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)

    class Meta:
        """One open request each."""

        constraints = (
            models.UniqueConstraint(
                fields=("group", "person"), condition=Q(decided_at=None), name="one_open_group_request"
            ),
        )


class Answer(models.TextChoices):
    """What became of a place on a waiting list."""

    TAKEN = "taken", _("Took the seat")
    PASSED = "passed", _("Left the list")
    LAPSED = "lapsed", _("The offer ran out")


class Waiting(models.Model):
    """A place on a group's waiting list; with ``offered_at`` a seat is held for them until ``offered_until``."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="waiting")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="waiting_for")
    at = models.DateTimeField(default=now)
    offered_at = models.DateTimeField(null=True)
    offered_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=6, choices=Answer, blank=True, default="")

    class Meta:
        """One living place each."""

        constraints = (
            models.UniqueConstraint(fields=("group", "person"), condition=Q(ended_at=None), name="one_place_in_line"),
        )
        indexes = (models.Index(fields=("group", "at"), condition=Q(ended_at=None), name="line_of_a_group"),)


class Note(models.Model):
    """Something a group keeps between sessions: a line, or a link with a line. Locked with its writer's key."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="group_notes")
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)
    hidden_at = models.DateTimeField(null=True)


class Feed(models.Model):
    """Somebody's private calendar address. ``names``: events carry the name of the group; otherwise only "Group"."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="group_feed")
    token = models.CharField(max_length=64, unique=True, default=new_secret, editable=False)
    names = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)


class Room(models.Model):
    """Where a session takes place. What happened in it are its events (core/room.py); its words are a thread.

    ``agenda`` is the group's as it stood when the room was opened: a later change is for later sessions.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="room")
    talk = models.OneToOneField(Talk, on_delete=models.SET_NULL, null=True, related_name="room")
    version = models.PositiveIntegerField(default=0)
    agenda = models.JSONField(default=list)
    opened_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)  # when those who did not come were told that they were missed
    emptied_at = models.DateTimeField(null=True)


class RoomEvent(models.Model):
    """One thing that happened in a room, as the ``version``-th. ``by`` is a public name, like those in ``data``."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="events")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    actor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=16)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=now)

    class Meta:
        """Two that happen at once cannot be the same version."""

        constraints = (models.UniqueConstraint(fields=("room", "version"), name="room_versions_gapless"),)


class Moment(models.TextChoices):
    """When somebody says how they are."""

    ARRIVE = "arrive", _("How I arrive")
    LEAVE = "leave", _("How I leave")
    DEBRIEF = "debrief", _("What went well")
    FOLLOW = "follow", _("Whom to follow up")
    STRAIN = "strain", _("How leading was for me")


class RoomWord(models.Model):
    """A line of somebody's own about a session: how they arrive or leave, or a facilitator's look back.

    Locked with their key and theirs alone; ``shared`` shows how they arrive to those in the room.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="words")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(max_length=8, choices=Moment)
    sealed = models.BinaryField()
    shared = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    class Meta:
        """One of each."""

        constraints = (models.UniqueConstraint(fields=("room", "person", "moment"), name="one_word_a_moment"),)


class Unsigned(models.Model):
    """A word to the facilitators without a name: nobody is kept with it. Locked for the organisation."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="unsigned")
    sealed = models.BinaryField()


class Signal(models.Model):
    """A quiet word to the facilitators alone: "I need a minute", "I'm not OK". Seen once one of them has said so."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="signals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=[("minute", _("needs a minute")), ("not_ok", _("is not OK"))])
    at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")


class Removal(models.Model):
    """That somebody was asked to leave a session, by whom, and why: they are told, and the desk looks after them."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="removals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)

    class Meta:
        """Once."""

        constraints = (models.UniqueConstraint(fields=("room", "person"), name="removed_once"),)


class Presence(models.Model):
    """When somebody's open page was last heard of in a room; a page that falls silent has dropped out."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=now)

    class Meta:
        """Once."""

        constraints = (models.UniqueConstraint(fields=("room", "person"), name="present_once"),)


class Aside(models.Model):
    """A talk for a few of a group. Who reads it says ``kind``; its words go with the room's, or the group's.

    ``before``: somebody who asks to come in, and the facilitators. ``apart``: two from a room. ``leads``: the
    facilitators in a room, among themselves.
    """

    class Kind(models.TextChoices):
        """For whom it is."""

        BEFORE = "before", _("Before you come in")
        APART = "apart", _("Talking apart")
        LEADS = "leads", _("Among those who lead")

    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="asides")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, null=True, related_name="asides")
    kind = models.CharField(max_length=6, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    lead = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, related_name="aside")
    key = models.CharField(max_length=80, unique=True)  # of what it is the one and only
    at = models.DateTimeField(default=now)


class Attended(models.Model):
    """That somebody was at a session: kept for facilitators' hours, and for all only where the organisation says so."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attended")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    led = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Once."""

        constraints = (models.UniqueConstraint(fields=("session", "person"), name="attended_once"),)


class VoiceSeat(models.Model):
    """Somebody's page takes part by voice in a room. ``call`` names the page; each coming in has a new one."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    call = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    since = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One page each."""

        constraints = (
            models.UniqueConstraint(fields=("room", "person"), condition=Q(ended_at=None), name="one_voice_each"),
        )
