"""Who may read a thread: said by whoever holds what the replies are to (a post, a story), which talk does not know."""

from collections.abc import Callable
from typing import Final

from beside.foundation.accounts.models import Person
from beside.foundation.talk.models import Talk

Gate = Callable[[Talk, Person], bool | None]
"""``gate(talk, person)``: whether they may read it now; None for a thread of somebody else's."""
Place = Callable[[Talk], str]
"""``place(talk)``: where it stands, as a path with the number of a reply to come after it; "" for somebody else's."""

_gates: Final[list[Gate]] = []
_places: Final[list[Place]] = []


def register(gate: Gate, place: Place) -> None:
    """Answer for the threads of one feature, at start-up."""
    if gate not in _gates:
        _gates.append(gate)
        _places.append(place)


def may_read(talk: Talk, person: Person) -> bool:
    """Whether the person may read the thread. Nobody may where no gate knows it."""
    return next((said for gate in _gates if (said := gate(talk, person)) is not None), False)


def place_of(talk: Talk) -> str:
    """The path of a thread; "" where nobody knows it."""
    return next((found for place in _places if (found := place(talk))), "")
