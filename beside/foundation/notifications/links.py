"""The link in a letter that stops letters of its kind without signing in."""

from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from beside.foundation.accounts.models import Person
from beside.foundation.notifications.kinds import Kind, by_mark

_SALT: Final = "beside.notifications.stop"
# Long enough for letters found late, short enough that a lost mailbox does not speak for ever.
_GOOD_FOR_SECONDS: Final = 180 * 24 * 3600


def stop_link(person: Person, kind: Kind) -> str:
    """A whole address, good for half a year. It tells neither who nor which kind to whoever reads it."""
    token = signing.dumps([person.ref, kind.mark], salt=_SALT)
    return f"{settings.ENV.public_url}{reverse('notifications:stop', args=[token])}"


def read(token: str) -> tuple[Person, Kind] | None:
    """Whom and what a link means; None for a forged or old one, and for people who have left."""
    try:
        ref, mark = signing.loads(token, salt=_SALT, max_age=_GOOD_FOR_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    kind = by_mark(mark)
    person = Person.objects.filter(ref=ref, is_active=True).first()
    return (person, kind) if kind is not None and person is not None else None
