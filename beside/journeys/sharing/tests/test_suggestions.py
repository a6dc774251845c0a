"""What somebody keeps in their toolkit is offered in their own safety plan, and in nobody else's."""

from beside.features.toolkit import actions, queries
from beside.foundation.accounts.models import Person
from conftest import ClientOf


def test_ones_toolkit_is_offered_in_ones_own_plan(client_of: ClientOf, ada: Person, ben: Person) -> None:
    actions.keep("box", actor=ada)
    name = queries.kept_names(ada)[0].name
    assert name.encode() in client_of(ada).get("/plans/safety/alone").content
    assert name.encode() not in client_of(ben).get("/plans/safety/alone").content
