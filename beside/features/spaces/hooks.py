"""What a journey may add: features know nothing above them."""

from collections.abc import Callable
from typing import Any

from beside.features.spaces.models import Post
from beside.foundation.accounts.models import Person

OnPost = Callable[[Post], None]
OnReply = Callable[[Post, Person], None]
Usual = Callable[[Post], str]
Kindred = Callable[[Post, Person], list[dict[str, Any]]]

_on_post: list[OnPost] = []
_on_reply: list[OnReply] = []
_usual: list[Usual] = []
_kindred: list[Kindred] = []
_on_placed: list[OnPost] = []


def register_on_post(react: OnPost) -> None:
    """Run ``react(post)`` inside the transaction in which a post is written."""
    if react not in _on_post:
        _on_post.append(react)


def register_on_reply(react: OnReply) -> None:
    """Run ``react(post, who)`` inside the transaction in which somebody other than its writer answers a post."""
    if react not in _on_reply:
        _on_reply.append(react)


def register_usual(words: Usual) -> None:
    """``words(post)`` says to the writer when people usually answer here; "" where too little is known.

    The last registration holds.
    """
    _usual[:] = [words]


def register_kindred(find: Kindred, on_placed: OnPost) -> None:
    """Show what ``find(post, reader)`` gives (``href``, ``title``, ``kind``) among kindred posts.

    ``on_placed(post)`` runs once it is known where a post's words lie: its ``vector`` is there.
    """
    if find not in _kindred:
        _kindred.append(find)
        _on_placed.append(on_placed)


def kindred(post: Post, reader: Person) -> list[dict[str, Any]]:
    """What else felt the same, as the reader may see it."""
    return [one for find in _kindred for one in find(post, reader)]


def placed(post: Post) -> None:
    """Tell the journeys."""
    for react in _on_placed:
        react(post)


def posted(post: Post) -> None:
    """Tell the journeys."""
    for react in _on_post:
        react(post)


def replied(post: Post, who: Person) -> None:
    """Tell the journeys."""
    for react in _on_reply:
        react(post, who)


def usually(post: Post) -> str:
    """When people usually answer here, in words; "" where nobody can say."""
    return _usual[0](post) if _usual else ""
