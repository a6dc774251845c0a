"""What members and staff can do to keep each other safe. Each file holds one family of verbs: ``actions.verb(…)``.

Nothing here ever blocks, hides, mutes or labels the writer of a text because of a concern: a person decides.
"""

from beside.foundation.safety.actions.blocks import block, unblock
from beside.foundation.safety.actions.cases import (
    close,
    forget_the_erased,
    hand_back,
    open_case,
    read_for_case,
    read_reports,
    take,
)
from beside.foundation.safety.actions.concerns import (
    Noticed,
    close_offer,
    close_offers,
    notice_concern,
    notice_concerns,
)
from beside.foundation.safety.actions.reports import Subject, ask_for_help, report, say_worried

__all__ = [
    "Noticed",
    "Subject",
    "ask_for_help",
    "block",
    "close",
    "close_offer",
    "close_offers",
    "forget_the_erased",
    "hand_back",
    "notice_concern",
    "notice_concerns",
    "open_case",
    "read_for_case",
    "read_reports",
    "report",
    "say_worried",
    "take",
    "unblock",
]
