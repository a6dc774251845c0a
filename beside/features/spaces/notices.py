"""What happens in spaces, told to those it concerns. Letters and pushes name no space and quote nobody."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.features.spaces.access import Place, membership_of
from beside.features.spaces.models import JoinRequest, Membership, Rank, Space
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications import kinds
from beside.foundation.safety.queries import are_apart
from beside.foundation.talk.models import Message
from beside.foundation.talk.outgoing import Stored

REPLY: Final = "spaces.reply"
QUOTED: Final = "spaces.quoted"
THANKS: Final = "spaces.thanks"
ASKED: Final = "spaces.asked"
LET_IN: Final = "spaces.let_in"
NOT_NOW: Final = "spaces.not_now"
HOST: Final = "spaces.host"
_GROUP: Final = _("Community")


def register() -> None:
    """Say how each kind reads."""
    _register(REPLY, _("Someone answered what you wrote."), _("Someone answered you"), _("Answers to what I wrote"))
    _register(QUOTED, _("Someone answered your reply."), _("Someone answered you"), _("Answers to my replies"))
    _register(THANKS, _("Something you wrote helped somebody. Thank you."))
    _register(ASKED, _("Someone would like to come into a space you host."), _("Someone is waiting"), _("Who asks in"))
    _register(LET_IN, _("You have been let in. Welcome."), _("An answer for you"), _("Spaces I asked to join"))
    _register(NOT_NOW, _("A space you asked for cannot take you in now."))
    _register(HOST, _("You have been asked to host a space. Its page says what that means."))


def _register(
    name: str, words: "str | Promise", subject: "str | Promise | None" = None, label: "str | Promise" = ""
) -> None:
    def said(_data: dict[str, Any]) -> str:
        return str(words)

    def head() -> str:
        return str(subject)

    kinds.register_kind(name, said, head if subject is not None else None, label=label, group=_GROUP, email=False)


def tell_of_reply(place: Place, stored: Stored, who: Person) -> None:
    """Tell the writer of the post, and whoever was quoted, once each; nobody who rests from the space today."""
    path = f"/community/post/{place.post.ref}?at={stored.number}#m{stored.number}"
    author = place.post.author
    told = {who.pk}
    if author is not None and author.pk not in told and _reachable(place, author):
        told.add(author.pk)
        notifications.notify(author, REPLY, {}, path, actor=BESIDE)
    if stored.reply_to is not None:
        quoted = Message.objects.select_related("author").filter(talk=place.talk, number=stored.reply_to).first()
        person = quoted.author if quoted is not None else None
        if person is not None and person.pk not in told and _reachable(place, person):
            notifications.notify(person, QUOTED, {}, path, actor=BESIDE)


def _reachable(place: Place, person: Person) -> bool:
    membership = membership_of(place.post.space, person)
    away = membership is None or (membership.away_until is not None and membership.away_until > now())
    return not away and person.pk not in place.apart


def thank(place: Place, message: Message, who: Person) -> None:
    """ "This helped me" reaches the helper as thanks; of whom, they see where it stands."""
    helper = message.author
    if helper is not None and helper.is_active and not are_apart(helper, who):
        path = f"/community/post/{place.post.ref}?at={message.number}#m{message.number}"
        notifications.notify(helper, THANKS, {}, path, actor=BESIDE)


def tell_hosts(space: Space) -> None:
    """Tell those who look after a space that someone waits at the door."""
    hosts = Membership.objects.filter(space=space, rank=Rank.HOST, left_at=None).select_related("person")
    for membership in hosts:
        notifications.notify(membership.person, ASKED, {}, f"/community/{space.ref}/about#asking", actor=BESIDE)


def tell_decided(request: JoinRequest, space: Space, accepted: bool) -> None:
    """Tell whoever asked."""
    path = f"/community/{space.ref}" if accepted else f"/community/{space.ref}/about"
    notifications.notify(request.person, LET_IN if accepted else NOT_NOW, {}, path, actor=BESIDE)


def tell_host(person: Person, space: Space) -> None:
    """Tell a new host."""
    notifications.notify(person, HOST, {}, f"/community/{space.ref}/about", actor=BESIDE)
