"""One member with everything of their own, in the data folder that BESIDE_DATA names; prints JSON.

``python -m bench.recovery_world``. Six steps, nine headings, 400 pages of the journal, forty goals,
twenty letters, thirty things in the hope box, twenty things shared.
"""

# ruff: noqa: E402 - models can be imported only once Django is set up
import json
import os
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beside.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import transaction

from bench.world import _cookie, _people
from beside.core.clock import now
from beside.features.conversations import actions as conversations
from beside.features.recovery import access, aiming, hoping, keeping, letters, marking, sharing
from beside.features.recovery.content import HEADINGS, STEPS
from beside.features.recovery.keeping import Words
from beside.features.recovery.models import Kind, Page
from beside.features.recovery.sharing import Wanted
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE

_LINES = "I walked by the river this morning\nThe kettle, then the window\nOne song, loud"
PAGES = 400


def main() -> None:
    """Make everything and print where it is."""
    call_command("migrate", interactive=False, verbosity=0)
    owner, peer = _people(2)
    conversations.open_conversation(owner, peer, why=[], how=[], actor=BESIDE)
    with transaction.atomic():
        made = _fill(owner, peer)
    print(json.dumps({"owner": _cookie(owner), "peer": _cookie(peer), **made}))


def _fill(owner: Person, peer: Person) -> dict[str, str]:
    known = (("Aoife", "+353 85 123 4567"), ("Mum", "+353 85 123 4568"))
    for part in STEPS:
        keeping.keep(access.step_page(owner, part), Words(_LINES, people=known if part.people else ()), 0, actor=owner)
    for part in HEADINGS:
        keeping.keep(access.heading_page(owner, part.key), Words(_LINES), 0, actor=owner)
    for number in range(PAGES):
        page = Page(owner=owner, kind=Kind.JOURNAL, day=(now() - timedelta(days=number)).date())
        keeping.keep(page, Words(_LINES * 5), 0, actor=owner)
    value = aiming.name_value("friendship", actor=owner)
    steps = ["Write to Aoife", "Buy tea", "Sit down"]
    goals = [aiming.begin(f"Tea, {number}", "I miss it", steps, [value], actor=owner) for number in range(40)]
    for _ in range(20):
        letters.write(_LINES, "bad_day", None, actor=owner)
        marking.mark("My own place", _LINES, now().date(), actor=owner)
    for _ in range(30):
        hoping.put_in(hoping.Thing("words", _LINES, "Heron"), actor=owner)
    to = f"person:{peer.ref}"
    plan = sharing.share("safety", "", Wanted(to, "month"), actor=owner)
    for goal in goals[:19]:
        sharing.share("goal", goal.ref, Wanted(to, "month"), actor=owner)
    return {"goal": goals[0].ref, "plan": plan.ref}


if __name__ == "__main__":
    main()
