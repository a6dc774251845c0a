"""A person with ten years of daily check-ins, in the data folder that BESIDE_DATA names; prints JSON.

Three trackers, a measure a month, and the same check-ins kept row by row in a table made for the comparison alone.
"""

# ruff: noqa: E402 - models can be imported only once Django is set up
import json
import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from bench.world import cookie, people
from beside.core.clock import now
from beside.core.ids import new_ref
from beside.features.checkins import measures, measuring, queries, sealing, tracking
from beside.features.checkins.core import entries as core
from beside.features.checkins.core.entries import Entry
from beside.features.checkins.models import Month, Taken
from beside.foundation.accounts.models import Person

DAYS = 3_653
ROUNDS = 7


def main() -> None:
    """Make everything, measure the two ways to keep it, print."""
    call_command("migrate", interactive=False, verbosity=0)
    person = people(2)[0]
    with transaction.atomic():
        entries = _fill(person)
    found = {"cookie": cookie(person), "by_month": _by_month(person, len(entries)), "by_row": _by_row(person, entries)}
    print(json.dumps(found))


def _fill(person: Person) -> list[Entry]:
    tracked = [tracking.add(name, kind, actor=person).ref for name, kind in (("Walk", "yes"), ("Urge", "strength"))]
    today = now().date()
    entries = [
        Entry(
            ref=new_ref(),
            day=(day := today - timedelta(days=back)),
            at=datetime(day.year, day.month, day.day, 18, 30, tzinfo=UTC),
            mood=1 + back % 5,
            energy=1 + back % 4,
            sleep=1 + back % 3,
            line="A walk by the river, and the kettle on after it." if back % 2 else "",
            marks={tracked[0]: 1, tracked[1]: back % 11},
        )
        for back in range(DAYS, -1, -1)
    ]
    held: dict[date, list[Entry]] = {}
    for entry in entries:
        held.setdefault(core.first_of(entry.day), []).append(entry)
    for first, month in held.items():
        Month.objects.create(person=person, first=first, sealed=sealing.seal_month(person, first, month))
    _results(person, today)
    return entries


def _results(person: Person, today: date) -> None:
    measure = measures.shipped()["phq-8"]
    for back in range(0, DAYS, 30):
        day = today - timedelta(days=back)
        row = Taken(person=person, at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        answers = dict.fromkeys(range(1, 9), back % 4)
        sealing.seal_row(row, measuring.held(measure, answers, sum(answers.values()), day))
        row.save()


def _by_month(person: Person, count: int) -> float:
    """CPU ms to open ten years as they are kept."""

    def opened() -> int:
        return len(queries.entries(person))

    return _middle(opened, count)


def _by_row(person: Person, entries: list[Entry]) -> float:
    """CPU ms to open the same, each check-in a row with a seal of its own, at its cheapest: without the ORM."""
    rows = [(one.ref, sealing.seal(person.pk, core.plain(one), f"bench:{one.ref}")) for one in entries]
    kind = "bytea" if connection.vendor == "postgresql" else "blob"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_entry (ref varchar(16) PRIMARY KEY, sealed {kind} NOT NULL)")
        cursor.executemany("INSERT INTO bench_entry VALUES (%s, %s)", rows)

    def opened() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT ref, sealed FROM bench_entry ORDER BY ref")
            held = cursor.fetchall()
        return len([core.read(sealing.open_sealed(person.pk, sealed, f"bench:{ref}")) for ref, sealed in held])

    found = _middle(opened, len(entries))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_entry")
    return found


def _middle(opened: Callable[[], int], count: int) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        if opened() != count:
            raise RuntimeError("not everything was opened")
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
