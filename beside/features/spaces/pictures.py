"""Opening pictures that were kept."""

from beside.core.crypto import Unreadable
from beside.features.spaces.actions import picture_context
from beside.features.spaces.models import Photo
from beside.foundation.accounts import keys


def opened(photo: Photo) -> bytes | None:
    """The picture; None where its writer's key is gone."""
    author = photo.post.author_id
    if author is None:
        return None
    try:
        found: bytes = keys.box_of(author).open(bytes(photo.sealed), picture_context(photo.ref))
    except (keys.NoKey, Unreadable):
        return None
    return found
