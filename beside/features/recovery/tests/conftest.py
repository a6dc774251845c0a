"""Two who talk with each other, so that one can share with the other."""

import pytest

from beside.features.conversations import actions as conversations
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE


@pytest.fixture
def talking(ada: Person, ben: Person) -> str:
    """Ada and Ben have a conversation; how Ben is chosen to be shared with."""
    conversations.open_conversation(ada, ben, why=[], how=[], actor=BESIDE)
    return f"person:{ben.ref}"
