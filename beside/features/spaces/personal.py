"""What spaces hold on a person."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from beside.core.clock import now
from beside.features.spaces import drafts, indexing, joining, muting, pictures
from beside.features.spaces.models import Draft, JoinRequest, Kept, Membership, Mute, Offer, Photo, Post
from beside.foundation.accounts import keys, personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding


def register() -> None:
    """Places, posts, pictures, drafts, what is kept and what is muted. The words of posts are exported by talk."""
    personal.register(
        Holding(Membership, "spaces", _memberships, lambda person: _delete(Membership, person)),
        Holding(JoinRequest, "requests to join", _requests, lambda person: _delete(JoinRequest, person)),
        # Before the posts, through which they are found.
        Holding(Photo, "pictures", _photos, _delete_photos),
        Holding(Post, "posts", _posts, _empty_posts),
        Holding(Draft, "begun posts and replies", _drafts, lambda person: _delete(Draft, person)),
        Holding(Mute, "muted", _mutes, lambda person: _delete(Mute, person)),
        Holding(Kept, "kept posts", _kept, lambda person: _delete(Kept, person)),
        Holding(Offer, "steps offered", _offers, lambda person: _delete(Offer, person)),
    )


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _memberships(person: Person) -> Iterator[dict[str, Any]]:
    for row in Membership.objects.filter(person=person).select_related("space").order_by("pk"):
        yield {
            "space": row.space.name,
            "rank": row.rank,
            "joined_at": row.joined_at.isoformat(),
            "left_at": _moment(row.left_at),
            "seen_at": _moment(row.seen_at),
            "before_at": _moment(row.before_at),
            "away_until": _moment(row.away_until),
        }


def _requests(person: Person) -> Iterator[dict[str, Any]]:
    for row in JoinRequest.objects.filter(person=person).select_related("space").order_by("pk"):
        words = keys.open_text(person.pk, bytes(row.words), joining.context(person.pk, row.ref))
        yield {
            "space": row.space.name,
            "words": words,
            "at": row.at.isoformat(),
            "decided_at": _moment(row.decided_at),
            "accepted": row.accepted,
        }


def _posts(person: Person) -> Iterator[dict[str, Any]]:
    for row in Post.objects.filter(author=person).select_related("space", "talk").order_by("pk"):
        yield {
            "space": row.space.name,
            "talk": row.talk.ref,
            "name": row.name,
            "title_chars": row.title_chars,
            "need": row.need,
            "feelings": row.feelings,
            "topics": row.topics,
            "note": row.note,
            "at": row.at.isoformat(),
            "away_at": _moment(row.away_at),
            "first_reply_at": _moment(row.first_reply_at),
            "second_reply_at": _moment(row.second_reply_at),
        }


def _photos(person: Person) -> Iterator[dict[str, Any]]:
    for row in Photo.objects.filter(post__author=person).select_related("post__talk").order_by("pk"):
        opened = pictures.opened(row)
        yield {
            "talk": row.post.talk.ref,
            "words": row.words,
            "media_type": row.media_type,
            "base64": b64encode(opened).decode() if opened is not None else None,
            "at": row.at.isoformat(),
        }


def _drafts(person: Person) -> Iterator[dict[str, Any]]:
    for row in Draft.objects.filter(person=person).select_related("post", "space").order_by("pk"):
        begun = drafts.opened(row)
        yield {
            "space": row.space.name,
            "at": row.at.isoformat(),
            "answers": row.post_id is not None,
            "given": begun.given if begun is not None else None,
        }


def _mutes(person: Person) -> Iterator[dict[str, Any]]:
    for row in Mute.objects.filter(person=person).order_by("pk"):
        yield {"topic": row.topic, "word": muting.opened(row), "at": row.at.isoformat()}


def _kept(person: Person) -> Iterator[dict[str, Any]]:
    for row in Kept.objects.filter(person=person).select_related("post").order_by("pk"):
        yield {"post": row.post.ref, "at": row.at.isoformat()}


def _offers(person: Person) -> Iterator[dict[str, Any]]:
    for row in Offer.objects.filter(person=person).order_by("pk"):
        yield {"step": row.rung, "at": row.at.isoformat(), "closed_at": _moment(row.closed_at)}


def _delete(table: Any, person: Person) -> None:
    table._default_manager.filter(person=person).delete()


def _delete_photos(person: Person) -> None:
    Photo.objects.filter(post__author=person).delete()


def _empty_posts(person: Person) -> None:
    """The post goes out of sight, with what hung on it: without its first words the answers answer nothing."""
    mine = Post.objects.filter(author=person)
    for row in mine:
        indexing.drop(row)
    mine.update(away_at=now(), author=None, name="", feelings=[], topics=[])
    Post.objects.filter(first_reply_by=person).update(first_reply_by=None)
