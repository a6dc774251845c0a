"""Putting the invented organisation into an empty folder, once."""

import click
from django.db import transaction

from beside.core.clock import now
from beside.features.spaces import content as spaces
from beside.features.stories import publishing as stories
from beside.foundation.accounts import queries
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE, record
from beside.foundation.audit.models import Entry
from beside.foundation.profiles import actions as profiles
from beside.interfaces.cli.demo import (
    arriving,
    checking_in,
    community,
    gathering,
    keeping,
    own_side,
    story,
    telling,
    weeks,
)

_FILLED = "demo.filled"


def fill() -> bool:
    """Make the organisation, its people and their last weeks; False where that was done before.

    Ends the command, with nothing changed, in a folder that holds a real organisation.
    """
    if Entry.objects.filter(verb=_FILLED).exists():
        return False
    if Person.objects.exists() or queries.organisation().set_up_at is not None:
        raise click.ClickException(
            "This folder holds a real organisation, so the demo stays out of it."
            " Give it a folder of its own: make demo DATA=/some/new/folder"
        )
    profiles.load_experiences()
    spaces.seed()
    stories.seed()
    present = now()
    with transaction.atomic():
        people = arriving.everyone(present)
        weeks.tell(people, present)
        story.tell(people, present)
        community.tell(people, present)
        telling.tell(people, present)
        gathering.gather(people, present)
        own_side.keep(people, present)
        keeping.keep(people, present)
        checking_in.look_back(people, present)
        record(_FILLED, queries.organisation(), actor=BESIDE, people=len(people))
    return True
