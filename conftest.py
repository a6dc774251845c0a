"""The cast that every test shares, and a client for each of them.

Ada is a member, Ben her peer supporter, Cy a stranger to them, Mo a moderator, Sol the safety lead, Ola the operator.
"""

import os
import shutil
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from beside.core.clock import now
from beside.foundation.accounts import attempts, keys, queries
from beside.foundation.accounts.models import Consent, Person, Role, RoleGrant
from beside.foundation.profiles.models import Profile
from beside.foundation.profiles.skeletons import skeleton
from beside.foundation.safety import shown_lines
from beside.foundation.talk import limits, watch

# How long an example takes says how busy the machine is; speed is measured in bench/.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    # Journeys by voice: a microphone that beeps, given without asking, heard at once, found without a name server.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)
PASSWORD = "a quiet lamp by the window"  # noqa: S105
MakePerson = Callable[..., Person]
ClientOf = Callable[[Person], Client]


_KEEPS = frozenset({"db", "transactional_db", "live_server", "running", "service"})
# The demo goes through the same verbs that the tests of each part try on both; hostile lines end before any database.
_ON_ONE = frozenset({"test_demo", "test_hostile"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL and Redis, leave out what asks neither of them anything: it has run on SQLite, and is the same."""
    if not os.environ.get("BESIDE_TEST_SERVICES"):
        return
    once = [item for item in items if not _asks(item)]
    if once:
        items[:] = [item for item in items if _asks(item)]
        config.hook.pytest_deselected(items=once)


def _asks(item: pytest.Item) -> bool:
    if item.path.stem in _ON_ONE:
        return False
    marked = any(item.get_closest_marker(name) for name in ("django_db", "service"))
    return marked or "realtime" in item.path.parts or bool(_KEEPS & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Attempts counted and keys held in one test do not reach the next, whose rows have the same numbers."""
    cache.clear()
    keys._boxes.clear()
    limits.forget()
    attempts.storage.cache_clear()
    queries.forget()
    shown_lines.forget()
    monkeypatch.setattr(queries, "_REMEMBERED_SECONDS", -1)
    monkeypatch.setattr(shown_lines, "_REMEMBERED_SECONDS", -1)
    yield
    cache.clear()
    keys._boxes.clear()


@pytest.fixture(autouse=True)
def _looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Triage looks where it stands: another thread could not see a test's own transaction."""
    monkeypatch.setattr(watch.place, "run", lambda work: work())
    monkeypatch.setattr(watch.place, "gather_seconds", 0)
    monkeypatch.setattr(watch.place, "rest_seconds", 0)


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """Makes an admitted member: ``make_person("wren", "Wren", Role.MODERATOR)``; the password is ``PASSWORD``."""

    def make(name: str, pseudonym: str, *roles: Role, email: str | None = None, admitted: bool = True) -> Person:
        person = Person(sign_in_name=name, email=email, birth_year=1990, admitted_at=now() if admitted else None)
        person.set_password(PASSWORD)
        person.save()
        keys.make(person.pk)
        Profile.objects.create(person=person, pseudonym=pseudonym, skeleton=skeleton(pseudonym), languages=["en"])
        for text in queries.current_texts() if admitted else ():
            Consent.objects.create(person=person, text=text)
        for role in roles:
            RoleGrant.objects.create(person=person, role=role)
        return person

    return make


@pytest.fixture
def ada(make_person: MakePerson) -> Person:
    """A member."""
    return make_person("ada", "Wren")


@pytest.fixture
def ben(make_person: MakePerson) -> Person:
    """Ada's peer supporter."""
    return make_person("ben", "Heron", Role.PEER_SUPPORTER)


@pytest.fixture
def cy(make_person: MakePerson) -> Person:
    """A stranger to Ada and Ben."""
    return make_person("cy", "Sparrow")


@pytest.fixture
def mo(make_person: MakePerson) -> Person:
    """A moderator."""
    return make_person("mo", "Maple", Role.MODERATOR)


@pytest.fixture
def sol(make_person: MakePerson) -> Person:
    """The safety lead."""
    return make_person("sol", "Juniper", Role.SAFETY_LEAD)


@pytest.fixture
def ola(make_person: MakePerson) -> Person:
    """The operator."""
    return make_person("ola", "Otter", Role.OPERATOR)


@pytest.fixture
def client_of() -> ClientOf:
    """A signed-in client: ``client_of(ada).get("/today")``."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, one for each worker, without a word to the outside. Missing, it is a failure in CI.

    The one without a window of its own draws the same pages, and spends no time on a window that nobody sees.
    """
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        why = "Chromium is not here: apt-get install chromium-headless-shell"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()
