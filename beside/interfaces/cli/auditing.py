"""The log from the command line: is it whole, and a copy of it."""

import re
from pathlib import Path

import click

from beside.foundation.accounts import queries
from beside.foundation.audit import checking, exporting, sealing
from beside.foundation.audit.actions import BESIDE, record

_END = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
_SAYS = {
    "missing": "entries are missing",
    "changed": "the entry is not as it was sealed",
    "unmarked": "the entry was not sealed by this service",
    "end": "the chain does not end where it was noted",
    "elsewhere": "the chain never passed the end you gave",
}


def parse(end: str | None) -> tuple[int, str] | None:
    """An end kept elsewhere, as ``--check`` prints it. Raises ``click.BadParameter``."""
    if end is None:
        return None
    found = _END.fullmatch(end.strip().lower())
    if found is None:
        raise click.BadParameter("an end looks like 1234: followed by 64 letters and digits", param_hint="--end")
    return int(found[1]), found[2]


def check(end: str | None) -> int:
    """Look at every entry, say what was found and where the chain ends; 0 where it is whole, otherwise 1."""
    kept = parse(end)
    look = checking.look_through(kept)
    standing = checking.standing()
    for fault in look.faults:
        place = f"{fault.first}" if fault.first == fault.last else f"{fault.first} to {fault.last}"
        click.echo(f"At {place}: {_SAYS[fault.what]}.")
    if not look.faults:
        click.echo(f"The log is whole: {standing.number:,} entries, each as it was written.")
    if look.late:
        click.echo(f"{look.late:,} were sealed more than ten minutes after their time (a stop or an update does that).")
    if standing.waiting:
        click.echo(f"{standing.waiting:,} newer ones are not sealed yet; a running service does so every few seconds.")
    if not standing.guarded:
        click.echo("The database does not guard the log against changes by itself: its triggers are gone.")
    click.echo(f"Keep this end somewhere else:\n{standing.number}:{standing.seal}")
    return 1 if look.faults else 0


def export(file: Path) -> None:
    """Write the whole log to a new file that only its owner can read. Ends the command if the file is there already."""
    sealing.seal()
    try:
        file.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be made ({error.strerror}).") from None
    count = 0
    with file.open("w", encoding="utf-8") as out:
        for line in exporting.lines():
            out.write(line + "\n")
            count += 1
    record("log.exported", queries.organisation(), actor=BESIDE, entries=count)
    click.echo(f"Wrote {count:,} entries to {file}.")
