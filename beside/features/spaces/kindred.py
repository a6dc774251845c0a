"""Posts in which others felt the same: three, beside a post, so that nobody is the only one.

A journey may put a story among them (hooks.py). Found after a post was written, with the sentence model that triage
uses; by shared topics where that is absent.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from django.db.models import Count, QuerySet

from beside.core.excerpts import cut, plain
from beside.core.prepared import Prepared
from beside.features.spaces import hooks, queries
from beside.features.spaces.access import Place
from beside.features.spaces.models import Joining, Kin, Post, PostTopic, Vector
from beside.foundation.safety.triage import sentences
from beside.foundation.talk import queries as talk

SHOWN: Final = 3
_KEPT: Final = 8  # some may be out of sight for a reader
_AMONG: Final = 20_000  # the newest posts that are looked through
NEAR: Final = 0.45
"""Cosine from which two texts are about the same; below it they share little but being in need."""
_BATCH: Final = 200
_SCALE: Final = 127
_KIN = Prepared(
    lambda post: (
        Post.objects.filter(pk__in=Kin.objects.filter(post=post).values("other"), away_at=None, space__closed_at=None)
        .filter(space__joining=Joining.OPEN)
        .select_related("talk")
        .order_by("-id")
    )
)


def of(place: Place) -> list[dict[str, Any]]:
    """Up to three that the reader may read, each with ``href`` and ``title``; none where nothing is near enough."""
    rows = [row for row in _KIN.objects(place.post.pk) if row.name or row.author_id not in place.apart]
    words = {talk_id: row for talk_id, row in queries.first_words(rows).items() if _shown(row)}
    texts = talk.texts_of(list(words.values()))
    found = []
    for row in rows:
        said = texts.get((row.talk_id, 1), "")
        if not said or row.note:
            continue
        title, text = queries.split(said, row.title_chars)
        found.append({"href": f"/community/post/{row.ref}", "title": title or cut(plain(text), 70)})
    stories = hooks.kindred(place.post, place.person)[:1]
    return [*found[: SHOWN - len(stories)], *stories]


def _shown(row: Any) -> bool:
    return row.hidden_at is None and row.taken_back_at is None


def look() -> int:
    """Find kin for posts that have none yet; returns how many were looked at. Safe to run twice; on the timetable."""
    rows = list(Post.objects.filter(vector=None, away_at=None).select_related("talk").order_by("-id")[:_BATCH])
    words = queries.first_words(rows)
    texts = talk.texts_of([row for row in words.values() if _shown(row)])
    told = [(row, texts[row.talk_id, 1]) for row in rows if (row.talk_id, 1) in texts]
    if not told:
        return 0
    vectors = encode([text for _row, text in told])
    for place, (row, _text) in enumerate(told):
        data = vectors[place].tobytes() if vectors is not None else b""
        Vector.objects.update_or_create(post=row, defaults={"data": data})
    for row, _text in told:
        near = _near(row) if vectors is not None else _by_topic(row)
        Kin.objects.bulk_create(
            [Kin(post=row, other_id=other, rank=rank) for rank, other in enumerate(near)], ignore_conflicts=True
        )
        hooks.placed(row)
    return len(told)


def encode(texts: Sequence[str]) -> Any:
    """Where texts lie in the model's space, a row of bytes each; None where the model is absent."""
    try:
        found = sentences.Encoder().encode(texts)
    except sentences.UNREADABLE:
        return None
    return np.clip(np.rint(found * _SCALE), -_SCALE, _SCALE).astype(np.int8)


def _others(post: Post) -> QuerySet[Post]:
    others = Post.objects.filter(away_at=None, space__joining=Joining.OPEN, space__closed_at=None)
    return others.exclude(pk=post.pk).exclude(author=post.author_id)


def nearest(own: bytes, among: Sequence[bytes]) -> list[int]:
    """The places of those near enough to feel alike, nearest first. All as ``encode`` gives them."""
    if not among or not own:
        return []
    matrix = np.frombuffer(b"".join(among), np.int8).reshape(len(among), -1).astype(np.float32)
    near = matrix @ np.frombuffer(own, np.int8).astype(np.float32) / (_SCALE * _SCALE)
    return [int(at) for at in np.argsort(-near, kind="stable") if near[at] >= NEAR]


def _near(post: Post) -> list[int]:
    among = _others(post).exclude(vector=None).exclude(vector__data=b"").order_by("-id")
    rows = list(among.values_list("pk", "vector__data")[:_AMONG])
    near = nearest(bytes(post.vector.data), [bytes(data) for _pk, data in rows])
    return [rows[at][0] for at in near[:_KEPT]]


def _by_topic(post: Post) -> list[int]:
    shared = PostTopic.objects.filter(topic__in=post.topics, post__in=_others(post)).values("post")
    counted = shared.annotate(both=Count("topic")).order_by("-both", "-post")
    return [row["post"] for row in counted[:_KEPT]]


def forget(post: Post) -> None:
    """A post said something else, or went: what was near to it is looked for anew, or no longer."""
    Vector.objects.filter(post=post).delete()
    Kin.objects.filter(post=post).delete()
