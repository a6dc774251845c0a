"""A conversation between Ada (seeker) and Ben (peer), as pages and tests find it."""

import pytest

from beside.features.conversations import actions
from beside.features.conversations.models import Conversation
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE


@pytest.fixture
def conversation(ada: Person, ben: Person) -> Conversation:
    """Ada and Ben, just brought together."""
    return actions.open_conversation(ada, ben, why=[{"words": "you both live with panic"}], how=["heard"], actor=BESIDE)
