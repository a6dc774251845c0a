"""What happens by itself, and how often: the whole timetable on one page.

Each job is idempotent and won by compare-and-swap, so any number of processes may keep this timetable.
"""

from functools import partial

from beside.core import disk
from beside.features.checkins import jobs as checkins
from beside.features.groups import jobs as groups
from beside.features.groups import presence
from beside.features.recovery import jobs as recovery
from beside.features.spaces import kindred
from beside.foundation.accounts import jobs as accounts
from beside.foundation.audit import checking, sealing
from beside.foundation.jobs import registry
from beside.foundation.notifications import gathering
from beside.foundation.notifications import jobs as notifications
from beside.foundation.safety import jobs as safety
from beside.foundation.search import jobs as search
from beside.foundation.talk import watch
from beside.interfaces.console import jobs as console
from beside.journeys.answering import jobs as answering
from beside.journeys.answering import kindred as stories
from beside.journeys.matching import jobs as matching
from beside.journeys.matching import patterns


def register() -> None:
    """Put every job on the timetable. Seconds."""
    registry.register("core.let_go", 3_600, disk.let_go)
    registry.register("audit.seal", 5, sealing.seal)
    registry.register("audit.look", 60, checking.look_on)
    registry.register("notifications.send_letters", 5, notifications.send_letters)
    registry.register("notifications.send_pushes", 5, notifications.send_pushes)
    registry.register("notifications.gathered", 60, gathering.send)
    registry.register("notifications.bring_back", 60, notifications.bring_back)
    registry.register("notifications.forget_ended", 3_600, notifications.forget_ended)
    registry.register("matching.tick", 10, matching.tick)
    registry.register("checkins.remind", 60, checkins.remind)
    registry.register("checkins.forget", 3_600, checkins.forget)
    registry.register("groups.remind", 30, groups.remind)
    registry.register("groups.lost", 20, presence.sweep)
    registry.register("groups.offer", 300, groups.offer)
    registry.register("groups.lay_out", 21_600, groups.lay_out)
    registry.register("groups.miss", 900, groups.miss)
    registry.register("groups.empty", 3_600, groups.empty)
    registry.register("recovery.deliver", 300, recovery.deliver)
    registry.register("recovery.end_shares", 60, recovery.end_shares)
    registry.register("recovery.look_at_left", 60, recovery.look_at_left)
    registry.register("recovery.forget", 86_400, recovery.forget)
    registry.register("search.sweep", 86_400, search.sweep)
    registry.register("spaces.kindred", 30, kindred.look)
    registry.register("answering.kindred_stories", 60, stories.look)
    registry.register("talk.sweep", 15, partial(watch.sweep, settled_seconds=5))
    registry.register("answering.tick", 20, answering.tick)
    registry.register("answering.notes", 21_600, answering.notes)
    registry.register("safety.call_on", 10, safety.call_on)
    registry.register("safety.remind", 600, safety.remind)
    registry.register("console.remind_of_helplines", 21_600, console.remind_of_helplines)
    registry.register("safety.look_at_newcomers", 600, safety.look_at_newcomers)
    registry.register("safety.forget_scores", 86_400, safety.forget_scores)
    registry.register("matching.look_for_patterns", 1_800, patterns.look)
    registry.register("safety.keep_decisions", 60, safety.keep_decisions)
    registry.register("safety.keep_records", 3_600, safety.keep_records)
    registry.register("accounts.forget_unfinished", 3_600, accounts.forget_unfinished)
    registry.register("accounts.clear_sessions", 3_600, accounts.clear_sessions)
