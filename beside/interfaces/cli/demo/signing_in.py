"""What a visitor of the demo reads in the terminal."""

import click
from django.conf import settings

from beside.interfaces.cli.demo.people import EVERYONE, ORGANISATION, PASSWORD


def print_sign_ins() -> None:
    """Where the demo is, and a line for each invented person: name, sign-in name, and what there is to see."""
    click.echo(f"\n{ORGANISATION} is an invented organisation. Nobody in it exists.")
    click.echo(f"Open {settings.ENV.public_url} and sign in as anyone below. Password for all: {PASSWORD}\n")
    for person in EVERYONE:
        click.echo(f"  {person.name:<15} {person.sign_in:<10} {person.see}")
    click.echo("\nTwo browsers (or one and a private window) make two people who talk with each other live.")
    click.echo("Anyone may join here, so you can also come in as yourself. Stop with Ctrl-C.\n")
