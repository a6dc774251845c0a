"""What safety's tests share: one text that can be reported, and triage that says what it is told to say."""

from collections.abc import Callable, Iterator

import pytest

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.safety import limiting, reviewing
from beside.foundation.safety.reviewing import Excerpt, Reviewable
from beside.foundation.safety.triage import Assessment, Level, Reason

KIND = "test.text"
WORDS = "I will not be here tomorrow"
Noted = Callable[..., Assessment]


@pytest.fixture(autouse=True)
def _counted_anew() -> Iterator[None]:
    limiting.forget()
    yield
    limiting.forget()


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Person, set[int]]]:
    """Texts by ref: their author, and the numbers of those who may read them."""
    held: dict[str, tuple[Person, set[int]]] = {}

    def read(ref: str, viewer: Person) -> Excerpt | None:
        return read_for_case(ref) if ref in held and viewer.pk in held[ref][1] else None

    def read_for_case(ref: str) -> Excerpt | None:
        return Excerpt(WORDS, held[ref][0].pk, now(), "A conversation") if ref in held else None

    monkeypatch.setitem(reviewing._reviewables, KIND, Reviewable(KIND, read, read_for_case))
    return held


@pytest.fixture
def noted() -> Noted:
    """An assessment: ``noted(page=True)``, ``noted(attention=False, offer_help=True)``."""

    def make(
        level: Level = Level.ELEVATED, *, attention: bool = True, offer_help: bool = True, page: bool = False
    ) -> Assessment:
        reason = Reason("farewell", 0, 27, WORDS, "Says something like a farewell")
        return Assessment(level, 0.8, frozenset({"self_harm"}), (reason, reason), True, attention, offer_help, page, 1)

    return make
