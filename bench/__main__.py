"""Every benchmark: ``python -m bench`` (``make bench``), or some: ``python -m bench live matching``.

Writes bench/results.json (rows of part, name, unit, value, bar, held) and the table in docs/benchmarks.md. Ends
non-zero when a bar is not held.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from bench import answering, checkins, guards, live, matching, recovery, rooms, spaces, toolkit, triage
from bench import help as help_page
from bench.rows import Row, shown

ALL: dict[str, Callable[[], list[Row]]] = {
    "live": live.run,
    "help": help_page.run,
    "rooms": rooms.run,
    "spaces": spaces.run,
    "recovery": recovery.run,
    "checkins": checkins.run,
    "toolkit": toolkit.run,
    "matching": matching.run,
    "answering": answering.run,
    "triage": triage.run,
    "guards": guards.run,
}
RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"


def main(names: list[str]) -> int:
    """Run what is named (everything when nothing is), keep the figures of the rest as they were."""
    unknown = set(names) - set(ALL)
    if unknown:
        print(f"There is no benchmark called {', '.join(sorted(unknown))}. There are: {', '.join(ALL)}.")
        return 2
    kept: dict[str, list[Row]] = {}
    if RESULTS.is_file():
        for row in json.loads(RESULTS.read_text(encoding="utf-8")):
            kept.setdefault(row.pop("part"), []).append(Row(**row))
    for name in names or ALL:
        print(f"\n{name}")
        kept[name] = ALL[name]()
        for measured in kept[name]:
            print(shown(measured), flush=True)
    rows = {name: kept[name] for name in ALL if name in kept}
    flat = [{"part": name, **asdict(row)} for name, part in rows.items() for row in part]
    RESULTS.write_text(json.dumps(flat, indent=1) + "\n", encoding="utf-8")
    _write_table([row for part in rows.values() for row in part])
    return 1 if any(row.held is False for part in rows.values() for row in part) else 0


def _write_table(rows: list[Row]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    lines = ["| what | value | unit | bar | held |", "|---|---:|---|---:|---|"]
    for row in rows:
        bar = "" if row.bar is None else f"{row.bar:g}"
        held = {None: "", True: "yes", False: "**no**"}[row.held]
        lines.append(f"| {row.name} | {row.value:.3g} | {row.unit} | {bar} | {held} |")
    PAGE.write_text("\n".join([before.rstrip(), "", START, *lines, END]) + after, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
