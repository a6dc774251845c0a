"""How often one may ask, so that nobody is worn out by one account."""

from datetime import timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety import actions as safety
from beside.foundation.safety import limiting
from beside.foundation.safety.models import Pattern

# Asking again after a talk is fine; asking all day long wears out those who would be there for others.
ASKS: Final = (RateLimitItemPerHour(6, namespace="talk.ask"), RateLimitItemPerDay(12, namespace="talk.ask"))
# Picking people is how somebody would go from one to the next. New accounts may do so less.
CHOICES: Final = (RateLimitItemPerDay(6, namespace="talk.choose"),)
CHOICES_WHEN_NEW: Final = (RateLimitItemPerDay(2, namespace="talk.choose.new"),)
# Someone who goes from person to person is looked at by a person: they may be in need, or after something.
MANY: Final = (RateLimitItemPerDay(8, multiples=7, namespace="talk.many"),)
NEW_FOR: Final = timedelta(days=3)


def check_ask(person: Person) -> None:
    """Raises ``Refused`` (``too_often``) with words that still lead somewhere."""
    _check(
        ASKS,
        person,
        _(
            "You have asked many times in a short while. Please wait an hour."
            " If it is urgent, Get help now is there at any time."
        ),
        3600.0,
    )


def check_choice(person: Person) -> None:
    """Raises ``Refused`` (``too_often``): Beside can still ask for them."""
    new = person.joined_at > now() - NEW_FOR
    if not limiting.room_for(MANY, person):
        _tell_the_staff(person)
    words = _("You have picked several people today. Let Beside ask for you: it asks those who fit, one by one.")
    _check(CHOICES_WHEN_NEW if new else CHOICES, person, words, 86_400.0)


def _tell_the_staff(person: Person) -> None:
    """The person is not told, and nothing is taken from them."""
    reasons = [_("They picked more than eight people in seven days.")]
    safety.notice_pattern(person, Pattern.Kind.MANY, [str(reason) for reason in reasons], actor=BESIDE)


def _check(limits: tuple[RateLimitItem, ...], person: Person, words: str | Promise, wait: float) -> None:
    if not limiting.room_for(limits, person):
        raise Refused("too_often", words, retry_after=wait)
