"""Reading spaces and lists of posts: a constant number of questions, however many posts and members there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from beside.core.clock import now
from beside.core.excerpts import cut, plain
from beside.core.prepared import Among, Prepared
from beside.features.spaces import muting
from beside.features.spaces.access import Inside
from beside.features.spaces.models import SEEKING, Joining, JoinRequest, Kept, Membership, Need, Post, Rank, Space
from beside.features.spaces.muting import Muted
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety.queries import blocked_ids
from beside.foundation.talk import queries as talk
from beside.foundation.talk.models import Message

PAGE: Final = 20
_LINE: Final = 200  # characters of a post in a list
_END: Final = 2_000_000_000  # beyond any number a post can have for a long time
_SPARE: Final = 6  # asked for beyond a page, since some of it may be out of sight
_NEWEST = Prepared(
    lambda space, before: (
        Post.objects.filter(space=space, id__lt=before, away_at=None)
        .select_related("talk")
        .order_by("-id")[: PAGE + _SPARE]
    ),
    values=2,
)
_WAITING = Prepared(
    lambda space, after: (
        Post.objects.filter(space=space, id__gt=after, away_at=None, second_reply_at=None, need__in=SEEKING)
        .select_related("talk")
        .order_by("id")[: PAGE + _SPARE]
    ),
    values=2,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which posts of a space someone asks for. ``view`` is "", "waiting" or "mine"; ``from_id`` is where to go on."""

    view: str = ""
    need: str = ""
    topic: str = ""
    from_id: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One post in a list, as its reader sees it. ``muted``: collapsed behind one line; ``words`` its first lines."""

    post: Post
    name: str
    seed: str
    title: str
    words: str
    mine: bool
    new: bool
    muted: bool


@dataclass(frozen=True, slots=True)
class Posts:
    """A page of posts, and where the next begins."""

    posts: list[Listed]
    later: int | None


def split(words: str, title_chars: int) -> tuple[str, str]:
    """Title and text of a post's words."""
    return words[:title_chars], words[title_chars:].lstrip("\n")


_FIRST = Among(lambda talks: Message.objects.filter(talk_id__in=talks, number=1))


def posts(entered: Inside, asked: Asked) -> Posts:
    """A page of posts the person may see, in an order that new arrivals do not change."""
    apart, muted = blocked_ids(entered.person), muting.of(entered.person)
    found: list[Post] = []
    opened: dict[int, Message] = {}
    start = asked.from_id
    while True:
        rows = _rows(entered, asked, start)
        first = first_words(rows)
        seen = [row for row in rows if _seen(row, first.get(row.talk_id), entered.person, apart)]
        found += seen
        opened |= first
        if len(rows) < PAGE + _SPARE or len(found) > PAGE:
            break
        start = rows[-1].pk
    shown = found[:PAGE]
    later = shown[-1].pk if len(found) > PAGE else None
    return Posts(_listed(shown, opened, entered, muted), later)


def _rows(entered: Inside, asked: Asked, start: int | None) -> list[Post]:
    if asked.view == "waiting":
        return _WAITING.objects(entered.space.pk, start or 0)
    if not asked.view and not asked.need and not asked.topic:
        return _NEWEST.objects(entered.space.pk, start or _END)
    rows = Post.objects.filter(space=entered.space, away_at=None, id__lt=start or _END).select_related("talk")
    if asked.view == "mine":
        rows = rows.filter(author=entered.person)
    if asked.need:
        rows = rows.filter(need=asked.need)
    if asked.topic:
        rows = rows.filter(marks__topic=asked.topic)
    return list(rows.order_by("-id")[: PAGE + _SPARE])


def first_words(rows: Sequence[Post]) -> dict[int, Message]:
    """The message with the words of each post, by talk; one question."""
    return {row.talk_id: row for row in _FIRST.objects(post.talk_id for post in rows)}


def _seen(post: Post, words: Message | None, person: Person, apart: set[int]) -> bool:
    if words is None or words.taken_back_at is not None:
        return False
    if words.hidden_at is not None and post.author_id != person.pk:
        return False
    return bool(post.name) or post.author_id not in apart


def _listed(rows: Sequence[Post], opened: dict[int, Message], entered: Inside, muted: Muted) -> list[Listed]:
    texts = talk.texts_of([opened[row.talk_id] for row in rows])
    names = profiles.names_of({row.author_id for row in rows if row.author_id is not None})
    before = entered.membership.before_at if entered.membership is not None else None
    found = []
    for row in rows:
        words = texts.get((row.talk_id, 1), "")
        title, text = split(words, row.title_chars)
        name = row.name or (names[row.author_id].pseudonym if row.author_id in names else "")
        mine = row.author_id == entered.person.pk
        new = before is not None and (row.talk.last_at or row.at) > before
        away = not mine and muted.hides(row.topics, words)
        found.append(Listed(row, name, name, title, cut(plain(text[: _LINE * 2]), _LINE), mine, new, away))
    return found


def listed_one(post: Post, words: Message, entered: Inside) -> Listed:
    """One post as in a list; never folded, for whoever keeps it has read it."""
    return _listed([post], {post.talk_id: words}, entered, Muted(frozenset(), ()))[0]


# --- spaces ---
@dataclass(frozen=True, slots=True)
class Room:
    """A space in somebody's list. ``new``: something was written since they last looked."""

    space: Space
    membership: Membership | None
    new: bool


def rooms_of(person: Person) -> list[Room]:
    """The spaces someone is in, by name; those they rest from today last."""
    newer = Post.objects.filter(space=OuterRef("space"), away_at=None, at__gt=OuterRef("seen_at"))
    rows = Membership.objects.filter(person=person, left_at=None, space__closed_at=None).select_related("space")
    rows = rows.annotate(new=Exists(newer)).order_by("space__name", "pk")
    at = now()
    rooms = [Room(row.space, row, row.seen_at is None or row.new) for row in rows]
    return sorted(rooms, key=lambda one: one.membership is not None and resting(one.membership, at))


def resting(membership: Membership, at: datetime) -> bool:
    """Whether the person said "not today"."""
    return membership.away_until is not None and membership.away_until > at


def other_spaces(person: Person) -> QuerySet[Space]:
    """Open spaces the person is not in, by name."""
    mine = Membership.objects.filter(person=person, left_at=None).values("space")
    return Space.objects.filter(closed_at=None).exclude(pk__in=mine).order_by("name", "pk")


def readable_spaces(person: Person) -> QuerySet[Space]:
    """Every space whose posts the person may read."""
    mine = Membership.objects.filter(person=person, left_at=None).values("space")
    return Space.objects.filter(Q(joining=Joining.OPEN) | Q(pk__in=mine), closed_at=None).order_by("name", "pk")


def hosts_of(space: Space) -> list[Membership]:
    """Those who look after the space, longest first."""
    rows = Membership.objects.filter(space=space, rank=Rank.HOST, left_at=None, person__erased_at=None)
    return list(rows.select_related("person").order_by("joined_at", "pk"))


def asking(space: Space) -> list[JoinRequest]:
    """Those who wait to be let in, longest first."""
    return list(JoinRequest.objects.filter(space=space, decided_at=None).select_related("person").order_by("at", "pk"))


def open_request(space: Space, person: Person) -> JoinRequest | None:
    """The person's own request that nobody has answered yet."""
    return JoinRequest.objects.filter(space=space, person=person, decided_at=None).first()


def looked_at(membership: Membership) -> None:
    """Remember a visit. What was new stays marked for half an hour, so that going back and forth does not clear it."""
    at = now()
    if membership.seen_at is not None and (at - membership.seen_at).total_seconds() < 60:
        return
    values = {"seen_at": at}
    if membership.seen_at is None or (at - membership.seen_at).total_seconds() > 1800:
        values["before_at"] = membership.seen_at or membership.joined_at
    Membership.objects.filter(pk=membership.pk).update(**values)


def clear_new(membership: Membership) -> None:
    """Everything counts as read."""
    Membership.objects.filter(pk=membership.pk).update(seen_at=now(), before_at=now())


def has_kept(post: Post, person: Person) -> bool:
    """Whether the person keeps the post."""
    return Kept.objects.filter(post=post, person=person).exists()


def kept_by(person: Person) -> list[Post]:
    """What the person keeps, newest first. Each is checked again before it is shown."""
    rows = Kept.objects.filter(person=person, post__away_at=None, post__space__closed_at=None)
    return [row.post for row in rows.select_related("post__space", "post__talk").order_by("-at", "-pk")[:200]]


def seeks(post: Post) -> bool:
    """Whether a post asks for something, so that nobody may be left alone with it."""
    return Need(post.need) in SEEKING
