"""Kindred posts: near ones are shown, ones the reader may not read never."""

import pytest

from beside.features.spaces import kindred
from beside.features.spaces.models import Kin, Space
from beside.features.spaces.tests.conftest import WritePost
from beside.foundation.accounts.models import Person
from beside.foundation.safety.actions import block
from conftest import ClientOf


def test_those_who_felt_the_same_stand_beside_a_post(
    client_of: ClientOf, ada: Person, ben: Person, cy: Person, space: Space, write_post: WritePost
) -> None:
    mine = write_post(ada, "I lie awake every night and my thoughts keep racing until morning.")
    same = write_post(ben, "I cannot sleep, my thoughts race all night long until the morning comes.")
    far = write_post(ben, "Does anybody have a good recipe for lentil soup?")
    assert kindred.look() == 3
    assert kindred.look() == 0
    page = client_of(cy).get(f"/community/post/{mine.ref}").content.decode()
    assert same.ref in page
    assert far.ref not in page
    block(ben, actor=cy)
    assert same.ref not in client_of(cy).get(f"/community/post/{mine.ref}").content.decode()


def test_what_is_behind_a_door_is_never_shown_beside_a_post(
    client_of: ClientOf, ada: Person, ben: Person, space: Space, write_post: WritePost
) -> None:
    mine = write_post(ada, "I lie awake every night and my thoughts keep racing until morning.")
    same = write_post(ben, "I cannot sleep, my thoughts race all night long until the morning comes.")
    kindred.look()
    Space.objects.update(joining="request")
    assert same.ref not in client_of(ada).get(f"/community/post/{mine.ref}").content.decode()


def test_without_the_model_shared_topics_lead_there(
    ada: Person, ben: Person, space: Space, write_post: WritePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kindred, "encode", lambda _texts: None)
    mine = write_post(ada, "One.", topics=["sleep"])
    same = write_post(ben, "Two.", topics=["sleep"])
    write_post(ben, "Three.", topics=["food"])
    kindred.look()
    assert list(Kin.objects.filter(post=mine).values_list("other", flat=True)) == [same.pk]
