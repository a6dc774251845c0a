"""The matching core: who is left by the limits, in what order, and why."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beside.journeys.matching.core import search as searching
from beside.journeys.matching.core.limits import may_meet, suits
from beside.journeys.matching.core.people import (
    AGE_BANDS,
    Aspect,
    Candidate,
    Experience,
    How,
    Person,
    Seeker,
    Stance,
    Wish,
)
from beside.journeys.matching.core.pool import Pool
from beside.journeys.matching.core.question import Question
from beside.journeys.matching.core.rank import Code, Match, Reason, rank

KEYS = ("panic", "grief", "new-parent", "hearing-voices", "alcohol")
LANGUAGES = ("en", "es", "cy")
GENDERS = ("woman", "man")
ADA, BEN = 1, 2

experience = st.builds(Experience, st.sampled_from(KEYS), st.sampled_from(Stance), st.integers(1, 3))
wish = st.one_of(
    st.builds(Wish, st.just(Aspect.TOPIC), st.sampled_from(KEYS), st.booleans()),
    st.builds(Wish, st.just(Aspect.GENDER), st.sampled_from(GENDERS), st.booleans()),
    st.builds(Wish, st.just(Aspect.LANGUAGE), st.sampled_from(LANGUAGES), st.booleans()),
    st.builds(Wish, st.just(Aspect.AGE_BAND), st.sampled_from(AGE_BANDS), st.booleans()),
)
ids = st.integers(1, 60)
few_ids = st.frozensets(ids, max_size=2)
common = {
    "adult": st.sampled_from((True, True, True, False)),
    "experiences": st.lists(experience, max_size=4, unique_by=lambda one: one.key).map(tuple),
    "languages": st.frozensets(st.sampled_from(LANGUAGES), max_size=3),
    "age": st.one_of(st.none(), st.integers(13, 90)),
    "gender": st.one_of(st.none(), st.sampled_from(GENDERS)),
    "how": st.frozensets(st.sampled_from(How)),
    "blocked_with": few_ids,
    "wishes": st.frozensets(wish, max_size=2),
}
candidates = st.builds(
    Candidate,
    id=ids,
    topics=st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(KEYS), max_size=2)),
    capacity=st.integers(0, 4),
    load=st.integers(0, 3),
    resting=st.sampled_from((False, False, False, True)),
    **common,
)
seekers = st.builds(
    Seeker,
    id=ids,
    about=st.frozensets(st.sampled_from(KEYS), max_size=2),
    severity=st.integers(0, 3),
    seen=few_ids,
    passed=few_ids,
    **common,
)
pools = st.lists(candidates, max_size=40, unique_by=lambda one: one.id)


def ada(**more: object) -> Seeker:
    """Ada, who lives with panic and speaks English."""
    base = Seeker(id=ADA, adult=True, experiences=(living("panic"),), languages=frozenset({"en"}))
    return dataclasses.replace(base, **more)  # type: ignore[arg-type]


def ben(**more: object) -> Candidate:
    """Ben, her peer: came through panic, speaks English, free."""
    came = Experience("panic", Stance.CAME_THROUGH, 3)
    base = Candidate(id=BEN, adult=True, experiences=(came,), languages=frozenset({"en"}))
    return dataclasses.replace(base, **more)  # type: ignore[arg-type]


def living(key: str, comfort: int = 3) -> Experience:
    """Living with something."""
    return Experience(key, Stance.LIVING, comfort)


def wishes(aspect: Aspect, value: str, *, rather: bool) -> frozenset[Wish]:
    """One wish."""
    return frozenset({Wish(aspect, value, rather)})


def offered(seeker: Seeker, *people: Candidate) -> list[int]:
    """Ids in order."""
    return [match.candidate for match in rank(seeker, Pool.from_candidates(people))]


def score_of(matches: list[Match], candidate: int) -> float | None:
    """The candidate's score, None when not offered."""
    return next((match.score for match in matches if match.candidate == candidate), None)


def test_the_two_fit_and_the_reason_says_why() -> None:
    (match,) = rank(ada(about=frozenset({"panic"})), Pool.from_candidates([ben()]))
    assert match.candidate == BEN
    assert match.reasons == (
        Reason(Code.CAME_THROUGH_WHAT_YOU_LIVE, "panic", asked=True),
        Reason(Code.SAME_LANGUAGE, "en"),
    )


REFUSALS: tuple[tuple[str, dict[str, object], dict[str, object]], ...] = (
    ("she blocked him", {"blocked_with": frozenset({BEN})}, {}),
    ("he blocked her", {}, {"blocked_with": frozenset({ADA})}),
    ("she is a minor", {"adult": False}, {}),
    ("he is a minor", {}, {"adult": False}),
    ("no shared language", {}, {"languages": frozenset({"es"})}),
    ("a language she would rather not use", {"wishes": wishes(Aspect.LANGUAGE, "en", rather=False)}, {}),
    ("a language he would rather not use", {}, {"wishes": wishes(Aspect.LANGUAGE, "en", rather=False)}),
    ("no place left", {}, {"capacity": 2, "load": 2}),
    ("beyond his capacity", {}, {"capacity": 2, "load": 3}),
    ("no place for a heavy one", {"severity": 2}, {"capacity": 2, "load": 1}),
    ("resting", {}, {"resting": True}),
    ("not his gender", {"wishes": wishes(Aspect.GENDER, "man", rather=False)}, {"gender": "man"}),
    ("not her gender", {"gender": "woman"}, {"wishes": wishes(Aspect.GENDER, "woman", rather=False)}),
    ("not his age", {"wishes": wishes(Aspect.AGE_BAND, "36_50", rather=False)}, {"age": 50}),
    ("not her age", {"age": 36}, {"wishes": wishes(Aspect.AGE_BAND, "36_50", rather=False)}),
    ("not his topic", {"wishes": wishes(Aspect.TOPIC, "panic", rather=False)}, {}),
    ("not her topic", {}, {"wishes": wishes(Aspect.TOPIC, "panic", rather=False)}),
    (
        "not what she asks about",
        {"about": frozenset({"grief"})},
        {"wishes": wishes(Aspect.TOPIC, "grief", rather=False)},
    ),
    ("there for something else", {}, {"topics": frozenset({"grief"})}),
    ("passed before", {"passed": frozenset({BEN})}, {}),
    ("himself", {"id": BEN}, {}),
)


@pytest.mark.parametrize(("hers", "his"), [one[1:] for one in REFUSALS], ids=[one[0] for one in REFUSALS])
def test_each_hard_limit_refuses(hers: dict[str, object], his: dict[str, object]) -> None:
    assert offered(ada(), ben()) == [BEN]
    assert offered(ada(**hers), ben(**his)) == []
    assert not may_meet(ada(**hers), ben(**his))


def test_what_is_not_said_breaks_no_limit() -> None:
    no_man = wishes(Aspect.GENDER, "man", rather=False) | wishes(Aspect.AGE_BAND, "18_25", rather=False)
    assert offered(ada(wishes=no_man), ben()) == [BEN]


def test_a_peer_there_for_a_topic_is_offered_for_it() -> None:
    assert offered(ada(), ben(topics=frozenset({"panic"}))) == [BEN]
    assert offered(ada(about=frozenset({"grief"})), ben(topics=frozenset({"panic"}))) == []


@pytest.mark.parametrize(
    ("hers", "better", "worse"),
    [
        ({}, {}, {"experiences": (Experience("panic", Stance.SUPPORTING, 3),)}),
        ({}, {}, {"experiences": (Experience("panic", Stance.CAME_THROUGH, 1),)}),
        ({}, {}, {"experiences": ()}),
        (
            {"how": frozenset({How.IDEAS})},
            {"how": frozenset({How.IDEAS})},
            {"how": frozenset({How.BE_HEARD})},
        ),
        ({"wishes": wishes(Aspect.GENDER, "man", rather=True)}, {"gender": "man"}, {"gender": "woman"}),
        ({"wishes": wishes(Aspect.AGE_BAND, "18_25", rather=True)}, {"age": 25}, {"age": 26}),
        ({"gender": "woman"}, {"wishes": wishes(Aspect.GENDER, "woman", rather=True)}, {}),
        ({"seen": frozenset({3})}, {}, {}),
        ({}, {"capacity": 3}, {"capacity": 2}),
    ],
)
def test_what_counts(hers: dict[str, object], better: dict[str, object], worse: dict[str, object]) -> None:
    assert offered(ada(**hers), ben(id=3, **worse), ben(**better)) == [BEN, 3]


def test_what_she_asks_about_outweighs_more_that_is_shared() -> None:
    asking = ada(experiences=(living("panic"), living("grief"), living("alcohol")), about=frozenset({"grief"}))
    both = ben(id=3, experiences=(living("panic"), living("alcohol")))
    assert offered(asking, both, ben(experiences=(living("grief"),))) == [BEN, 3]


def test_a_rare_experience_outweighs_a_common_one() -> None:
    others = [ben(id=number, experiences=(living("panic"),)) for number in range(10, 40)]
    asking = ada(experiences=(living("panic"), living("hearing-voices")))
    assert offered(asking, *others, ben(experiences=(living("hearing-voices"),)))[0] == BEN


def test_wishes_met_are_reasons_but_the_peers_own_are_not() -> None:
    hers = ada(gender="woman", wishes=wishes(Aspect.GENDER, "man", rather=True))
    his = ben(gender="man", wishes=wishes(Aspect.GENDER, "woman", rather=True))
    (match,) = rank(hers, Pool.from_candidates([his]))
    assert [one for one in match.reasons if one.code is Code.RATHER_WISH] == [
        Reason(Code.RATHER_WISH, "man", Aspect.GENDER)
    ]


def test_what_a_peer_would_rather_not_talk_about_is_no_reason() -> None:
    (match,) = rank(ada(), Pool.from_candidates([ben(experiences=(living("panic", 1),))]))
    assert [one.code for one in match.reasons] == [Code.SAME_LANGUAGE]


def test_equals_are_ordered_differently_for_different_seekers() -> None:
    peers = [ben(id=number) for number in range(10, 30)]
    assert len({tuple(offered(ada(id=number), *peers)) for number in range(100, 105)}) > 1


def test_refuses_nonsense() -> None:
    pool = Pool.from_candidates([ben()])
    with pytest.raises(ValueError):
        rank(ada(), pool, 0)
    with pytest.raises(ValueError):
        Pool.from_candidates([ben(), ben()])
    with pytest.raises(ValueError):
        Experience("panic", Stance.LIVING, 4)
    with pytest.raises(ValueError):
        ada(experiences=(living("panic"), living("panic")))
    with pytest.raises(ValueError):
        ada(severity=4)


def test_an_empty_pool_offers_nobody() -> None:
    assert offered(ada()) == []


def test_more_languages_than_fit_one_word() -> None:
    many = [ben(id=100 + at, languages=frozenset({f"x-{at:03}"})) for at in range(70)]
    assert offered(ada(languages=frozenset({"x-069"})), *many) == [169]


@settings(deadline=None)
@given(seekers, pools)
def test_pool_and_plain_words_agree_on_every_limit(seeker: Seeker, people: list[Candidate]) -> None:
    found = rank(seeker, Pool.from_candidates(people), max(len(people), 1))
    assert {one.candidate for one in found} == {one.id for one in people if may_meet(seeker, one)}


@settings(deadline=None)
@given(candidates, candidates)
def test_limits_between_two_people_are_symmetric(one: Person, other: Person) -> None:
    assert suits(one, other) == suits(other, one)


@settings(deadline=None)
@given(seekers, candidates)
def test_limits_between_seeker_and_peer_are_symmetric(seeker: Seeker, peer: Candidate) -> None:
    assert suits(seeker, peer) == suits(peer, seeker)


@settings(deadline=None)
@given(seekers, pools, st.randoms(use_true_random=False), st.integers(1, 20))
def test_order_of_input_changes_nothing(seeker: Seeker, people: list[Candidate], dice: object, limit: int) -> None:
    shuffled = list(people)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(seeker, Pool.from_candidates(people), limit) == rank(seeker, Pool.from_candidates(shuffled), limit)


@pytest.mark.parametrize("stance", Stance)
@pytest.mark.parametrize("theirs", Stance)
def test_saying_where_one_stands_to_what_one_asks_about_lowers_nothing(stance: Stance, theirs: Stance) -> None:
    pool = Pool.from_candidates([ben(experiences=(Experience("grief", theirs),))])
    asks = ada(experiences=(), about=frozenset({"grief"}))
    says = dataclasses.replace(asks, experiences=(Experience("grief", stance, 1),))
    assert rank(says, pool)[0].score >= rank(asks, pool)[0].score


@settings(deadline=None)
@given(seekers, pools.filter(bool), st.data())
def test_a_further_shared_experience_never_lowers_a_score(
    seeker: Seeker, people: list[Candidate], data: st.DataObject
) -> None:
    """Neither within one pool (the seeker tells more) nor in the next (seeker and peer both tell more)."""
    new = data.draw(experience.filter(lambda one: one.key not in {mine.key for mine in seeker.experiences}))
    more = dataclasses.replace(seeker, experiences=(*seeker.experiences, new))
    limit, pool = len(people), Pool.from_candidates(people)
    before, after = rank(seeker, pool, limit), rank(more, pool, limit)
    for match in after:
        assert match.score >= (score_of(before, match.candidate) or 0)
    peer = data.draw(st.sampled_from(people))
    if new.key in {one.key for one in peer.experiences}:
        return
    theirs = data.draw(st.builds(Experience, st.just(new.key), st.sampled_from(Stance), st.integers(1, 3)))
    told = dataclasses.replace(peer, experiences=(*peer.experiences, theirs))
    rebuilt = Pool.from_candidates([told if one.id == peer.id else one for one in people])
    old, now = score_of(before, peer.id), score_of(rank(more, rebuilt, limit), peer.id)
    if old is not None and now is not None:
        assert now > old


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), seekers, st.integers(1, 20))
def test_leaving_people_unscored_changes_nothing(seed: int, seeker: Seeker, limit: int) -> None:
    """The quick search gives what scoring everybody gives; small probes make every branch run."""
    rng = np.random.default_rng(seed)
    people = [_drawn(rng, number) for number in range(100, 400)]
    question = Question(dataclasses.replace(seeker, adult=True), Pool.from_candidates(people))
    rows, total = searching._everybody(question)
    full = searching._best(question, rows, total, limit)
    with pytest.MonkeyPatch.context() as patch:
        for probes, look_up in ((40, 0), (40, 10**6), (8192, 15)):
            patch.setattr(searching, "_PROBES", probes)
            patch.setattr(searching, "_LOOKUP", look_up)
            quick = searching.search(question, limit)
            assert quick.rows.tolist() == full.rows.tolist()
            assert quick.points.tolist() == full.points.tolist()


def _drawn(rng: np.random.Generator, number: int) -> Candidate:
    keys = [key for key, share in zip(KEYS, (0.6, 0.5, 0.3, 0.1, 0.05), strict=True) if rng.random() < share]
    stances = list(Stance)
    return Candidate(
        id=number,
        adult=True,
        experiences=tuple(Experience(key, stances[int(rng.integers(3))], int(rng.integers(1, 4))) for key in keys),
        languages=frozenset({"en", "es"} if rng.random() < 0.7 else {"cy"}),
        how=frozenset(how for how in How if rng.random() < 0.5),
        capacity=int(rng.integers(0, 4)),
    )
