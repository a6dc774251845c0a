"""Opening, wording, hosting and closing spaces: for operators alone."""

from beside.features.spaces.models import Membership, Space
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Notice
from conftest import ClientOf

GIVEN = {
    "name": "Night shift",
    "purpose": "For those awake.",
    "joining": "request",
    "first_within": "30",
    "second_within": "600",
    "staffed": "Mon 18:00-22:00\nsun 9:00-12:30",
    "time_zone": "Europe/London",
}


def test_an_operator_opens_words_and_closes_a_space(client_of: ClientOf, ola: Person, ada: Person) -> None:
    client = client_of(ola)
    assert client.post("/console/spaces/new", GIVEN | {"staffed": "whenever"}).status_code == 422
    assert client.post("/console/spaces/new", GIVEN | {"time_zone": "Mars/Base"}).status_code == 422
    assert client.post("/console/spaces/new", GIVEN).status_code == 302
    space = Space.objects.get()
    assert space.staffed == [[0, "18:00", "22:00"], [6, "09:00", "12:30"]]
    assert client.post(f"/console/spaces/{space.ref}", GIVEN | {"name": "Awake"}).status_code == 302
    assert client.get(f"/console/spaces/{space.ref}").status_code == 200
    assert client.post(f"/console/spaces/{space.ref}/close").status_code == 302
    assert client_of(ada).get(f"/community/{space.ref}/about").status_code == 404
    assert client.post(f"/console/spaces/{space.ref}/close", {"open": "1"}).status_code == 302
    assert client_of(ada).get(f"/community/{space.ref}/about").status_code == 200


def test_a_host_lets_people_in(client_of: ClientOf, ola: Person, ben: Person, cy: Person, ada: Person) -> None:
    client_of(ola).post("/console/spaces/new", GIVEN)
    space = Space.objects.get()
    client_of(ola).post(f"/console/spaces/{space.ref}/host", {"name": "Heron"})
    assert Membership.objects.get(person=ben).rank == "host"
    assert client_of(cy).post(f"/community/{space.ref}/join", {"words": "May I come in?"}).status_code == 302
    assert Notice.objects.filter(person=ben, kind="spaces.asked").count() == 1
    page = client_of(ben).get(f"/community/{space.ref}/about").content
    assert b"May I come in?" in page
    asked = space.requests.get()
    path = f"/community/{space.ref}/asked/{asked.ref}"
    assert client_of(ada).post(path, {"answer": "yes"}).status_code == 404
    assert client_of(ben).post(path, {"answer": "yes"}).status_code == 302
    assert Membership.objects.filter(person=cy, left_at=None).exists()
    assert client_of(cy).get(f"/community/{space.ref}").status_code == 200
    client_of(ola).post(f"/console/spaces/{space.ref}/host", {"rest": ben.ref})
    assert client_of(ben).post(path, {"answer": "no"}).status_code == 404


def test_nobody_but_an_operator(client_of: ClientOf, ada: Person, sol: Person) -> None:
    space = Space.objects.create(name="x", purpose="x")
    for person in (ada, sol):
        for path in ("/console/spaces/", "/console/spaces/new", f"/console/spaces/{space.ref}"):
            assert client_of(person).get(path).status_code == 404
        for part in ("host", "close"):
            assert client_of(person).post(f"/console/spaces/{space.ref}/{part}").status_code == 404
