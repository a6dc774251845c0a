"""Bearer tokens for the API."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core import crypto
from beside.core.clock import now
from beside.core.ids import new_secret
from beside.core.refusal import Refused
from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.models import Person, Token
from beside.foundation.accounts.scopes import SCOPES
from beside.foundation.audit.actions import Acting, record

_MOST = 20


def make_token(person: Person, name: str, scopes: list[str], *, actor: Acting) -> tuple[Token, str]:
    """A new token and its secret, which is shown once. Raises ``Refused``."""
    checks.oneself(person, actor)
    if not scopes or set(scopes) - set(SCOPES):
        raise Refused("no_scope", _("Choose at least one thing the token may do."))
    if Token.objects.filter(person=person, ended_at=None).count() >= _MOST:
        raise Refused("too_many_tokens", _("You have many tokens. End one you no longer need first."))
    secret = new_secret()
    with transaction.atomic():
        token = Token.objects.create(
            person=person, name=name.strip()[:60], digest=crypto.digest(secret), scopes=" ".join(scopes)
        )
        record("token.made", token, actor=actor, scopes=token.scopes)
    return token, secret


def end_token(person: Person, token: Token, *, actor: Acting) -> None:
    """From now on the token opens nothing."""
    checks.oneself(person, actor)
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, person=person, ended_at=None).update(ended_at=now()):
            record("token.ended", token, actor=actor)
