"""``beside simulate``: a month of invented posts, routed and not, before anybody real has to wait."""

import json
import os
from pathlib import Path

import click

from beside.journeys.answering.simulation import telling
from beside.journeys.answering.simulation.month import Assumed, Progress
from beside.journeys.answering.simulation.telling import Told

_INVENTED = (
    "work", "sleep", "family", "loneliness", "breakup", "friends", "study", "money", "panic", "grief", "anger", "night",
)  # fmt: skip
_ROWS = (
    ("posts", "posts", "{:.0f}"),
    ("first reply, median in staffed hours", "first_median_staffed", "{:.1f} min"),
    ("first reply, median", "first_median", "{:.1f} min"),
    ("first reply, 95 % within", "first_p95", "{:.0f} min"),
    ("second reply, median", "second_median", "{:.0f} min"),
    ("no reply at all", "unanswered", "{:.1%}"),
    ("two people or more", "two_or_more", "{:.1%}"),
    ("answers a supporter, mean", "load_mean", "{:.1f}"),
    ("answers a supporter, most", "load_most", "{:.0f}"),
    ("how unevenly (Gini)", "load_gini", "{:.2f}"),
    ("nudges a supporter", "nudges_mean", "{:.1f}"),
    ("answers by staff", "staff_answers", "{:.0f}"),
)


def topics() -> tuple[list[str], str]:
    """What posts are about, and where that comes from: recorded conversations if they are here, else our own list."""
    default = Path(__file__).resolve().parents[4] / "shared"
    folder = Path(os.environ.get("BESIDE_SHARED", default)) / "data" / "replay"
    found: set[str] = set()
    for path in sorted(folder.glob("esconv*.jsonl")) if folder.is_dir() else []:
        for line in path.read_text(encoding="utf-8").splitlines():
            found.add(str(json.loads(line).get("problem", "")))
    found.discard("")
    if len(found) < 3:
        return list(_INVENTED), "topics of our own; recorded conversations are not here"
    return sorted(found), "topics of recorded conversations (ESConv)"


def simulate(assumed: Assumed, *, suggests: bool, as_json: bool) -> None:
    """Print what the month came to, side by side."""
    about, source = topics()
    routed = telling.simulate(assumed, about, routed=True, progress=_progress("routed", as_json))
    listed = telling.simulate(assumed, about, routed=False, progress=_progress("newest first", as_json))
    enough = telling.suggest(assumed, about) if suggests else None
    if as_json:
        told = {"routed": telling.as_dict(routed), "newest_first": telling.as_dict(listed), "supporters_enough": enough}
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(
        f"{assumed.days} days, {assumed.posts_a_day:g} posts a day, {assumed.supporters} supporters asked at most"
    )
    click.echo(
        f"{assumed.wish} times a day, {assumed.staff} staff from {assumed.staffed_from} to {assumed.staffed_to};"
        f" {source}"
    )
    click.echo(f"{'':40}{'routed':>14}{'newest first':>16}")
    for label, name, shape in _ROWS:
        click.echo(f"{label:40}{_value(routed, name, shape):>14}{_value(listed, name, shape):>16}")
    kept = telling.holds(routed)
    click.echo(
        "\nEverybody had two answers, half the first within nine minutes." if kept else "\nThe promise was not kept."
    )
    if suggests:
        click.echo(f"Enough for this: {enough} supporters." if enough else "No number of supporters tried was enough.")


def _value(told: Told, name: str, shape: str) -> str:
    return shape.format(getattr(told, name))


def _progress(name: str, quiet: bool) -> Progress:
    def say(done: int, of: int) -> None:
        if not quiet and done % 5 == 0:
            click.echo(f"{name}: day {done} of {of}", err=True)

    return say
