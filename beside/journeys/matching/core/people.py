"""The people matching knows about: what they have been through, what they wish, what they can hold."""

from dataclasses import dataclass
from enum import StrEnum

HEAVY_FROM = 2
"""Severity (0..3) from which a conversation is heavy."""
HEAVY_WEIGHT = 2
"""What a heavy conversation takes of a peer's capacity; any other takes 1."""
SEVERITY_MOST = 3

_BANDS = ((18, "under_18"), (26, "18_25"), (36, "26_35"), (51, "36_50"), (66, "51_65"))
AGE_BANDS = (*(name for _, name in _BANDS), "66_and_over")
"""The values an age-band wish may take, youngest first."""


class Stance(StrEnum):
    """How somebody stands to an experience."""

    LIVING = "living"
    CAME_THROUGH = "came_through"
    SUPPORTING = "supporting"


class How(StrEnum):
    """How somebody would like to be met, or likes to meet others."""

    BE_HEARD = "be_heard"
    SHARE_EXPERIENCE = "share_experience"
    IDEAS = "ideas"


class Aspect(StrEnum):
    """What a wish can be about."""

    AGE_BAND = "age_band"
    GENDER = "gender"
    LANGUAGE = "language"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Experience:
    """One thing somebody lives with, came through, or supports another with.

    `comfort` runs from 1 (would rather not talk about it) to 3 (glad to).
    """

    key: str
    stance: Stance
    comfort: int = 2

    def __post_init__(self) -> None:
        if self.comfort not in (1, 2, 3):
            raise ValueError(f"comfort is 1, 2 or 3, not {self.comfort!r}")


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom somebody would rather (a preference) or rather not (a limit) talk to.

    A language they would rather not use is taken off their list. A topic means people who have that
    experience or ask about it. What the other has not said (age, gender) breaks no limit.
    """

    aspect: Aspect
    value: str
    rather: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What both sides of a match have. `experiences` are only those the other side may know of.

    `adult` is the caller's word, since where adulthood begins differs by country; `age` is in years.
    """

    id: int
    adult: bool
    experiences: tuple[Experience, ...] = ()
    languages: frozenset[str] = frozenset()
    age: int | None = None
    gender: str | None = None
    how: frozenset[How] = frozenset()
    blocked_with: frozenset[int] = frozenset()
    wishes: frozenset[Wish] = frozenset()

    def __post_init__(self) -> None:
        if len({one.key for one in self.experiences}) != len(self.experiences):
            raise ValueError(f"an experience stands twice for {self.id}")

    @property
    def age_band(self) -> str | None:
        """The band of `AGE_BANDS` this person is in, None when the age is not known."""
        if self.age is None:
            return None
        return next((name for below, name in _BANDS if self.age < below), AGE_BANDS[-1])

    @property
    def speaks(self) -> frozenset[str]:
        """Languages they would talk in: theirs, less those they would rather not use."""
        return self.languages - self.values(Aspect.LANGUAGE, rather=False)

    def values(self, aspect: Aspect, *, rather: bool) -> frozenset[str]:
        """What they wish for (`rather`) or against in one aspect."""
        return frozenset(one.value for one in self.wishes if one.aspect is aspect and one.rather is rather)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Person):
    """A peer who may be offered.

    `topics` are what they are there for now (empty: anything). `capacity` and `load` count conversations,
    a heavy one as 2; `how` is what they like to give.
    """

    topics: frozenset[str] = frozenset()
    capacity: int = 1
    load: int = 0
    resting: bool = False

    @property
    def room(self) -> int:
        """How much more they can hold now; 0 while resting."""
        return 0 if self.resting else max(0, self.capacity - self.load)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeker(Person):
    """Somebody who would like to talk.

    `about` are the experience keys they want to talk about (their own or not); `passed` are people who
    passed, or whom they passed by: they are never offered again. `seen` have been shown before.
    """

    about: frozenset[str] = frozenset()
    severity: int = 0
    seen: frozenset[int] = frozenset()
    passed: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        Person.__post_init__(self)
        if not 0 <= self.severity <= SEVERITY_MOST:
            raise ValueError(f"severity is 0..{SEVERITY_MOST}, not {self.severity!r}")

    @property
    def weight(self) -> int:
        """What this conversation would take of a peer's capacity."""
        return HEAVY_WEIGHT if self.severity >= HEAVY_FROM else 1

    @property
    def asked(self) -> frozenset[str]:
        """What the conversation may be about: what they named, else all they have been through."""
        return self.about or frozenset(one.key for one in self.experiences)
