"""What someone has begun to write outlives the session in which they wrote it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitors
from tests.journeys.hands import NoScript
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]


@pytest.fixture
def pair(service: Running, request: pytest.FixtureRequest) -> tuple[str, str, str]:
    """Two people of this test's own and their conversation."""
    seeker, peer = request.param
    for name in (seeker, peer):
        service.world.ask("newcomer", pseudonym=name)
    return seeker, peer, service.world.ask("conversation", seeker=seeker, peer=peer)


def _sign_in(visitor: Visitor, who: str, password: str) -> None:
    visitor.write("Email or sign-in name", f"{who.lower()}-signs-in")
    visitor.write("Password", password)
    visitor.press("Sign in")


@pytest.mark.parametrize("pair", [("Siskin", "Avocet")], indirect=True)
def test_a_draft_is_there_after_signing_in_again(
    service: Running, visitors: Visitors, pair: tuple[str, str, str]
) -> None:
    seeker, _peer, ref = pair
    one = visitors(seeker)
    one.go(f"/talk/{ref}")
    one.words.press_sequentially("What I have not said yet")
    assert service.world.ask("end_sessions", who=seeker) == 1
    one.page.reload()
    one.at("/accounts/login/")
    _sign_in(one, seeker, service.cast["password"])
    one.at(f"/talk/{ref}")
    expect(one.words).to_have_value("What I have not said yet")
    one.send()
    one.kept("What I have not said yet")
    assert [row["text"] for row in service.world.ask("messages", talk_ref=ref)] == ["What I have not said yet"]


@pytest.mark.parametrize("pair", [("Pipit", "Curlew")], indirect=True)
def test_words_sent_after_the_session_ran_out_are_kept_and_can_be_sent(
    service: Running, visitors: Visitors, pair: tuple[str, str, str]
) -> None:
    """With script off: the page gives them back, and they go once there is a session again."""
    seeker, _peer, ref = pair
    one = visitors(seeker, hands=NoScript)
    one.go(f"/talk/{ref}")
    one.words.fill("What I have not said yet")
    assert service.world.ask("end_sessions", who=seeker) == 1
    one.send()
    kept = one.field("What you wrote")
    expect(kept).to_have_value("What I have not said yet")
    with one.context.expect_page() as opened:
        one.link("Sign in, in a new window").click()
    window = Visitor(one.context, opened.value, one.url, NoScript(opened.value))
    _sign_in(window, seeker, service.cast["password"])
    window.at("/today")
    one.press("Send it")
    one.press("Send it once more")  # signing in has made every open form too old; the words are still there
    one.kept("What I have not said yet")
    assert [row["text"] for row in service.world.ask("messages", talk_ref=ref)] == ["What I have not said yet"]
