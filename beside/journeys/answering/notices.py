"""What is said to those who are asked, to the desk when a promise is late, and to somebody long quiet."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.features.spaces.models import Post
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications import kinds
from beside.foundation.safety.queries import desk
from beside.journeys.answering.models import Nudge, Ring

ASK: Final = "answering.ask"
ASK_STAFF: Final = "answering.ask_staff"
LATE: Final = "answering.late"
GENTLE: Final = "answering.gentle"


def register() -> None:
    """Say how each kind reads; a letter or push tells nothing to whoever looks on."""
    _register(ASK, _("Someone wrote something you may know about. Would you answer?"), _("Someone is waiting"))
    _register(ASK_STAFF, _("A post still waits for a person. Would you answer?"), _("Someone is waiting"), staff=True)
    _register(LATE, _("A post has waited longer than was promised."), _("Someone has waited long"), staff=True)
    _register(GENTLE, _("It has been a while. You are welcome here whenever you like, for as little as you like."),
              _("A note you asked for"), email=True)  # fmt: skip


def _register(
    name: str, words: "str | Promise", subject: "str | Promise", *, staff: bool = False, email: bool = False
) -> None:
    def said(_data: dict[str, Any]) -> str:
        return str(words)

    def head() -> str:
        return str(subject)

    label = _("Being asked to answer") if name in {ASK, ASK_STAFF} else subject
    kinds.register_kind(name, said, head, label=label, group=_("Community"), staff=staff, email=email)


def ask(nudge: Nudge) -> None:
    """Ask one person, privately."""
    kind = ASK_STAFF if nudge.ring == Ring.STAFF else ASK
    notifications.notify(nudge.person, kind, {}, f"/community/asked/{nudge.ref}", actor=BESIDE)


def tell_late(post: Post) -> None:
    """Tell the desk."""
    for person in desk(post.author):
        notifications.notify(person, LATE, {}, f"/community/post/{post.ref}", actor=BESIDE)


def gentle(person: Person) -> None:
    """The note somebody asked for."""
    notifications.notify(person, GENTLE, {}, "/today", actor=BESIDE)
