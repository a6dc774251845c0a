"""What members and staff can do to keep each other safe. Each file holds one family of verbs: ``actions.verb(…)``.

Nothing here ever blocks, hides, mutes or labels the writer of a text because of a concern: a person decides. One
exception is stated in ``holding.py``: what several people report while nobody is on call.
"""

from beside.foundation.safety.actions.blocks import block, unblock
from beside.foundation.safety.actions.care import (
    begin_break,
    delete_debrief,
    end_break,
    follow_up_done,
    hand_on,
    not_reached,
    rather_not,
    set_cover,
    talked,
    write_debrief,
)
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
from beside.foundation.safety.actions.holding import hide_until_seen, show_again
from beside.foundation.safety.actions.oncall import (
    Hours,
    answer_swap,
    ask_to_swap,
    cannot,
    end_duty,
    set_care,
    set_duty,
    take_back_swap,
    take_on,
)
from beside.foundation.safety.actions.paging import pass_on
from beside.foundation.safety.actions.patterns import notice_pattern, remember_ended
from beside.foundation.safety.actions.reports import Subject, ask_for_help, report, say_worried
from beside.foundation.safety.actions.thresholds import (
    count_scores,
    forget_scores,
    set_thresholds,
    use_shipped_thresholds,
)

__all__ = [
    "Hours",
    "Noticed",
    "Subject",
    "answer_swap",
    "ask_for_help",
    "ask_to_swap",
    "begin_break",
    "block",
    "cannot",
    "close",
    "close_offer",
    "close_offers",
    "count_scores",
    "delete_debrief",
    "end_break",
    "end_duty",
    "follow_up_done",
    "forget_scores",
    "forget_the_erased",
    "hand_back",
    "hand_on",
    "hide_until_seen",
    "not_reached",
    "notice_concern",
    "notice_concerns",
    "notice_pattern",
    "open_case",
    "pass_on",
    "rather_not",
    "read_for_case",
    "read_reports",
    "remember_ended",
    "report",
    "say_worried",
    "set_care",
    "set_cover",
    "set_duty",
    "set_thresholds",
    "show_again",
    "take",
    "take_back_swap",
    "take_on",
    "talked",
    "unblock",
    "use_shipped_thresholds",
    "write_debrief",
]
