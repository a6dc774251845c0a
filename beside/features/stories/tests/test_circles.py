"""Reading circles: planned by editors, read by members, in their week."""

from datetime import timedelta

import time_machine
from django.test import Client

from beside.core.clock import now
from beside.features.stories import circles, publishing
from beside.features.stories.models import Circle
from beside.features.stories.publishing import Written
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.talk.models import Message
from conftest import ClientOf


def test_a_circle_runs_for_its_week(client_of: ClientOf, ola: Person, ada: Person, ben: Person) -> None:
    given = Written(title="Me too", body="Text.", byline="The house", published_at=now() - timedelta(days=1))
    row = publishing.write(given, actor=BESIDE)
    plan = {"address": f"/articles/{row.slug}", "question": "When did it help?", "begins_on": str(circles.today())}
    assert client_of(ada).post("/stories/desk/circle", plan).status_code == 404
    client_of(ola).post("/stories/desk/circle", plan | {"address": "/articles/none-such"})
    client_of(ola).post("/stories/desk/circle", plan | {"begins_on": "soon"})
    assert not Circle.objects.exists()
    for _time in range(2):  # a second one on the same day is refused
        client_of(ola).post("/stories/desk/circle", plan)
    circle = Circle.objects.get()
    path = f"/stories/circle/{circle.ref}"
    assert b"When did it help?" in client_of(ada).get("/stories/circle").content
    assert client_of(ada).post(f"{path}/reply", {"words": ""}).status_code == 422
    assert client_of(ada).post(f"{path}/reply", {"words": "In the queue."}).status_code == 302
    assert b"In the queue." in client_of(ben).get(path).content
    assert Client().get(path).status_code == 302
    assert Message.objects.get().author_id == ada.pk
    with time_machine.travel(now() + timedelta(days=8), tick=False):
        page = client_of(ben).get("/stories/circle").content.decode()
        assert "When did it help?" not in page
        assert circle.ref in page
    publishing.remove(row, actor=ola)
    assert client_of(ben).get(path).status_code == 404
