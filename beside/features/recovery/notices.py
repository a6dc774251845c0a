"""What people are told about shares and letters. Nothing that leaves our pages says what it is about."""

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from beside.features.recovery.models import Letter, Share
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications import kinds

SHARED: Final = "recovery.shared"
CHEER: Final = "recovery.cheer"
CHECK_IN: Final = "recovery.check_in"
TOGETHER: Final = "recovery.together"
LETTER: Final = "recovery.letter"
_KINDS: Final = {Share.Ask.CHEER: CHEER, Share.Ask.CHECK_IN: CHECK_IN}


def register() -> None:
    """Say how each kind reads."""
    _register(SHARED, _("Someone shares something of theirs with you."), _("Something for you"))
    _register(CHEER, _("Someone shares something with you and would be glad of a kind word."), _("Something for you"))
    _register(CHECK_IN, _("Someone would like you to ask them how it goes."), _("Something for you"))
    _register(TOGETHER, _("Someone would like to fill in something with you."), _("Something for you"))
    _register(LETTER, _("A letter that you wrote to yourself is here."), _("Something for you"), each_time=True)


def _register(name: str, words: Any, subject: Any, **more: Any) -> None:
    def said(_data: dict[str, Any]) -> str:
        return str(words)

    def head() -> str:
        return str(subject)

    kinds.register_kind(name, said, head, label=words, group=_("Goals, plans and letters"), **more)


def tell_shared(share: Share, people: Iterable[Person], *, apart: set[int]) -> None:
    """Tell those with whom something is shared; the page says what, and from whom."""
    kind = TOGETHER if share.together else _KINDS.get(Share.Ask(share.ask), SHARED)
    for person in people:
        if person.pk != share.owner_id and person.pk not in apart:
            notifications.notify(person, kind, {}, f"/shared/{share.ref}", actor=BESIDE)


def tell_letter(letter: Letter) -> None:
    """Tell its writer that a letter has come."""
    notifications.notify(letter.owner, LETTER, {}, f"/letters/{letter.ref}", actor=BESIDE)
