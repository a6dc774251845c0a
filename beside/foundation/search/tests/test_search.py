"""Finding posts: by words, space, need, topic; who finds what; words that are mistyped or meant to harm."""

import pytest
from django.test import Client

from beside.core.ids import new_ref
from beside.features.spaces import access, actions, joining
from beside.features.spaces.models import Post, Space
from beside.foundation.accounts.models import Person
from beside.foundation.safety.actions import block
from beside.foundation.search import jobs as search
from beside.foundation.search.models import Indexed, Word
from beside.foundation.talk import limits
from conftest import ClientOf


def _post(person: Person, space: Space, text: str, **more: object) -> Post:
    limits.forget()
    joining._let_in(space, person, actor=person)
    given = actions.Given(text=text, client_id=new_ref(), **more)  # type: ignore[arg-type]
    return actions.write(access.inside(space.ref, person), given, actor=person)


@pytest.fixture
def days(ada: Person) -> Space:
    return Space.objects.create(name="Low days", purpose="x")


@pytest.fixture
def door(ada: Person) -> Space:
    return Space.objects.create(name="Behind a door", purpose="x", joining="request")


def _found(client: Client, query: str) -> str:
    answer = client.get(f"/community/search?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_posts_are_found_by_words_need_topic_and_space(client_of: ClientOf, ada: Person, days: Space) -> None:
    café = _post(
        ada, days, "The café by the river was calm.", need="good", topics=["small-steps"], title="A good morning"
    )
    other = _post(ada, days, "No calm at all tonight.", need="heard", topics=["sleep"])
    client = client_of(ada)
    assert café.ref in _found(client, "q=cafe+calm")
    assert other.ref not in _found(client, "q=cafe+calm")
    assert café.ref in _found(client, "q=morn")  # the beginning of a word, in the title
    assert café.ref not in _found(client, "q=calm&need=need_heard")
    assert other.ref in _found(client, "topic=topic_sleep")
    assert other.ref in _found(client, f"q=calm&space=space:{days.pk}")
    assert other.ref not in _found(client, "q=calm&space=space:999")
    assert other.ref not in _found(client, "q=calm&kind=spaces.post&topic=topic_food")


def test_nobody_finds_what_they_may_not_read(
    client_of: ClientOf, ada: Person, ben: Person, cy: Person, days: Space, door: Space
) -> None:
    behind, open_post = _post(ada, door, "A lighthouse behind the door."), _post(ada, days, "A lighthouse in the open.")
    masked = _post(ada, days, "A lighthouse under a name.", name="Grey Morning")
    page = _found(client_of(cy), "q=lighthouse")
    assert behind.ref not in page
    assert open_post.ref in page
    assert behind.ref in _found(client_of(ada), "q=lighthouse")
    block(cy, actor=ada)
    page = _found(client_of(cy), "q=lighthouse")
    assert open_post.ref not in page
    assert masked.ref in page
    assert Client().get("/community/search?q=lighthouse").status_code == 302


def test_a_mistyped_word_is_guessed_but_never_from_what_one_may_not_read(
    client_of: ClientOf, ada: Person, cy: Person, days: Space, door: Space
) -> None:
    post = _post(ada, days, "My depression came back in spring.")
    _post(ada, door, "My hallucination has a name.")
    assert post.ref in _found(client_of(cy), "q=depresion")
    assert post.ref not in _found(client_of(cy), "q=depresion&as_typed=1")
    assert "hallucination" not in _found(client_of(cy), "q=halucination")
    assert "hallucination" in _found(client_of(ada), "q=halucination")


def test_what_is_taken_back_edited_or_erased_is_found_no_more(client_of: ClientOf, ada: Person, days: Space) -> None:
    post = _post(ada, days, "Rhubarb and nothing else.")
    place = access.own_post(post.ref, ada)
    actions.edit_post(place, actions.Given(text="Gooseberries now.", client_id=post.client_id), actor=ada)
    assert post.ref not in _found(client_of(ada), "q=rhubarb&as_typed=1")
    assert post.ref in _found(client_of(ada), "q=gooseberries")
    search.sweep()
    assert set(Word.objects.values_list("word", flat=True)) == {"gooseberries", "now"}
    actions.take_back_post(access.own_post(post.ref, ada), actor=ada)
    assert not Indexed.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        'q="',
        "q=*",
        "q=NEAR(a b)",
        "q=text:calm",
        "q=a' OR 1=1--",
        "q=%00",
        "q=(((",
        "q=" + "x" * 5000,
        "q=😀",
        "q=a|b%26c:*",
        "topic=%22%20OR%20%22",
        "from=999999",
        "kind=nothing&space=space:'",
    ],
)
def test_hostile_questions_get_a_calm_page(client_of: ClientOf, ada: Person, days: Space, query: str) -> None:
    _post(ada, days, "Calm.")
    assert client_of(ada).get(f"/community/search?{query}").status_code == 200
