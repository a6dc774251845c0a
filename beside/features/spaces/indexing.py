"""What of a post can be found by words. Only posts: replies stay where they were written."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from beside.core.excerpts import cut, plain
from beside.features.spaces import access, kindred, muting, queries
from beside.features.spaces.content import TOPICS
from beside.features.spaces.models import Need, Post
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.search import actions, hooks
from beside.foundation.search.actions import Document
from beside.foundation.search.hooks import Card, Choice, Source
from beside.foundation.talk import queries as talk

KIND = "spaces.post"


def register() -> None:
    """Let posts be found by words, space, need and topic."""
    hooks.register(
        Source(KIND, _("Posts"), _scopes, _cards),
        Choice("space", _("Space"), _spaces),
        Choice(
            "need", _("What they would like"), lambda _person: [(f"need_{key}", label) for key, label in Need.choices]
        ),
        Choice("topic", _("Topic"), lambda _person: [(_mark(key), label) for key, label in TOPICS.items()]),
    )


def _mark(topic: str) -> str:
    return "topic_" + topic.replace("-", "_")


def keep(post: Post, words: str) -> None:
    """Put a post into the index, or its new words."""
    kindred.forget(post)
    title, text = words[: post.title_chars], words[post.title_chars :]
    marks = [f"need_{post.need}", *(_mark(topic) for topic in post.topics)]
    document = Document(
        KIND, post.ref, f"space:{post.space_id}", title, text, post.at, post.author, bool(post.name), marks
    )
    actions.put(document, actor=BESIDE)


def drop(post: Post) -> None:
    """Take it out."""
    kindred.forget(post)
    actions.drop(KIND, post.ref, actor=BESIDE)


def _spaces(person: Person) -> Sequence[tuple[str, str]]:
    return [(f"space:{row.pk}", row.name) for row in queries.readable_spaces(person)]


def _scopes(person: Person) -> Iterable[str]:
    return [scope for scope, _name in _spaces(person)]


def _cards(refs: Sequence[str], person: Person) -> Mapping[str, Card]:
    """Each post once more through its own door; those the reader has muted are left out."""
    muted = muting.of(person)
    places = [place for ref in refs if (place := access.place_or_none(ref, person)) is not None]
    texts = talk.texts_of([place.words for place in places])
    found = {}
    for place in places:
        words = texts.get((place.talk.pk, 1), "")
        if not place.mine and muted.hides(place.post.topics, words):
            continue
        title, text = queries.split(words, place.post.title_chars)
        line = "" if place.post.note else cut(plain(text), 200)
        href = f"/community/post/{place.post.ref}"
        found[place.post.ref] = Card(
            title or cut(line, 60) or _note(place), href, line, place.inside.space.name, place.post.at
        )
    return found


def _note(place: access.Place) -> str:
    return str(_("Something that may be hard to read")) if place.post.note else "…"
