"""What happens to what members share, told to those it concerns."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.features.toolkit.access import MODERATORS
from beside.features.toolkit.models import PeerStrategy
from beside.foundation.accounts import queries as accounts
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications import kinds

SENT: Final = "toolkit.sent"
NOTE: Final = "toolkit.note"
BACK: Final = "toolkit.back"
SHOWN: Final = "toolkit.shown"
HELPED: Final = "toolkit.helped"


def register() -> None:
    """Say how each kind reads; nothing that leaves our pages tells what it is about."""
    waits = _("Something that helps a member waits to be looked at.")
    _register(SENT, waits, _("Something waits to be read"), staff=True)
    _register(NOTE, _("A moderator has written to you about what you shared."), _("A note for you"))
    _register(BACK, _("What you shared is yours again, with a note."), _("A note for you"))
    _register(SHOWN, _("What you shared shows now. You can take it back at any time."), _("An answer for you"))
    _register(HELPED, _("Something you shared helped somebody."), _("A kind word for you"))


def _register(name: str, words: "str | Promise", subject: "str | Promise", *, staff: bool = False) -> None:
    def said(_data: dict[str, Any]) -> str:
        return str(words)

    def head() -> str:
        return str(subject)

    kinds.register_kind(name, said, head, label=words, group=_("Toolkit"), staff=staff, urgent=False, email=False)


def tell_moderators(row: PeerStrategy) -> None:
    """Tell those who look; never the writer."""
    for person in accounts.holders(*MODERATORS):
        if person.pk != row.author_id:
            notifications.notify(person, SENT, {}, f"/toolkit/desk/{row.ref}", actor=BESIDE)


def _tell_author(row: PeerStrategy, kind: str, path: str) -> None:
    if row.author is not None:
        notifications.notify(row.author, kind, {}, path, actor=BESIDE)


def tell_note(row: PeerStrategy) -> None:
    """Tell the writer of a note."""
    _tell_author(row, NOTE, f"/toolkit/peers/mine/{row.ref}#notes")


def tell_given_back(row: PeerStrategy) -> None:
    """Tell the writer that it is a draft again."""
    _tell_author(row, BACK, f"/toolkit/peers/mine/{row.ref}#notes")


def tell_shown(row: PeerStrategy) -> None:
    """Tell the writer that it shows."""
    _tell_author(row, SHOWN, f"/toolkit/peers/{row.ref}")


def tell_helped(row: PeerStrategy) -> None:
    """Tell the writer that it helped somebody; not whom."""
    _tell_author(row, HELPED, f"/toolkit/peers/{row.ref}")
