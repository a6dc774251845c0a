"""Commands about one person."""

import click

from beside.core.refusal import Refused
from beside.foundation.accounts import actions
from beside.foundation.accounts.models import Person, Role
from beside.foundation.accounts.scopes import SCOPES
from beside.foundation.audit.actions import BESIDE


def find(name: str) -> Person:
    """The person with this pseudonym, email, sign-in name or ref. Ends the command when there is none."""
    from django.db.models import Q

    wanted = Q(ref=name) | Q(email__iexact=name) | Q(sign_in_name__iexact=name) | Q(profile__pseudonym__iexact=name)
    found = list(Person.objects.filter(wanted, is_active=True).distinct()[:2])
    if len(found) != 1:
        raise click.ClickException(f"{'Nobody' if not found else 'More than one person'} is called {name} here.")
    return found[0]


def token(name: str, label: str, scopes: tuple[str, ...], *, end: bool) -> None:
    """Make a token and print it, or end those of this name."""
    person = find(name)
    if end:
        for held in person.tokens.filter(name=label, ended_at=None):
            actions.end_token(person, held, actor=BESIDE)
        click.echo("Ended.")
        return
    try:
        _token, secret = actions.make_token(person, label, list(scopes or SCOPES), actor=BESIDE)
    except Refused as refusal:
        raise click.ClickException(f"{refusal.words} Scopes: {', '.join(SCOPES)}.") from None
    click.echo(secret)


def role(name: str, role: str, *, end: bool) -> None:
    """Give or take away a role."""
    if role not in Role.values:
        raise click.ClickException(f"There is no role {role}. Roles: {', '.join(Role.values)}.")
    person = find(name)
    try:
        (actions.end_role if end else actions.grant_role)(person, Role(role), actor=BESIDE)
    except Refused as refusal:
        raise click.ClickException(str(refusal.words)) from None
    click.echo("Done.")
