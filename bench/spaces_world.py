"""Spaces to measure with, made in the data folder that BESIDE_DATA names; ``python -m bench.spaces_world`` prints JSON.

Two spaces, one small and one a hundred times as large, each with a thread of thirty replies; and one of two thousand.
"""

# ruff: noqa: E402 - models can be imported only once Django is set up
import json
import os
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import transaction

from bench.world import cookie
from bench.world import people as newcomers
from beside.core.clock import now
from beside.core.ids import new_ref
from beside.features.spaces import access, actions, joining
from beside.features.spaces.models import Post, Space, Vector
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.safety.triage import RULES_VERSION
from beside.foundation.talk import limits, watch, writing
from beside.foundation.talk.models import Kind, Message, Talk

SMALL, LARGE, LONG = 2_000, 200_000, 2_000
_AT_ONCE = 5_000
_WORDS = "I walked by the river this morning and it helped a little; how was your night, did you sleep at all? " * 2


def main() -> None:
    """Make everything and print where it is."""
    call_command("migrate", interactive=False, verbosity=0)
    people = newcomers(40)
    made: dict[str, Any] = {"reader": cookie(people[0]), "writer": cookie(people[1])}
    for name, count in (("small", SMALL), ("large", LARGE)):
        space = Space.objects.create(name=name, purpose="To measure with.")
        for person in people:
            joining.join(space, actor=person)
        _fill(space, people, count)
        made[name] = {"space": space.ref, "thread": _thread(space, people, 30)}
        if name == "small":
            made["long"] = _thread(space, people, LONG)
    while watch.sweep():
        pass
    print(json.dumps(made))


def _fill(space: Space, people: list[Person], count: int) -> None:
    boxes = {person.pk: keys.box_of(person.pk) for person in people}
    begun = now() - timedelta(days=200)
    for first in range(0, count, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, count))
        at = [begun + timedelta(seconds=number) for number in numbers]
        with transaction.atomic():
            talks = Talk.objects.bulk_create(
                [Talk(kind=Kind.THREAD, last_number=1, last_change=1, last_at=moment) for moment in at]
            )
            rows, posts = [], []
            for number, talk, moment in zip(numbers, talks, at, strict=True):
                who, client_id = people[number % len(people)], f"bench-{number:010}"
                text = f"A title of number {number}\n\n{_WORDS}"
                sealed = writing.seal(boxes[who.pk], text, talk.pk, who.pk, client_id)
                rows.append(
                    Message(
                        talk=talk,
                        number=1,
                        author=who,
                        client_id=client_id,
                        sealed=sealed,
                        at=moment,
                        change=1,
                        triaged=RULES_VERSION,
                    )
                )
                posts.append(
                    Post(
                        space=space,
                        talk=talk,
                        author=who,
                        client_id=f"{space.pk}-{client_id}",
                        title_chars=len(f"A title of number {number}"),
                        need="good",
                        at=moment,
                    )
                )
            Message.objects.bulk_create(rows)
            Post.objects.bulk_create(posts)
            # As where people have written for a year: kindred posts were looked for long ago. Otherwise the service
            # would spend the whole measurement on two hundred thousand posts that all came at once.
            Vector.objects.bulk_create([Vector(post=post, data=b"") for post in posts])


def _thread(space: Space, people: list[Person], count: int) -> str:
    given = actions.Given(text=_WORDS, client_id=new_ref(), title="One thread", need="good")
    post = actions.write(access.inside(space.ref, people[2]), given, actor=people[2])
    for number in range(count):
        limits.forget()
        who = people[number % len(people)]
        actions.reply(access.place_of(post.ref, who), f"{number} {_WORDS[:154]}", new_ref(), actor=who)
    return post.ref


if __name__ == "__main__":
    main()
