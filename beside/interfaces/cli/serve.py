"""Starting the service."""

import socket
import sys

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from beside.features.checkins import measures
from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts import queries
from beside.foundation.accounts.models import Role
from beside.foundation.audit.actions import BESIDE
from beside.foundation.realtime.socket import MAX_FRAME
from beside.interfaces.cli import checks


def prepare() -> None:
    """Bring database and static files up to date, and what every organisation starts with."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from beside.features.spaces import content as spaces
    from beside.features.stories import publishing as stories
    from beside.foundation.profiles import actions as profiles

    profiles.load_experiences()
    spaces.seed()
    stories.seed()
    if connection.vendor == "sqlite":
        settings.DATABASES["default"]["NAME"].chmod(0o600)


def setup_link() -> str:
    """A new one-time link for the operator."""
    return accounts.make_setup_link(actor=BESIDE)


def greet() -> None:
    """Say where the service is, and how to become its operator while nobody is."""
    click.echo(f"Beside serves {settings.ENV.public_url}  (data in {settings.ENV.data})")
    if not queries.holders(Role.OPERATOR):
        click.echo("\nNobody runs it yet. Open this link once to set it up and become its operator:")
        click.echo(f"  {setup_link()}\n")


def serve() -> None:
    """Serve until told to stop. Refuses to start when production would be unsafe."""
    reworded = measures.wrong_with()
    if reworded:
        click.echo("Beside does not start: " + "; ".join(reworded), err=True)
        raise SystemExit(1)
    if settings.PRODUCTION:
        problems = checks.unsafe()
        if problems:
            click.echo(
                "Beside does not start in production mode, because:\n" + "\n".join(f"  {p}" for p in problems),
                err=True,
            )
            raise SystemExit(1)
    _free(settings.ENV.host, settings.ENV.port)
    sys.stdout.flush()
    import uvicorn

    uvicorn.run(
        "beside.config.asgi:application",
        host=settings.ENV.host,
        port=settings.ENV.port,
        ws="websockets-sansio",
        ws_max_size=MAX_FRAME,
        ws_per_message_deflate=False,
        access_log=False,
        log_config=None,
        proxy_headers=bool(settings.ENV.trusted_proxies),
        forwarded_allow_ips=",".join(settings.ENV.trusted_proxies) or None,
        server_header=False,
        timeout_graceful_shutdown=10,
        lifespan="on",
    )


def _free(host: str, port: int) -> None:
    """A clear word instead of a traceback when something else has the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            click.echo(
                f"Port {port} on {host} is not free ({error.strerror}). Choose another: make run PORT=8123",
                err=True,
            )
            raise SystemExit(1) from None
