"""The private offer of help says plainly where nobody of the staff is here."""

from datetime import UTC, datetime, time

import pytest
import time_machine

from beside.core.clock import now
from beside.features.conversations.models import Conversation
from beside.foundation.accounts.models import Organisation, Person
from beside.foundation.safety.models import Concern
from conftest import ClientOf

NIGHT = datetime(2026, 11, 23, 23, tzinfo=UTC)


def _offer(person: Person, conversation: Conversation) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"staffed_from": time(9), "staffed_until": time(22)})
    Concern.objects.create(
        person=person,
        subject_kind="talk.message",
        subject_ref=f"{conversation.ref}:1",
        level="elevated",
        score=0.8,
        rules_version=1,
        offered_at=now(),
    )


@pytest.mark.parametrize(("hour", "unstaffed"), [(23, True), (12, False)])
def test_the_card_says_so_in_unstaffed_hours_alone(
    conversation: Conversation, ada: Person, ben: Person, mo: Person, client_of: ClientOf, hour: int, unstaffed: bool
) -> None:
    with time_machine.travel(NIGHT.replace(hour=hour), tick=False):
        _offer(ada, conversation)
        page = client_of(ada).get(f"/talk/{conversation.ref}")
        assert page.context["care"] is True
        assert page.context["unstaffed"] is unstaffed
        assert client_of(ben).get(f"/talk/{conversation.ref}").context["care"] is False
