"""Somebody with a full toolkit, in the folder that BESIDE_DATA names; ``python -m bench.toolkit_world`` prints JSON."""

# ruff: noqa: E402 - models can be imported only once Django is set up
import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")

import django

django.setup()

from django.core.management import call_command

from bench.world import cookie
from bench.world import people as made_people
from beside.features.toolkit import access, actions, peers
from beside.features.toolkit.library import library

TRIES, SHARED = 200, 60


def main() -> None:
    """Make everything and print where it is."""
    call_command("migrate", interactive=False, verbosity=0)
    people = made_people(10)
    reader, moderator = people[0], people[1]
    keys = list(library().shown)
    actions.set_marks(["breath"], actor=reader)
    for key in keys[:12]:
        actions.read_cautions(access.strategy(key), actor=reader)
        actions.keep(key, actor=reader)
    for number in range(TRIES):
        actions.try_it(keys[number % 8], 5 + number % 5, 3 + number % 6, actor=reader)
    for number in range(SHARED):
        row = peers.begin(actor=people[2 + number % 8])
        said = {"title": f"Ten birds, {number}", "do": "I count birds from the window. " * 8, "moods": ["panic", "low"]}
        peers.save(row, said, named=True, actor=row.author)  # type: ignore[arg-type]
        peers.send(row, actor=row.author)  # type: ignore[arg-type]
        peers.publish(row, actor=moderator)
    print(json.dumps({"reader": cookie(reader)}))


if __name__ == "__main__":
    main()
