"""Patterns in whom somebody picks: enough people, a share, never the ordinary, and never acted on."""

from datetime import timedelta

import pytest
import time_machine

from beside.core.clock import now
from beside.foundation.accounts.models import Person, Role
from beside.foundation.profiles.models import Profile
from beside.foundation.safety.models import Case, Pattern
from beside.journeys.matching import patterns
from beside.journeys.matching.models import Offer, Request
from conftest import MakePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def peers(make_person: MakePerson) -> list[Person]:
    """Sixteen peers; the first seven are women."""
    found = [make_person(f"peer{number}", f"Peer {number}", Role.PEER_SUPPORTER) for number in range(16)]
    for number, peer in enumerate(found):
        Profile.objects.filter(person=peer).update(gender="woman" if number < 7 else "man")
    return found


def pick(person: Person, peer: Person, answer: str = "") -> Offer:
    request, _new = Request.objects.get_or_create(person=person, matched_at=None)
    return Offer.objects.create(
        request=request, peer=peer, expires_at=now() + timedelta(minutes=3), answer=answer, chosen_by_seeker=True
    )


def look(person: Person) -> list[str]:
    """Look twice, as two processes would; the kinds noticed."""
    patterns.look()
    patterns.look()
    return sorted(Pattern.objects.filter(person=person).values_list("kind", flat=True))


def test_one_kind_only_is_noticed_with_its_numbers(ada: Person, peers: list[Person]) -> None:
    for peer in peers[:7]:
        pick(ada, peer, Offer.Answer.EXPIRED)
    assert look(ada) == ["one_kind"]
    assert "7" in Pattern.objects.get().reasons[0]
    assert Case.objects.get().kind == Case.Kind.CONTACTS
    ada.refresh_from_db()
    assert ada.is_active


def test_too_few_are_no_pattern(ada: Person, peers: list[Person]) -> None:
    for peer in peers[:5]:
        pick(ada, peer, Offer.Answer.EXPIRED)
    assert look(ada) == []


def test_picking_ones_own_kind_is_ordinary(ada: Person, peers: list[Person]) -> None:
    Profile.objects.filter(person=ada).update(gender="woman")
    for peer in peers[:7]:
        pick(ada, peer, Offer.Answer.EXPIRED)
    assert look(ada) == []


def test_picking_whom_nearly_everyone_could_pick_is_ordinary(ada: Person, peers: list[Person]) -> None:
    for peer in peers[7:]:
        pick(ada, peer, Offer.Answer.EXPIRED)
    assert look(ada) == []


def test_many_passes_are_noticed_and_an_ordinary_share_is_not(ada: Person, cy: Person, peers: list[Person]) -> None:
    for peer in peers[4:10]:
        pick(ada, peer, Offer.Answer.PASSED)
    for number, peer in enumerate(peers[4:10]):
        pick(cy, peer, Offer.Answer.PASSED if number < 3 else Offer.Answer.ACCEPTED)
    assert look(ada) == ["passes"]
    assert look(cy) == []


def test_what_beside_asked_by_itself_and_what_is_long_ago_do_not_count(ada: Person, peers: list[Person]) -> None:
    for peer in peers[:7]:
        pick(ada, peer, Offer.Answer.PASSED)
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        assert look(ada) == []
    Offer.objects.update(chosen_by_seeker=False)
    assert look(ada) == []
