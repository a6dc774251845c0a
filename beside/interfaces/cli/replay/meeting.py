"""Seekers and supporters of a replay meet as anyone does: they ask, are offered, say yes."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import click

from beside.core.clock import now
from beside.features.conversations.models import Conversation
from beside.foundation.audit.actions import BESIDE
from beside.interfaces.cli.replay.people import Pair, Played, Tell
from beside.journeys.matching import actions, peering
from beside.journeys.matching.core.people import How
from beside.journeys.matching.models import OPEN, Availability, Offer, Request

_STAY: Final = timedelta(hours=12)
_TOGETHER: Final = 50


@dataclass(frozen=True, slots=True)
class Met:
    """A recording, and the two who will play it. ``shared``: both know what it is about."""

    pair: Pair
    supporter: Played
    talk: str
    shared: bool


def only_us() -> None:
    """Ends the command where real people wait or are there: a replay must not get between them."""
    moment = now()
    here = Availability.objects.filter(ended_at=None, here_until__gt=moment)
    if here.exists() or Request.objects.filter(OPEN).exists():
        raise click.ClickException(
            "Someone here waits to talk, or is there for others, and a replay would get between them."
            " Use a data folder of its own: beside --data /some/folder replay …"
        )


def meet(pairs: list[Pair], tell: Tell) -> list[Met]:
    """Bring each seeker together with whom Beside finds for them, an evening's group at a time."""
    met: list[Met] = []
    for group in groups(pairs):
        with _here(group):
            met += _meet(group, tell)
    return met


def groups(pairs: list[Pair]) -> list[list[Pair]]:
    """Those who are there at the same time: as many as an organisation has on a busy evening."""
    return [pairs[first : first + _TOGETHER] for first in range(0, len(pairs), _TOGETHER)]


@contextmanager
def _here(group: list[Pair]) -> Iterator[None]:
    """All supporters of a group are there, each for one conversation about anything, until the block ends."""
    here = peering.Here(until=now() + _STAY, capacity=1)
    held = [peering.be_here(here, actor=pair.supporter.person) for pair in group]
    try:
        yield
    finally:
        for availability in held:
            peering.stop_being_here(availability, actor=BESIDE)


def _meet(group: list[Pair], tell: Tell) -> list[Met]:
    supporters = {pair.supporter.person.pk: pair for pair in group}
    met = []
    for pair in group:
        wanted = actions.Wanted(topics=[pair.experience.key], how=[How.BE_HEARD])
        request = actions.ask(wanted, actor=pair.seeker.person)
        actions.let_beside_ask(request, actor=pair.seeker.person)
        offer = Offer.objects.filter(request=request, answer="").select_related("peer").first()
        if offer is None:
            raise click.ClickException("Nobody was found for someone in the replay.")
        opened = peering.accept_offer(offer, actor=offer.peer)
        if not isinstance(opened, Conversation):
            raise click.ClickException("An appointment was made where a conversation was asked for.")
        theirs = supporters[offer.peer_id]
        met.append(Met(pair, theirs.supporter, opened.ref, theirs.experience.pk == pair.experience.pk))
        tell(1)
    return met


def chance(pairs: list[Pair]) -> float:
    """The share of seekers who would share the problem with a supporter drawn at random from those there."""
    alike = 0.0
    for group in groups(pairs):
        counts = Counter(pair.experience.pk for pair in group)
        alike += sum(count * count for count in counts.values()) / len(group)
    return alike / len(pairs) if pairs else 0.0
