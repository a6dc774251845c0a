"""``beside check``: what is wrong, in words; ``--deploy``: what would be unsafe for real people."""

from collections.abc import Iterator

import click
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError

from beside.features.toolkit import editing as strategies
from beside.foundation.accounts import queries as accounts
from beside.foundation.safety import shown_lines, triage


def run(*, deploy: bool) -> int:
    """Print what was found; 0 when nothing was."""
    problems = [str(problem) for problem in run_checks()]
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    except SystemExit:
        problems.append("The models have changed without a migration: beside's migrations must be made.")
    problems += strategies.content_mistakes()
    if deploy:
        # Not among what keeps the service from starting: numbers are confirmed in the console of a running one.
        problems += [*unsafe(), *_helplines()]
    if settings.ENV.triage == "full" and not triage.learnt_available():
        click.echo("Triage: the sentence model is not here, so the rules answer alone.", err=True)
    for problem in problems:
        click.echo(problem, err=True)
    click.echo("Nothing to mend." if not problems else f"{len(problems)} to mend.")
    return 1 if problems else 0


def unsafe() -> list[str]:
    """Why this service should not be opened to real people; empty when nothing speaks against it."""
    return list(_settings()) + list(_store())


def _settings() -> Iterator[str]:
    env = settings.ENV
    if env.mode != "production":
        yield "BESIDE_MODE is not production: safeguards that would stop a bad start are off."
    if env.debug:
        yield "BESIDE_DEBUG is on: pages would show people's data to strangers when something goes wrong."
    if not env.url:
        yield "BESIDE_URL is empty: letters and cookies need to know where people reach you."
    elif not env.url.startswith("https://"):
        yield f"BESIDE_URL is {env.url}: without https:// anyone on the way can read along."
    if not env.mail_host:
        yield "BESIDE_MAIL_HOST is empty: sign-in letters would reach nobody."
    elif not env.mail_tls:
        yield "BESIDE_MAIL_TLS is off: sign-in letters would travel in the open."
    if env.mail_from.endswith("@localhost"):
        yield "BESIDE_MAIL_FROM is not a real address: letters would be refused as spam."


def _store() -> Iterator[str]:
    folder = settings.ENV.data
    if folder.stat().st_mode & 0o077:
        yield f"{folder} can be opened by others on this machine: chmod 700 {folder}"
    if settings.ENV.database_url and not settings.ENV.redis_url:
        yield "REDIS_URL is empty: several processes on PostgreSQL would not hear each other."


def _helplines() -> Iterator[str]:
    """Numbers nobody here has confirmed must not meet someone on the worst night of their life."""
    try:
        country = accounts.organisation().country
        confirmed = shown_lines.confirmed(country) if country else []
        old = shown_lines.overdue(country) if country else []
    except DatabaseError:
        yield "The helplines cannot be read yet: prepare the database first."
        return
    if not country:
        yield "The organisation has no country: Get help now would show no number. Set it in the console."
    elif not confirmed:
        yield f"No helpline of {country} is confirmed: check each number and say so in the console, under Helplines."
    for fact in old:
        name = fact.name or "emergency numbers"
        yield f"{country}, {name}: confirmed more than six months ago. Check again, in the console under Helplines."
