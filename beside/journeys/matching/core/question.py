"""One seeker's question, put into the pool's numbers: whom the limits leave, what each thing is worth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beside.journeys.matching.core import points
from beside.journeys.matching.core.limits import topics_of
from beside.journeys.matching.core.people import AGE_BANDS, Aspect, Seeker
from beside.journeys.matching.core.pool import HOWS, NOBODY, Pool, Rows, Trait, band_code, how_bits

Points = NDArray[np.int64]
Room = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Term:
    """One experience that earns points: its index in the pool, points by kind (KINDS of them), the most."""

    key: int
    worth: tuple[int, ...]
    most: int


class Question:
    """Limits and worth for one seeker over one pool. `room` (one number a row) may replace the pool's."""

    def __init__(self, seeker: Seeker, pool: Pool, room: Room | None = None) -> None:
        """Prepare the masks and the points; reads both, changes neither."""
        self.seeker = seeker
        self.pool = pool
        self.room = pool.columns.room if room is None else room
        self.terms = _terms(seeker, pool)
        self._languages = pool.language_masks(seeker.speaks)
        self._barred = _barred(seeker, pool)
        self._their_wishes = _their_wishes(seeker, pool)
        self._seen = pool.rows(seeker.seen)
        bits = how_bits(seeker.how)
        self._how = np.array([(bits & n).bit_count() * points.HOW for n in range(1 << len(HOWS))])
        self._spare = np.arange(points.SPARE_COUNTED + 1) * points.SPARE

    def allowed(self, rows: Rows) -> NDArray[np.bool_]:
        """Which of these rows every hard limit leaves (the same as `limits.may_meet`)."""
        columns = self.pool.columns
        speaks = np.zeros(len(rows), dtype=np.bool_)
        for word, mask in zip(columns.languages, self._languages, strict=True):
            if mask:
                speaks |= (word[rows] & np.uint64(mask)) != 0
        free = self.room[rows] >= self.seeker.weight
        return np.asarray(speaks & free & (columns.adult[rows] == self.seeker.adult) & ~self._barred[rows])

    def softly(self, rows: Rows) -> Points:
        """Points of these rows for all but experiences and topic wishes."""
        columns, seeker = self.pool.columns, self.seeker
        total = self._how[columns.how[rows]] + self._spare[np.minimum(self.room[rows], points.SPARE_COUNTED)]
        for gender in seeker.values(Aspect.GENDER, rather=True):
            code = self.pool.gender_index.get(gender)
            if code is not None:
                total += (columns.gender[rows] == code) * points.WISH
        for band in seeker.values(Aspect.AGE_BAND, rather=True) & set(AGE_BANDS):
            total += (columns.band[rows] == band_code(band)) * points.WISH
        for name in seeker.values(Aspect.LANGUAGE, rather=True) & seeker.speaks:
            masks = self.pool.language_masks([name])
            for word, mask in zip(columns.languages, masks, strict=True):
                if mask:
                    total += ((word[rows] & np.uint64(mask)) != 0) * points.WISH
        if self._their_wishes is not None:
            total += self._their_wishes[rows].astype(np.int64) * points.THEIR_WISH
        total += points.FRESH
        if len(self._seen):
            total -= np.isin(rows, self._seen) * points.FRESH
        return total

    def softly_most(self) -> int:
        """No row's `softly` is above this."""
        seeker = self.seeker
        wishes = sum(len(seeker.values(one, rather=True)) for one in (Aspect.AGE_BAND, Aspect.GENDER, Aspect.LANGUAGE))
        theirs = 0 if self._their_wishes is None else int(self._their_wishes.max(initial=0))
        return (
            len(seeker.how) * points.HOW
            + wishes * points.WISH
            + theirs * points.THEIR_WISH
            + points.FRESH
            + points.SPARE_COUNTED * points.SPARE
        )


def traits(seeker: Seeker) -> list[Trait]:
    """What a peer's wish may be about in this seeker."""
    found = [(Aspect.TOPIC, key) for key in sorted(topics_of(seeker))]
    found += [(Aspect.LANGUAGE, name) for name in sorted(seeker.speaks)]
    if seeker.age_band is not None:
        found.append((Aspect.AGE_BAND, seeker.age_band))
    if seeker.gender is not None:
        found.append((Aspect.GENDER, seeker.gender))
    return found


def _terms(seeker: Seeker, pool: Pool) -> list[Term]:
    own = {one.key: one for one in seeker.experiences}
    wished = seeker.values(Aspect.TOPIC, rather=True)
    found = []
    for key in sorted(own.keys() | seeker.about | wished):
        at = pool.key_index.get(key)
        if at is None:
            continue
        worth = (0,) * points.KINDS
        if key in own or key in seeker.about:
            mine = own.get(key)
            stance, comfort = (mine.stance, mine.comfort) if mine else (None, 3)
            worth = points.experience_points(pool.weights[at], stance, comfort, asked=key in seeker.about)
        if key in wished:
            worth = tuple(each + points.WISH for each in worth)
        found.append(Term(at, worth, max(worth)))
    return found


def _barred(seeker: Seeker, pool: Pool) -> NDArray[np.bool_]:
    """Rows that blocks, refusals of either side, topics, earlier passes or being the same person rule out."""
    columns = pool.columns
    barred = np.zeros(pool.size, dtype=np.bool_)
    # First, and only here, marks are taken back: nothing else may be undone by a topic that fits.
    barred[pool.limited] = True
    for key in seeker.asked:
        barred[columns.there_for.get(key, NOBODY)] = False
    for trait in traits(seeker):
        # A language somebody would rather not use is already off their list; it bars nobody by itself.
        if trait[0] is not Aspect.LANGUAGE:
            barred[columns.refuses.get(trait, NOBODY)] = True
    barred[columns.blocks.get(seeker.id, NOBODY)] = True
    barred[pool.rows({seeker.id, *seeker.blocked_with, *seeker.passed})] = True
    for key in seeker.values(Aspect.TOPIC, rather=False):
        at = pool.key_index.get(key)
        if at is not None:
            barred[pool.having_any(at)] = True
    for gender in seeker.values(Aspect.GENDER, rather=False):
        code = pool.gender_index.get(gender)
        if code is not None:
            barred |= columns.gender == code
    for band in seeker.values(Aspect.AGE_BAND, rather=False) & set(AGE_BANDS):
        barred |= columns.band == band_code(band)
    return barred


def _their_wishes(seeker: Seeker, pool: Pool) -> NDArray[np.uint16] | None:
    """How many wishes of each row's this seeker meets; None when of none."""
    lists = [rows for trait in traits(seeker) if (rows := pool.columns.prefers.get(trait)) is not None]
    if not lists:
        return None
    met = np.zeros(pool.size, dtype=np.uint16)
    for rows in lists:
        met[rows] += 1
    return met
