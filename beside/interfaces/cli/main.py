"""``beside``: everything an operator does from a terminal."""

import os
from pathlib import Path
from typing import TextIO

import click

from beside import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--data", type=click.Path(path_type=Path), help="Folder for the database, secrets and files.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--host", help="Address to listen on.")
def main(data: Path | None = None, port: int | None = None, host: str | None = None) -> None:
    """Beside: self-hosted peer support for mental health.

    Settings come from the environment (docs/settings.md); the options here win over it.
    """
    for name, value in (("BESIDE_DATA", data), ("BESIDE_PORT", port), ("BESIDE_HOST", host)):
        if value is not None:
            os.environ[name] = str(value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")


def ready() -> None:
    """Load the service's settings and apps; commands call it when they need them, so that ``--help`` is instant."""
    import django

    django.setup()


@main.command()
def version() -> None:
    """Print the version."""
    click.echo(__version__)


@main.command()
def run() -> None:
    """Serve, after bringing the database up to date. Prints a set-up link until there is an operator."""
    ready()
    from beside.interfaces.cli import serve

    serve.prepare()
    serve.greet()
    serve.serve()


@main.command()
def demo() -> None:
    """Serve an invented organisation to look around in; its sign-ins are printed."""
    ready()
    from beside.interfaces.cli import serve

    serve.prepare()
    from beside.interfaces.cli import demo as invented

    invented.fill()
    invented.print_sign_ins()
    serve.serve()


@main.command()
@click.option("--deploy", is_flag=True, help="Also say what makes this service unsafe for real people.")
def check(deploy: bool) -> None:
    """Check the settings and the code's own promises."""
    ready()
    from beside.interfaces.cli import checks

    raise SystemExit(checks.run(deploy=deploy))


@main.command()
@click.option("--posts", default=60.0, show_default=True, help="Posts a day that ask for something.")
@click.option("--supporters", type=click.IntRange(1, 5_000), default=200, show_default=True)
@click.option("--wish", type=click.IntRange(0, 6), default=3, show_default=True, help="Times a day each may be asked.")
@click.option("--staff", type=click.IntRange(0, 100), default=2, show_default=True, help="On duty in staffed hours.")
@click.option("--hours", default="9-23", show_default=True, help="Staffed hours of each day.")
@click.option("--days", type=click.IntRange(1, 60), default=30, show_default=True)
@click.option(
    "--promise", type=click.IntRange(5, 10_080), default=30, show_default=True, help="Minutes to a first reply."
)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--suggest", is_flag=True, help="Also find how many supporters are enough.")
@click.option("--json", "as_json", is_flag=True, help="Print figures for machines.")
def simulate(
    posts: float, supporters: int, wish: int, staff: int, hours: str, days: int, promise: int, seed: int,
    suggest: bool, as_json: bool,
) -> None:  # fmt: skip
    """Play a month of invented posts, and say who would have waited how long (docs/answering.md)."""
    from beside.interfaces.cli import simulating
    from beside.journeys.answering.simulation.month import Assumed

    start, _dash, end = hours.partition("-")
    if not (start.isdigit() and end.isdigit() and 0 <= int(start) < int(end) <= 24):
        raise click.BadParameter("write hours like 9-23", param_hint="--hours")
    assumed = Assumed(
        posts_a_day=posts, supporters=supporters, wish=wish, staff=staff, staffed_from=int(start),
        staffed_to=int(end), days=days, first_within=promise, seed=seed,
    )  # fmt: skip
    simulating.simulate(assumed, suggests=suggest, as_json=as_json)


@main.command("setup-link")
def setup_link() -> None:
    """Print a new one-time link that makes whoever opens it an operator."""
    ready()
    from beside.interfaces.cli import serve

    serve.prepare()
    click.echo(serve.setup_link())


@main.command()
@click.argument("person")
@click.option("--name", default="command line", help="What the token is for.")
@click.option("--scope", "scopes", multiple=True, help="What it may do; may be given again. Default: talks:read.")
@click.option("--end", is_flag=True, help="End the person's tokens of this name instead of making one.")
def token(person: str, name: str, scopes: tuple[str, ...], end: bool) -> None:
    """Make a bearer token for PERSON (pseudonym, email, sign-in name or ref) and print it once."""
    ready()
    from beside.interfaces.cli import people

    people.token(person, name, scopes or ("talks:read",), end=end)


@main.command()
@click.argument("person")
@click.argument("role")
@click.option("--end", is_flag=True, help="Take the role away.")
def role(person: str, role: str, end: bool) -> None:
    """Give PERSON a ROLE: peer_supporter, facilitator, moderator, safety_lead or operator."""
    ready()
    from beside.interfaces.cli import people

    people.role(person, role, end=end)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", "urls", multiple=True, help="A running service on this data folder; may be given again.")
@click.option("--speed", default=60.0, show_default=True, help="How many times faster than it was written.")
@click.option("--at-once", default=50, show_default=True, help="Conversations under way at the same time.")
@click.option("--most", type=int, help="Play only this many conversations.")
@click.option("--json", "as_json", type=click.Path(path_type=Path), help="Also write the figures here.")
def replay(
    file: Path, urls: tuple[str, ...], speed: float, at_once: int, most: int | None, as_json: Path | None
) -> None:
    """Play recorded conversations (JSON lines) through a running service, as real clients would.

    Makes real accounts in the data folder, matches them, plays every message over real sockets, then checks that each
    is there once, in order, readable by the two and by nobody else. Ends non-zero on any loss. Without --url it uses
    the service on this port if that serves this data folder, and otherwise starts one of its own for the length of
    the replay.
    """
    ready()
    from beside.interfaces.cli.replay import play

    raise SystemExit(play.run(file, list(urls), speed=speed, at_once=at_once, most=most, as_json=as_json))


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def guard(file: TextIO) -> None:
    """Look for personal details in FILE (default: what comes in), JSON lines of id and text.

    Writes a JSON line for each: id, contact (true or false) and spans of [start, end, kind], in characters. Needs no
    service and no data folder. A line that cannot be read ends it, with its number.
    """
    from beside.interfaces.cli import guarding

    for line in guarding.lines(file):
        click.echo(line)


@main.command("triage")
@click.argument("source", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
def judge(source: TextIO) -> None:
    """Judge JSON lines {id, text} from SOURCE (or standard input) and write what triage notices; nothing is stored.

    A line may also hold lang, role (member or supporter) and context (earlier messages, oldest first).
    """
    from beside.interfaces.cli import triaging

    raise SystemExit(triaging.run(source))


@main.command("audit")
@click.option("--check", is_flag=True, help="Look whether the log is whole, and say where it is not (the default).")
@click.option("--end", help="An end that an earlier check printed and you kept elsewhere, to hold the log against.")
@click.option("--export", "to", type=click.Path(dir_okay=False, path_type=Path), help="Write the log here, JSON lines.")
def log(check: bool, end: str | None, to: Path | None) -> None:
    """Look whether the log of what was done is whole, or write a copy of it.

    Ends with 1 where anything is missing or changed.
    """
    ready()
    from beside.interfaces.cli import auditing

    if to is not None:
        auditing.export(to)
    if check or end is not None or to is None:
        raise SystemExit(auditing.check(end))


@main.command("move-to-postgresql")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def move(source: Path) -> None:
    """Copy everything from the SQLite file SOURCE into the empty database DATABASE_URL names."""
    ready()
    from beside.interfaces.cli import moving

    moving.run(source)
