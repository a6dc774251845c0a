"""A recovery story in which somebody felt the same, beside a post: how it went on for one who has been there.

Posts and stories know nothing of each other; this is where they meet. Nothing is found where the sentence model is
absent. A story that was taken back, hidden or changed is out of sight at once, and what was worked out from its words
is gone with the next look.
"""

from typing import Any, Final

from django.db.models import F
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.features.spaces import kindred as posts
from beside.features.spaces.models import Post, Vector
from beside.features.stories import access, telling
from beside.features.stories.models import Story
from beside.foundation.accounts.models import Person
from beside.journeys.answering.models import StoryKin, StoryVector

_KEPT: Final = 3  # for each post; some may be out of sight for a reader
_AMONG: Final = 20_000  # the newest posts that a new story is held against
_BATCH: Final = 20
_KIN = Prepared(lambda post: StoryKin.objects.filter(post=post).order_by("rank", "-story_id").values_list("story__ref"))


def of(post: Post, reader: Person) -> list[dict[str, Any]]:
    """Stories near to a post that the reader may read, nearest first, each with ``href``, ``title`` and ``kind``."""
    refs = [ref for (ref,) in _KIN.rows(post.pk)]
    if not refs:
        return []
    rows = {row.ref: row for row in access.stories(reader).filter(ref__in=refs, note="")}
    found = []
    for row in (rows[ref] for ref in refs if ref in rows):
        title = telling.opened(row).get("title") or _("A story")
        found.append({"href": f"/stories/{row.ref}", "title": title, "kind": _("Story")})
    return found


def placed(post: Post) -> None:
    """Find stories for a post whose words were just placed; again after it changed."""
    StoryKin.objects.filter(post=post).delete()
    rows = list(StoryVector.objects.order_by("-pk").values_list("story_id", "data"))
    near = posts.nearest(bytes(post.vector.data), [bytes(data) for _pk, data in rows])
    StoryKin.objects.bulk_create(
        [StoryKin(post=post, story_id=rows[at][0], rank=rank) for rank, at in enumerate(near[:_KEPT])],
        ignore_conflicts=True,
    )


def look() -> int:
    """Place stories that show and have not been placed; forget those that no longer do. Safe to run twice."""
    _forget()
    shown = Story.objects.filter(published_at__lte=now(), withdrawn_at=None, hidden_at=None, vector=None)
    told = [(row, telling.whole(telling.opened(row))) for row in shown.order_by("pk")[:_BATCH]]
    told = [(row, words) for row, words in told if words]
    vectors = posts.encode([words for _row, words in told]) if told else None
    if vectors is None:
        return 0
    for place, (row, _words) in enumerate(told):
        _place(row, vectors[place].tobytes())
    return len(told)


def _place(story: Story, data: bytes) -> None:
    StoryVector.objects.update_or_create(story=story, defaults={"data": data, "of": story.changed_at})
    among = Vector.objects.exclude(data=b"").exclude(post__author=story.author_id).order_by("-post_id")
    rows = list(among.values_list("post_id", "data")[:_AMONG])
    near = posts.nearest(data, [bytes(one) for _pk, one in rows])
    # Behind the stories that a post already has: their order is not worked out anew for one that came later.
    StoryKin.objects.bulk_create(
        [StoryKin(post_id=rows[at][0], story=story, rank=_KEPT) for at in near], ignore_conflicts=True
    )


def _forget() -> None:
    for gone in (
        StoryVector.objects.exclude(story__withdrawn_at=None, story__hidden_at=None),
        StoryVector.objects.filter(story__published_at=None),
        StoryVector.objects.exclude(story__changed_at=F("of")),
    ):
        stories = list(gone.values_list("story_id", flat=True))
        if stories:
            StoryKin.objects.filter(story__in=stories).delete()
            StoryVector.objects.filter(story__in=stories).delete()
