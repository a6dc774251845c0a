"""What is told around calls, hours on call and care afterwards. Discreet, as all notices are."""

from functools import partial
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.clock import now
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.queries import holders
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications.kinds import register_kind
from beside.foundation.notifications.models import Notice
from beside.foundation.realtime import hub
from beside.foundation.safety.models import AutomaticMeasure, Case, Debrief, FollowUp, SwapAsk
from beside.foundation.safety.notices import NOW as CASE_NOW

SEEN = "safety.seen"
SWAP = "safety.swap"
SWAPPED = "safety.swapped"
HOLE = "safety.hole"
AFTER = "safety.after"
DUE = "safety.follow_up"
LATE = "safety.follow_up_late"
TALK = "safety.wants_to_talk"
HELD = "safety.held"
LOOKED_AT = "safety.held_looked_at"


def tell_seen(case: Case) -> None:
    """Tell whoever asked for help, or told of a worry, that a person has it now; in the caller's transaction."""
    if case.kind == Case.Kind.HELP and case.about is not None:
        _seen(case.about, reverse("safety:help_now"))
    elif case.kind == Case.Kind.WORRIED:
        last = case.reports.select_related("by").order_by("-pk").first()
        if last is not None and last.by is not None:
            _seen(last.by, reverse("safety:own_report", args=[last.ref]))


def _seen(person: Person, href: str) -> None:
    notifications.notify(person, SEEN, {}, href, actor=BESIDE)
    number = person.pk
    transaction.on_commit(lambda: hub.publish(f"person:{number}", {"on": "seen"}))


def clear_earlier_calls(case: Case, people: list[Person]) -> None:
    """Put away what these people were told of the same call before: a night leaves one notice, not a hundred."""
    href = reverse("safety:case", args=[case.ref])
    earlier = Notice.objects.filter(person__in=people, kind=CASE_NOW, href=href, seen_at=None)
    earlier.update(seen_at=now())


def ask_for_swap(ask: SwapAsk) -> None:
    """Somebody would like the other to do their hours."""
    notifications.notify(ask.asked, SWAP, {}, reverse("safety:on_call"), email=True, actor=BESIDE)


def answer_swap(ask: SwapAsk) -> None:
    """The answer, to the one who asked."""
    notifications.notify(ask.by, SWAPPED, {"yes": bool(ask.yes)}, reverse("safety:on_call"), email=True, actor=BESIDE)


def tell_of_hole(but: Person | None) -> None:
    """Somebody cannot do their hours: the safety leads look for another."""
    for lead in holders(Role.SAFETY_LEAD):
        if but is None or lead.pk != but.pk:
            notifications.notify(lead, HOLE, {}, reverse("safety:on_call"), email=True, actor=BESIDE)


def tell_what_follows(follow_up: FollowUp) -> None:
    """To the person: what happens next, behind the link."""
    notifications.notify(follow_up.person, AFTER, {}, reverse("safety:after"), email=True, actor=BESIDE)


def remind(follow_up: FollowUp) -> None:
    """To whoever has it on their list."""
    if follow_up.holder is not None:
        notifications.notify(follow_up.holder, DUE, {}, reverse("safety:my_list"), email=True, actor=BESIDE)


def tell_late(follow_up: FollowUp) -> None:
    """To the safety leads, but for one whom it is about."""
    for lead in holders(Role.SAFETY_LEAD):
        if lead.pk != follow_up.person_id:
            notifications.notify(lead, LATE, {}, reverse("safety:my_list"), email=True, actor=BESIDE)


def tell_wants_to_talk(note: Debrief) -> None:
    """To the safety leads: who, behind the link; never what they wrote."""
    for lead in holders(Role.SAFETY_LEAD):
        if lead.pk != note.person_id:
            notifications.notify(lead, TALK, {}, reverse("safety:load"), email=True, actor=BESIDE)


def tell_held(measure: AutomaticMeasure) -> None:
    """To the author: a message of theirs is hidden for now, with the statement behind the link."""
    if measure.author is not None:
        notifications.notify(measure.author, HELD, {}, reverse("safety:held", args=[measure.ref]), actor=BESIDE)


def tell_looked_at(measure: AutomaticMeasure) -> None:
    """To the author: a person has looked."""
    if measure.author is not None:
        href = reverse("safety:held", args=[measure.ref])
        notifications.notify(measure.author, LOOKED_AT, {}, href, email=True, actor=BESIDE)


def _swapped_words(data: dict[str, Any]) -> str:
    if data.get("yes"):
        return _("They do the hours you asked about. Thank you for finding someone.")
    return _("They cannot do the hours you asked about.")


def _waiting() -> str:
    return _("Something is waiting for you")


# What the desk tells itself: the notice, and what the settings page calls it.
_STAFF: Final = {
    SWAP: (
        gettext_lazy("Somebody asks whether you could do their hours on call."),
        gettext_lazy("Somebody asks to swap hours"),
    ),
    HOLE: (
        gettext_lazy("Somebody cannot do their hours on call. Please look for another."),
        gettext_lazy("Hours on call that nobody has"),
    ),
    DUE: (
        gettext_lazy("Today you wanted to ask somebody how they are."),
        gettext_lazy("Whom you wanted to ask how they are"),
    ),
    LATE: (
        gettext_lazy("Somebody should have been asked how they are, and was not yet."),
        gettext_lazy("Somebody who has not been asked yet"),
    ),
    TALK: (
        gettext_lazy("Somebody on the desk would like to talk with you."),
        gettext_lazy("Somebody on the desk who would like to talk"),
    ),
}


def register() -> None:
    """Register what is told here."""
    desk, safety = gettext_lazy("Care desk"), gettext_lazy("Safety")
    for name, (said, label) in _STAFF.items():
        register_kind(name, partial(_always, said), _waiting, label=label, group=desk, staff=True)
    register_kind(
        SWAPPED,
        _swapped_words,
        lambda: _("There is an answer for you"),
        label=gettext_lazy("An answer about your hours"),
        group=desk,
        staff=True,
    )
    for name, said, label in (
        (
            AFTER,
            gettext_lazy("We have not forgotten you. Here is what happens next."),
            gettext_lazy("What happens after you asked for help"),
        ),
        (
            LOOKED_AT,
            gettext_lazy("A person has looked at your message that was hidden."),
            gettext_lazy("A message of yours that was looked at"),
        ),
    ):
        register_kind(name, partial(_always, said), _waiting, label=label, group=safety)
    register_kind(SEEN, partial(_always, gettext_lazy("The person on call has seen it.")))
    register_kind(HELD, partial(_always, gettext_lazy("A message of yours is hidden until a person has looked at it.")))


def _always(said: object, data: dict[str, Any]) -> str:
    """The same words whatever the notice holds, in the language of whoever reads."""
    return str(said)
