"""The hard limits, said once in plain words. The pool holds the same limits for many people at once.

`may_meet` is what the pool is tested against, and what to ask again when a peer says yes: minutes may have
passed since the offer.
"""

from beside.journeys.matching.core.people import Aspect, Candidate, Person, Seeker


def suits(one: Person, other: Person) -> bool:
    """Whether nothing between these two forbids a meeting. Symmetric: suits(a, b) == suits(b, a)."""
    return (
        one.id != other.id
        and other.id not in one.blocked_with
        and one.id not in other.blocked_with
        and one.adult == other.adult
        and bool(one.speaks & other.speaks)
        and not _refuses(one, other)
        and not _refuses(other, one)
    )


def may_meet(seeker: Seeker, peer: Candidate) -> bool:
    """Whether this peer may be offered to this seeker now: `suits`, and the peer is free and there for it."""
    return (
        suits(seeker, peer)
        and peer.id not in seeker.passed
        and peer.room >= seeker.weight
        and (not peer.topics or bool(peer.topics & seeker.asked))
    )


def topics_of(person: Person) -> frozenset[str]:
    """What a meeting with this person may bring up: what they have been through or ask about."""
    about = person.about if isinstance(person, Seeker) else frozenset()
    return about | {one.key for one in person.experiences}


def _refuses(one: Person, other: Person) -> bool:
    return (
        other.age_band in one.values(Aspect.AGE_BAND, rather=False)
        or other.gender in one.values(Aspect.GENDER, rather=False)
        or bool(one.values(Aspect.TOPIC, rather=False) & topics_of(other))
    )
