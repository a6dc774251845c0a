"""Which texts are hidden until a person has looked."""

from collections.abc import Sequence
from typing import Final

from beside.core.prepared import Prepared
from beside.foundation.safety.models import HiddenText

# Asked by every page of messages: nearly always the answer is that nothing is hidden anywhere, in one cheap query.
_ANY: Final = Prepared(lambda: HiddenText.objects.filter(restored_at=None).values_list("pk")[:1], 0)


def hidden_among(subject_kind: str, refs: Sequence[str]) -> set[str]:
    """Those of ``refs`` that are hidden now."""
    if not refs or not _ANY.rows():
        return set()
    found = HiddenText.objects.filter(subject_kind=subject_kind, subject_ref__in=refs, restored_at=None)
    return set(found.values_list("subject_ref", flat=True))
