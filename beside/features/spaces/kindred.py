"""Posts in which others felt the same: three, beside a post, so that nobody is the only one."""

from typing import Any

from beside.features.spaces.access import Place


def of(place: Place) -> list[dict[str, Any]]:
    """Up to three, each with ``href`` and ``title``; none where nothing is near enough."""
    return []
