"""A space with Ada and Ben in it, as tests find it."""

from collections.abc import Callable
from typing import Any

import pytest

from beside.core.ids import new_ref
from beside.features.spaces import access, actions, joining
from beside.features.spaces.models import Post, Space
from beside.foundation.accounts.models import Person
from beside.foundation.talk import limits

WritePost = Callable[..., Post]


@pytest.fixture
def space(ada: Person, ben: Person) -> Space:
    """An open space that Ada and Ben are in."""
    made = Space.objects.create(name="Low days", purpose="For when everything is heavy.")
    for person in (ada, ben):
        joining.join(made, actor=person)
    return made


@pytest.fixture
def write_post(space: Space) -> WritePost:
    """``write_post(ada, "words", need="ideas")`` begins a post in the space."""

    def write(person: Person, text: str = "The mornings are the hardest part.", **given: Any) -> Post:
        limits.forget()  # a test writes in seconds what people write in days
        entered = access.inside(given.pop("where", space).ref, person)
        return actions.write(entered, actions.Given(text=text, client_id=new_ref(), **given), actor=person)

    return write
