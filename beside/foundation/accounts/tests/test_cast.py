"""The cast is who it says."""

from beside.foundation.accounts import keys, queries
from beside.foundation.accounts.models import Person, Role


def test_the_cast_has_keys_and_roles(ada: Person, ben: Person, ola: Person) -> None:
    assert keys.open_text(ada.pk, keys.seal(ada.pk, "hello", "here"), "here") == "hello"
    assert queries.roles_of(ada) == set()
    assert queries.roles_of(ben) == {Role.PEER_SUPPORTER}
    assert queries.roles_of(ola) == {Role.OPERATOR}
