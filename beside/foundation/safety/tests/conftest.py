"""What safety's tests share: one text that can be reported, and triage that says what it is told to say."""

from collections.abc import Callable, Iterator

import pytest

from beside.core.clock import now
from beside.foundation.accounts.models import Person, Role
from beside.foundation.safety import access, actions, limiting, reviewing
from beside.foundation.safety.actions import Subject
from beside.foundation.safety.models import Case, Report
from beside.foundation.safety.reviewing import Excerpt, Reviewable
from beside.foundation.safety.triage import Assessment, Level, Reason
from beside.foundation.talk import actions as talk
from beside.foundation.talk.models import Kind, Part, Talk
from conftest import MakePerson

KIND = "test.text"
WORDS = "I will not be here tomorrow"
Noted = Callable[..., Assessment]


@pytest.fixture(autouse=True)
def _counted_anew() -> Iterator[None]:
    limiting.forget()
    yield
    limiting.forget()


@pytest.fixture
def hidden() -> set[str]:
    """Which of ``texts`` are out of sight."""
    return set()


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch, hidden: set[str]) -> dict[str, tuple[Person, set[int]]]:
    """Texts by ref: their author, and the numbers of those who may read them."""
    held: dict[str, tuple[Person, set[int]]] = {}

    def read(ref: str, viewer: Person) -> Excerpt | None:
        return read_for_case(ref) if ref in held and viewer.pk in held[ref][1] else None

    def read_for_case(ref: str) -> Excerpt | None:
        return Excerpt(WORDS, held[ref][0].pk, now(), "A conversation") if ref in held else None

    one = Reviewable(KIND, read, read_for_case, hide=hidden.add, restore=hidden.discard, empty=lambda ref: None)
    monkeypatch.setitem(reviewing._reviewables, KIND, one)
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


UNKIND = "Nobody wants you here"
TOLD = "They keep on like this"


@pytest.fixture
def place(ada: Person, ben: Person) -> Talk:
    """Ada and Ben talk; Ben was unkind."""
    made = talk.make_talk(Kind.DIRECT, {ada: Part.MEMBER, ben: Part.SUPPORTER}, actor=ada)
    talk.send(made.ref, "Good evening", "client-0000", actor=ada)
    talk.send(made.ref, UNKIND, "client-0001", actor=ben)
    return made


@pytest.fixture
def report(place: Talk, ada: Person, mo: Person, sol: Person) -> Report:
    """Ada tells the staff about it."""
    excerpt = access.text(ada, f"talk.message:{place.ref}:2")
    subject = Subject(Person.objects.get(sign_in_name="ben"), "talk.message", f"{place.ref}:2")
    return actions.report(subject, reason="unkind", words=TOLD, excerpt=excerpt, actor=ada)


@pytest.fixture
def told_case(report: Report) -> Case:
    """The case that opened."""
    return report.case


@pytest.fixture
def kim(make_person: MakePerson) -> Person:
    """A second moderator."""
    return make_person("kim", "Alder", Role.MODERATOR)
