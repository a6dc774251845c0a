"""What of a post can be found by words. Only posts: replies stay where they were written."""

from beside.features.spaces.models import Post


def keep(post: Post, words: str) -> None:
    """Put a post into the index, or its new words."""


def drop(post: Post) -> None:
    """Take it out."""
