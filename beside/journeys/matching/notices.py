"""What the meeting of two people says to them: live, as a notice, and by letter. Discreet: others may look on."""

from collections.abc import Callable
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.features.conversations.models import Conversation
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications import kinds
from beside.foundation.realtime import hub

MATCHED: Final = "matching.matched"
OFFER: Final = "matching.offer"
APPOINTMENT: Final = "matching.appointment"
MOVED: Final = "matching.moved"
CALL_BACK: Final = "matching.call_back"
EXPIRED: Final = "matching.expired"
CANCELLED: Final = "matching.cancelled"


def register() -> None:
    """Say how each kind reads. What a letter says tells nothing to whoever else may see it."""
    _register(
        MATCHED,
        gettext_lazy("Someone is there to talk with you."),
        _answered,
        gettext_lazy("Someone is there"),
        urgent=True,
    )
    _register(OFFER, gettext_lazy("Someone would like to talk. Would you?"))
    _register(
        APPOINTMENT,
        gettext_lazy("Someone will be there at the hour you asked for."),
        _answered,
        gettext_lazy("An hour is found"),
    )
    _register(
        MOVED,
        gettext_lazy("We are asking who else can be there at your hour."),
        _changed,
        gettext_lazy("Your hour moves"),
    )
    _register(CALL_BACK, gettext_lazy("You need not wait here. Leave it with us, if you like."))
    _register(
        EXPIRED,
        gettext_lazy("We found nobody this time, and are sorry. You can ask again."),
        _changed,
        gettext_lazy("We found nobody this time"),
    )
    _register(
        CANCELLED,
        gettext_lazy("A talk you agreed to is off. You need do nothing."),
        _changed,
        gettext_lazy("A talk you agreed to is off"),
    )


def _register(
    name: str,
    words: Promise,
    subject: Callable[[], str] | None = None,
    label: str | Promise = "",
    *,
    urgent: bool = False,
) -> None:
    group = gettext_lazy("Talk")
    kinds.register_kind(name, lambda data: str(words), subject, label=label, group=group, urgent=urgent)


def _answered() -> str:
    return _("Someone answered you")


def _changed() -> str:
    return _("Something has changed")


def talk_href(conversation: Conversation) -> str:
    """The page of a conversation."""
    return f"/talk/{conversation.ref}"


def matched(conversation: Conversation, *people: Person) -> None:
    """Both go to their conversation: at once where a page is open, by notice and letter where not."""
    href = talk_href(conversation)
    for person in people:
        notifications.notify(person, MATCHED, {}, href, actor=BESIDE)
        _publish(person.pk, {"on": "matched", "href": href})


def offered(peer: Person) -> None:
    """A peer is asked. No letter: it would come too late to be answered."""
    href = reverse("matching:peer")
    notifications.notify(peer, OFFER, {}, href, actor=BESIDE)
    _publish(peer.pk, {"on": "offer", "href": href})


def offers_changed(*peer_ids: int) -> None:
    """What a peer sees has changed; nothing to read."""
    for number in peer_ids:
        _publish(number, {"on": "offer", "href": reverse("matching:peer")})


def request_changed(person_id: int) -> None:
    """Where a request stands has changed; the page looks again."""
    _publish(person_id, {"on": "request", "href": reverse("matching:waiting")})


def tell_seeker(person: Person, kind: str, *, email: bool) -> None:
    """A change worth a notice, and where it matters a letter."""
    notifications.notify(person, kind, {}, reverse("matching:waiting"), actor=BESIDE, email=email)
    request_changed(person.pk)


def tell_peer(peer: Person, kind: str) -> None:
    """A change for a peer who is not looking."""
    notifications.notify(peer, kind, {}, reverse("matching:peer"), actor=BESIDE)
    offers_changed(peer.pk)


def _publish(person_id: int, event: dict[str, Any]) -> None:
    transaction.on_commit(lambda: hub.publish(f"person:{person_id}", event))
