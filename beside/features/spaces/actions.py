"""What a member can do with posts and replies. The words go through talk: numbered, locked, looked at, told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.photos import Picture
from beside.core.refusal import Refused
from beside.features.spaces import access, drafts, hooks, indexing, notices
from beside.features.spaces.access import Inside, Place
from beside.features.spaces.content import FEELINGS, NOTES, TOPICS
from beside.features.spaces.models import Kept, Need, Photo, Post, PostTopic
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.queries import organisation
from beside.foundation.audit import actions as audit
from beside.foundation.profiles import queries as profiles
from beside.foundation.realtime import hub
from beside.foundation.safety import decided, guards
from beside.foundation.safety.actions import holding
from beside.foundation.safety.models import Limit
from beside.foundation.talk import actions as talk
from beside.foundation.talk import limits, writing
from beside.foundation.talk.models import ReactionKind
from beside.foundation.talk.outgoing import Stored
from beside.foundation.talk.store import in_turn

LONGEST: Final = 10_000  # characters of a post: five pages
LONGEST_TITLE: Final = 120
LONGEST_NAME: Final = 30
MOST_A_DAY: Final = 20
MOST_PICTURES: Final = 4
REACTIONS: Final = tuple(kind for kind in ReactionKind if kind != ReactionKind.FEEL_HEARD)


@dataclass(frozen=True, slots=True)
class Given:
    """What a post is made of, as the writer gave it. ``name`` is for this one post; empty for their own pseudonym."""

    text: Any
    client_id: Any
    title: str = ""
    need: str = Need.HEARD
    feelings: Sequence[str] = ()
    topics: Sequence[str] = ()
    note: str = ""
    name: str = ""
    pictures: Sequence[tuple[Picture, str]] = field(default=())


def topic(space_ref: str) -> str:
    """The live topic of a space's list."""
    return f"space:{space_ref}"


def write(entered: Inside, given: Given, *, actor: Person) -> Post:
    """Begin something in a space. Sent twice, it is kept once. Raises ``Refused``.

    A post that gives a method or a dose waits for a person's look; its writer is told so at once (holding).
    """
    _may_write(entered, actor)
    client_id = writing.client_id(given.client_id)
    before = Post.objects.filter(author=actor, client_id=client_id).select_related("space", "talk").first()
    if before is not None:
        return before
    words, title_chars = words_of(given.title, given.text)
    name = _name(given.name, actor)
    _not_too_many(actor)
    try:
        with transaction.atomic():
            post = _keep(entered, given, words, title_chars, name, client_id, actor)
    except IntegrityError:  # the same page sent it twice in the same moment
        return Post.objects.select_related("space", "talk").get(author=actor, client_id=client_id)
    ref = entered.space.ref
    transaction.on_commit(lambda: hub.publish(topic(ref), {"on": "post", "space": ref}))
    return post


def _keep(
    entered: Inside, given: Given, words: str, title_chars: int, name: str, client_id: str, actor: Person
) -> Post:
    made = talk.make_thread(actor=actor)
    talk.take_seat(made, actor=actor, mask_name=name)
    post = Post.objects.create(
        space=entered.space,
        talk=made,
        author=actor,
        client_id=client_id,
        name=name,
        title_chars=title_chars,
        need=given.need if given.need in Need.values else Need.HEARD,
        feelings=[key for key in FEELINGS if key in given.feelings],
        topics=[key for key in TOPICS if key in given.topics],
        note=given.note if given.note in NOTES else "",
    )
    _mark_topics(post)
    _hang(post, given.pictures, actor)
    stored = talk.send(made.ref, words, client_id, actor=actor, longest=LONGEST + LONGEST_TITLE + 2)
    made.last_number = stored.number
    audit.record("post.written", post, actor=actor, need=post.need)
    if guards.method_or_dose(words):
        holding.hold(writing.REPLY, f"{made.ref}:1", actor)
    drafts.drop(client_id, actor=actor)
    indexing.keep(post, words)
    hooks.posted(post)
    return post


def _mark_topics(post: Post) -> None:
    PostTopic.objects.filter(post=post).delete()
    PostTopic.objects.bulk_create([PostTopic(post=post, topic=topic) for topic in post.topics])


def _hang(post: Post, pictures: Sequence[tuple[Picture, str]], actor: Person) -> None:
    if pictures and not access.takes_pictures(post.space):
        raise Refused("photos", _("There are no pictures here. Your words are kept."))
    if len(pictures) > MOST_PICTURES:
        raise Refused("photos", _("Up to four pictures fit on a post."))
    for picture, words in pictures:
        if not words.strip():
            raise Refused("photo_words", _("Say in a few words what is in the picture, for those who cannot see it."))
        photo = Photo(
            post=post,
            words=words.strip()[:300],
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
        )
        photo.sealed = keys.box_of(actor.pk).seal(picture.data, picture_context(photo.ref))
        photo.save()


def picture_context(ref: str) -> bytes:
    """What a picture is locked to."""
    return f"spaces.photo:{ref}".encode()


def words_of(title: str, text: Any) -> tuple[str, int]:
    """Title and text as one message, and how many of its characters are the title. Raises ``Refused``."""
    said = writing.clean(text, longest=LONGEST)
    head = " ".join(title.split())
    if len(head) > LONGEST_TITLE:
        raise Refused("long_title", _("A title has room for one line. Say the rest below it."))
    if not head:
        return said, 0
    head = writing.clean(head, longest=LONGEST_TITLE)
    return f"{head}\n\n{said}", len(head)


def _name(name: str, actor: Person) -> str:
    """A name for one post: never one that looks like somebody's here. Raises ``Refused``."""
    name = " ".join(name.split())
    if not name:
        return ""
    return profiles.other_name(name[: LONGEST_NAME + 1], organisation().name)


def _may_write(entered: Inside, actor: Person) -> None:
    if not entered.may_write:
        raise Refused("not_inside", _("You are not in this space any more. Come in again to write here."))
    decided.check(actor, Limit.WRITING)


def _not_too_many(actor: Person) -> None:
    limits.may_send(actor.pk)
    if Post.objects.filter(author=actor, at__gt=now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused("slow_down", _("That was a lot for one day. Your words are kept; post them tomorrow."))


def reply(place: Place, text: Any, client_id: Any, *, actor: Person, reply_to: int | None = None) -> Stored:
    """Answer a post, or what somebody answered. Raises ``Refused``."""
    _may_write(place.inside, actor)
    if place.words.hidden_at is not None:
        raise Refused("waits", _("This post waits for a person's look. It can be answered after that."))
    with in_turn(), transaction.atomic():
        talk.take_seat(place.talk, actor=actor)
        stored = talk.send(place.talk.ref, text, client_id, actor=actor, reply_to=_root(place, reply_to))
        if not stored.again:
            drafts.drop(stored.client_id, actor=actor)
            _count_answer(place.post, actor)
            notices.tell_of_reply(place, stored, actor)
    return stored


def _root(place: Place, number: int | None) -> int | None:
    """What is answered; the post itself needs no quote. Raises ``Refused`` where it went meanwhile."""
    if number is None or number <= 1:
        return None
    try:
        message = access.message_in(place, number)
    except Http404:
        raise Refused("gone", _("What you answer is not here any more. Your words are kept.")) from None
    if message.taken_back_at is not None or message.hidden_at is not None:
        raise Refused("gone", _("What you answer is not here any more. Your words are kept."))
    return number


def _count_answer(post: Post, actor: Person) -> None:
    """Whether this is the first or the second person to answer; by the row itself, so that no race counts twice."""
    if post.author_id == actor.pk:
        return
    if post.second_reply_at is None:  # it stays once it is there
        waiting = Post.objects.filter(pk=post.pk)
        if not waiting.filter(first_reply_at=None).update(first_reply_at=now(), first_reply_by=actor):
            waiting.filter(second_reply_at=None).exclude(first_reply_by=actor).update(second_reply_at=now())
    hooks.replied(post, actor)


def edit_post(place: Place, given: Given, *, actor: Person) -> None:
    """Say one's own post in other words. Earlier ones stay readable. Raises ``Refused``."""
    _may_write(place.inside, actor)
    words, title_chars = words_of(given.title, given.text)
    with transaction.atomic():
        talk.edit(place.talk.ref, 1, words, actor=actor, longest=LONGEST + LONGEST_TITLE + 2)
        Post.objects.filter(pk=place.post.pk).update(
            title_chars=title_chars,
            need=given.need if given.need in Need.values else place.post.need,
            feelings=[key for key in FEELINGS if key in given.feelings],
            topics=[key for key in TOPICS if key in given.topics],
            note=given.note if given.note in NOTES else "",
        )
        place.post.refresh_from_db()
        _mark_topics(place.post)
        audit.record("post.edited", place.post, actor=actor)
        if guards.method_or_dose(words):
            holding.hold(writing.REPLY, f"{place.talk.ref}:1", actor)
        indexing.keep(place.post, words)


def take_back_post(place: Place, *, actor: Person) -> None:
    """Take one's own post back, pictures too; what others answered goes out of sight with it. Raises ``Refused``."""
    with transaction.atomic():
        talk.take_back(place.talk.ref, 1, actor=actor)
        talk.set_quiet(place.talk, actor=actor)
        Post.objects.filter(pk=place.post.pk).update(away_at=now())
        Photo.objects.filter(post=place.post).delete()
        Kept.objects.filter(post=place.post).delete()
        indexing.drop(place.post)
        audit.record("post.taken_back", place.post, actor=actor)


def react(place: Place, number: int, kind: str, *, actor: Person) -> None:
    """Say something with one press. "This helped me" reaches the helper as thanks. Raises 404 or ``Refused``."""
    message = access.message_in(place, number)
    if kind not in REACTIONS:
        raise Refused("kind", _("Choose one of the reactions."))
    if message.author_id == actor.pk:
        raise Refused("own", _("Reactions answer somebody else."))
    talk.react(place.talk.ref, number, kind, actor=actor)
    if kind == ReactionKind.HELPED and message.author_id is not None:
        notices.thank(place, message, actor)


def unreact(place: Place, number: int, kind: str, *, actor: Person) -> None:
    """Take a reaction away. Raises 404."""
    access.message_in(place, number)
    talk.unreact(place.talk.ref, number, kind, actor=actor)


def keep(place: Place, *, actor: Person) -> None:
    """Keep a post for oneself; nobody is told."""
    Kept.objects.get_or_create(person=actor, post=place.post)


def unkeep(place: Place, *, actor: Person) -> None:
    """Keep it no longer."""
    Kept.objects.filter(person=actor, post=place.post).delete()
