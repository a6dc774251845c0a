"""People in, ranked reasons out."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from beside.journeys.matching.core import points
from beside.journeys.matching.core.people import Aspect, Seeker, Stance
from beside.journeys.matching.core.pool import HOWS, Pool
from beside.journeys.matching.core.question import Question, Room, Term
from beside.journeys.matching.core.search import search


class Code(StrEnum):
    """What a reason says, of the seeker ("you") and the peer ("they")."""

    SHARES_LIVING = "shares_living"
    SHARES_CAME_THROUGH = "shares_came_through"
    SHARES_SUPPORTING = "shares_supporting"
    CAME_THROUGH_WHAT_YOU_LIVE = "came_through_what_you_live"
    LIVES_WHAT_YOU_CAME_THROUGH = "lives_what_you_came_through"
    SUPPORTS_WITH_WHAT_YOU_LIVE = "supports_with_what_you_live"
    SUPPORTS_WITH_WHAT_YOU_CAME_THROUGH = "supports_with_what_you_came_through"
    LIVES_WHAT_YOU_SUPPORT = "lives_what_you_support"
    CAME_THROUGH_WHAT_YOU_SUPPORT = "came_through_what_you_support"
    LIVES_WHAT_YOU_ASK = "lives_what_you_ask"
    CAME_THROUGH_WHAT_YOU_ASK = "came_through_what_you_ask"
    SUPPORTS_WITH_WHAT_YOU_ASK = "supports_with_what_you_ask"
    BOTH_WANT = "both_want"
    RATHER_WISH = "rather_wish"
    SAME_LANGUAGE = "same_language"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a match, to be put into words elsewhere.

    `value` is an experience key, a `How`, a language code, or what a wish names in `aspect`. `asked` when the
    experience is one the seeker wants to talk about.
    """

    code: Code
    value: str
    aspect: Aspect | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody to offer: `score` compares within one answer only; reasons, strongest first."""

    candidate: int
    score: float
    reasons: tuple[Reason, ...]


_L, _C, _S = Stance.LIVING, Stance.CAME_THROUGH, Stance.SUPPORTING
_CODES: dict[tuple[Stance | None, Stance], Code] = {
    (_L, _L): Code.SHARES_LIVING,
    (_C, _C): Code.SHARES_CAME_THROUGH,
    (_S, _S): Code.SHARES_SUPPORTING,
    (_L, _C): Code.CAME_THROUGH_WHAT_YOU_LIVE,
    (_C, _L): Code.LIVES_WHAT_YOU_CAME_THROUGH,
    (_L, _S): Code.SUPPORTS_WITH_WHAT_YOU_LIVE,
    (_C, _S): Code.SUPPORTS_WITH_WHAT_YOU_CAME_THROUGH,
    (_S, _L): Code.LIVES_WHAT_YOU_SUPPORT,
    (_S, _C): Code.CAME_THROUGH_WHAT_YOU_SUPPORT,
    (None, _L): Code.LIVES_WHAT_YOU_ASK,
    (None, _C): Code.CAME_THROUGH_WHAT_YOU_ASK,
    (None, _S): Code.SUPPORTS_WITH_WHAT_YOU_ASK,
}


def rank(seeker: Seeker, pool: Pool, limit: int = 20, *, room: Room | None = None) -> list[Match]:
    """The best `limit` of those the hard limits leave, best first, with reasons.

    The same people give the same answer however the pool was ordered. `room` (one number for each row of the
    pool) stands in for the pool's own when offers are being made one after another. An experience the peer
    would rather not talk about still counts a little, but is never given as a reason; nor are the peer's own
    wishes, which are theirs to keep. ValueError when `limit` is below 1.
    """
    if limit < 1:
        raise ValueError(f"limit is at least 1, not {limit!r}")
    question = Question(seeker, pool, room)
    found = search(question, limit)
    return [
        Match(candidate, total / points.POINTS_IN_ONE, _reasons(question, row))
        for row, candidate, total in zip(
            found.rows.tolist(), pool.columns.ids[found.rows].tolist(), found.points.tolist(), strict=True
        )
    ]


def _reasons(question: Question, row: int) -> tuple[Reason, ...]:
    weighed = [
        *_experience_reasons(question, row),
        *_how_reasons(question, row),
        *_wish_reasons(question, row),
        *((0, Reason(Code.SAME_LANGUAGE, name)) for name in _languages(question, row)),
    ]
    return tuple(reason for _, reason in sorted(weighed, key=lambda one: (-one[0], one[1].code, one[1].value)))


def _experience_reasons(question: Question, row: int) -> list[tuple[int, Reason]]:
    pool, seeker = question.pool, question.seeker
    terms: dict[int, Term] = {term.key: term for term in question.terms}
    own = {one.key: one.stance for one in seeker.experiences}
    wished = seeker.values(Aspect.TOPIC, rather=True)
    found = []
    for packed in pool.packed[pool.columns.start[row] : pool.columns.start[row + 1]].tolist():
        at, kind = divmod(packed, points.KINDS)
        stance, comfort = points.unpack(kind)
        if at not in terms or comfort == 1:
            continue
        key, worth = pool.columns.keys[at], terms[at].worth[kind]
        if key in own or key in seeker.about:
            code = _CODES[own.get(key), stance]
            found.append((worth, Reason(code, key, asked=key in seeker.about)))
        if key in wished:
            found.append((points.WISH, Reason(Code.RATHER_WISH, key, Aspect.TOPIC)))
    return found


def _how_reasons(question: Question, row: int) -> list[tuple[int, Reason]]:
    bits = int(question.pool.columns.how[row])
    both = [how for at, how in enumerate(HOWS) if bits >> at & 1 and how in question.seeker.how]
    return [(points.HOW, Reason(Code.BOTH_WANT, how)) for how in both]


def _wish_reasons(question: Question, row: int) -> list[tuple[int, Reason]]:
    seeker, pool = question.seeker, question.pool
    met = {(Aspect.LANGUAGE, name) for name in _languages(question, row)}
    met |= {(aspect, value) for aspect, value in pool.said(row)}
    return [
        (points.WISH, Reason(Code.RATHER_WISH, wish.value, wish.aspect))
        for wish in seeker.wishes
        if wish.rather and (wish.aspect, wish.value) in met
    ]


def _languages(question: Question, row: int) -> list[str]:
    pool = question.pool
    index = pool.language_index
    return [
        name
        for name in question.seeker.speaks
        if (at := index.get(name)) is not None and int(pool.columns.languages[at // 64][row] & np.uint64(1 << at % 64))
    ]
