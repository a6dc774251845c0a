"""What the desk's work needs done by itself. Each step is safe to repeat and safe in several processes at once."""

from contextlib import ExitStack

from beside.core.clock import now
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety import queries_oncall, roster
from beside.foundation.safety.actions import care, holding, paging, patterns, thresholds

# Nobody is reminded of a follow-up in the night. Hours of the organisation's clock.
_MORNING = 8


def call_on() -> None:
    """Pass on every call that waited long enough, call anew about cases that were handed back, hide what must wait."""
    with ExitStack() as turns:  # one that breaks keeps none of the others from being passed on
        turns.callback(holding.sweep, actor=BESIDE)
        turns.callback(paging.call_about_freed, actor=BESIDE)
        for waiting in reversed(queries_oncall.due_pages(now())):
            turns.callback(paging.pass_on, waiting, actor=BESIDE)


def remind() -> None:
    """Remind of what is due on somebody's list, from the morning on."""
    if now().astimezone(roster.zone()).hour >= _MORNING:
        care.remind_of_follow_ups(actor=BESIDE)


def look_at_newcomers() -> None:
    """Notice who comes back after the staff ended their membership."""
    patterns.look_at_newcomers(actor=BESIDE)


def forget_scores() -> None:
    """Let counts of scores go that no threshold is set from any more."""
    thresholds.forget_scores(actor=BESIDE)
