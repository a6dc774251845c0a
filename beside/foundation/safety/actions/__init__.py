"""What members and staff can do to keep each other safe. Each file holds one family of verbs: ``actions.verb(…)``.

Nothing here ever blocks, hides, mutes or labels the writer of a text because of a concern: a person decides.
"""

from beside.foundation.safety.actions.appeals import appeal, reverse, uphold
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
from beside.foundation.safety.actions.deciding import (
    VERBS,
    Grounds,
    agree,
    ask_to_revise,
    decline,
    end_membership,
    escalate,
    find_nothing,
    hide,
    limit,
    remove,
    support,
    suspend,
)
from beside.foundation.safety.actions.reports import Subject, ask_for_help, report, say_worried
from beside.foundation.safety.actions.sharing import (
    agree_to_open,
    ask_opinion,
    ask_to_open,
    decline_to_open,
    give_opinion,
    hand_over,
    read_opened,
)

__all__ = [
    "VERBS",
    "Grounds",
    "Noticed",
    "Subject",
    "agree",
    "agree_to_open",
    "appeal",
    "ask_for_help",
    "ask_opinion",
    "ask_to_open",
    "ask_to_revise",
    "block",
    "close",
    "close_offer",
    "close_offers",
    "decline",
    "decline_to_open",
    "end_membership",
    "escalate",
    "find_nothing",
    "forget_the_erased",
    "give_opinion",
    "hand_back",
    "hand_over",
    "hide",
    "limit",
    "notice_concern",
    "notice_concerns",
    "open_case",
    "read_for_case",
    "read_opened",
    "read_reports",
    "remove",
    "report",
    "reverse",
    "say_worried",
    "support",
    "suspend",
    "take",
    "unblock",
    "uphold",
]
