"""Everybody who may be offered, laid out so that one question touches few of them.

Each (experience, stance, comfort) has the list of rows that have it. A pool does not change; build a new one
when people do. A million people with 4.6 experiences each take 146 MB (measured).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from beside.journeys.matching.core.people import AGE_BANDS, Aspect, Candidate, How
from beside.journeys.matching.core.points import KINDS, pack, rarity

Rows = NDArray[np.intp]
Trait = tuple[Aspect, str]
K = TypeVar("K")

HOWS = tuple(How)
UNSAID = 0
"""Code of an age band or gender that is not known; known ones count from 1."""
NOBODY: Rows = np.empty(0, dtype=np.intp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """People as arrays; row r is one person, N rows, M experiences in all.

    `start` (N+1) says where each row's experiences begin in `key` (index into `keys`) and `kind`
    (`points.pack`), a key at most once for a row. `languages` holds one bit per name in `language_names`
    (64 to an array). `band` and `gender` are codes, 0 for not known; `how` has one bit per `HOWS`; `room` is
    how many conversations they can still take (0: resting or full). The mappings give sorted rows: who would
    rather (not) meet somebody with a trait, who is there only for which topics, who has a block with an id.
    """

    ids: NDArray[np.int64]
    keys: tuple[str, ...]
    start: NDArray[np.intp]
    key: NDArray[np.intp]
    kind: NDArray[np.uint8]
    language_names: tuple[str, ...]
    languages: tuple[NDArray[np.uint64], ...]
    adult: NDArray[np.bool_]
    room: NDArray[np.int64]
    how: NDArray[np.uint8]
    band: NDArray[np.uint8]
    genders: tuple[str, ...]
    gender: NDArray[np.intp]
    refuses: Mapping[Trait, Rows] = field(default_factory=dict)
    prefers: Mapping[Trait, Rows] = field(default_factory=dict)
    there_for: Mapping[str, Rows] = field(default_factory=dict)
    blocks: Mapping[int, Rows] = field(default_factory=dict)


class Pool:
    """People who may be offered, indexed. Made by `from_candidates` or, from arrays, by `Pool(columns)`."""

    def __init__(self, columns: Columns) -> None:
        """Index the columns. ValueError when an id stands twice or `start` does not fit."""
        self.columns = columns
        self.size = len(columns.ids)
        self._by_id = np.argsort(columns.ids, kind="stable")
        self._ids_sorted = columns.ids[self._by_id]
        if np.any(self._ids_sorted[1:] == self._ids_sorted[:-1]):
            raise ValueError("an id stands twice in the pool")
        if len(columns.start) != self.size + 1 or columns.start[-1] != len(columns.key):
            raise ValueError("start does not fit ids and key")
        self.key_index = {key: at for at, key in enumerate(columns.keys)}
        self.language_index = {name: at for at, name in enumerate(columns.language_names)}
        self.gender_index = {name: at for at, name in enumerate(columns.genders, 1)}
        lists = len(columns.keys) * KINDS
        # 16-bit numbers sort by radix in numpy, several times faster; with more keys than that allows, 32.
        small = np.uint16 if lists <= np.iinfo(np.uint16).max else np.uint32
        self.packed = (columns.key * KINDS + columns.kind).astype(small)
        owner = np.repeat(np.arange(self.size, dtype=np.intp), np.diff(columns.start))
        self._list_rows = owner[np.argsort(self.packed, kind="stable")]
        lengths = np.bincount(self.packed, minlength=lists)
        self.list_start = np.concatenate(([0], np.cumsum(lengths))).astype(np.intp)
        having = lengths.reshape(-1, KINDS).sum(axis=1).tolist()
        self.weights = tuple(rarity(self.size, count) for count in having)
        self.limited = _union(columns.there_for.values())

    @classmethod
    def from_candidates(cls, candidates: Iterable[Candidate]) -> Self:
        """A pool of these people. ValueError when an id stands twice."""
        return cls(_columns(list(candidates)))

    def having(self, key: int, kind: int) -> Rows:
        """Sorted rows of those who have this experience with this packed stance and comfort."""
        at = key * KINDS + kind
        return self._list_rows[self.list_start[at] : self.list_start[at + 1]]

    def having_any(self, key: int) -> Rows:
        """Rows of those who have this experience, however they stand to it."""
        return self._list_rows[self.list_start[key * KINDS] : self.list_start[(key + 1) * KINDS]]

    def rows(self, ids: Iterable[int]) -> Rows:
        """Rows of those of these ids that are in the pool."""
        wanted = np.fromiter(ids, dtype=np.int64)
        at = np.searchsorted(self._ids_sorted, wanted)
        inside = at < self.size
        at, wanted = at[inside], wanted[inside]
        return np.asarray(self._by_id[at[self._ids_sorted[at] == wanted]])

    def said(self, row: int) -> set[Trait]:
        """The age band and gender of this row, as far as known."""
        band, gender = int(self.columns.band[row]), int(self.columns.gender[row])
        found: set[Trait] = set()
        if band != UNSAID:
            found.add((Aspect.AGE_BAND, AGE_BANDS[band - 1]))
        if gender != UNSAID:
            found.add((Aspect.GENDER, self.columns.genders[gender - 1]))
        return found

    def language_masks(self, names: Iterable[str]) -> list[int]:
        """These languages as one bit mask for each array of `columns.languages`."""
        masks = [0] * len(self.columns.languages)
        for name in names:
            at = self.language_index.get(name)
            if at is not None:
                masks[at // 64] |= 1 << at % 64
        return masks


def _union(lists: Iterable[Rows]) -> Rows:
    held = list(lists)
    return np.unique(np.concatenate(held)) if held else NOBODY


def band_code(band: str | None) -> int:
    """An age band's code in `Columns.band`."""
    return UNSAID if band is None else AGE_BANDS.index(band) + 1


def how_bits(how: Iterable[How]) -> int:
    """Ways of talking as bits, in order of `HOWS`."""
    return sum(1 << HOWS.index(one) for one in how)


def _columns(people: list[Candidate]) -> Columns:
    keys = tuple(sorted({one.key for person in people for one in person.experiences}))
    names = tuple(sorted({name for person in people for name in person.speaks}))
    genders = tuple(sorted({person.gender for person in people if person.gender is not None}))
    key_at = {key: at for at, key in enumerate(keys)}
    gender_at: dict[str | None, int] = {gender: at for at, gender in enumerate(genders, 1)}
    return Columns(
        ids=np.array([person.id for person in people], dtype=np.int64),
        keys=keys,
        start=np.cumsum([0, *(len(person.experiences) for person in people)]).astype(np.intp),
        key=np.array([key_at[one.key] for person in people for one in person.experiences], dtype=np.intp),
        kind=np.array(
            [pack(one.stance, one.comfort) for person in people for one in person.experiences], dtype=np.uint8
        ),
        language_names=names,
        languages=_language_words(people, names),
        adult=np.array([person.adult for person in people], dtype=np.bool_),
        room=np.array([person.room for person in people], dtype=np.int64),
        how=np.array([how_bits(person.how) for person in people], dtype=np.uint8),
        band=np.array([band_code(person.age_band) for person in people], dtype=np.uint8),
        genders=genders,
        gender=np.array([gender_at.get(person.gender, UNSAID) for person in people], dtype=np.intp),
        refuses=_traits(people, rather=False),
        prefers=_traits(people, rather=True),
        there_for=_lists((topic, row) for row, person in enumerate(people) for topic in person.topics),
        blocks=_lists((other, row) for row, person in enumerate(people) for other in person.blocked_with),
    )


def _language_words(people: list[Candidate], names: tuple[str, ...]) -> tuple[NDArray[np.uint64], ...]:
    words = []
    for first in range(0, len(names), 64):
        bit = {name: 1 << at for at, name in enumerate(names[first : first + 64])}
        words.append(np.array([sum(bit.get(n, 0) for n in p.speaks) for p in people], dtype=np.uint64))
    return tuple(words)


def _traits(people: list[Candidate], *, rather: bool) -> dict[Trait, Rows]:
    return _lists(
        ((wish.aspect, wish.value), row)
        for row, person in enumerate(people)
        for wish in person.wishes
        if wish.rather is rather
    )


def _lists(pairs: Iterable[tuple[K, int]]) -> dict[K, Rows]:
    found: defaultdict[K, list[int]] = defaultdict(list)
    for name, row in pairs:
        found[name].append(row)
    return {name: np.array(rows, dtype=np.intp) for name, rows in found.items()}
