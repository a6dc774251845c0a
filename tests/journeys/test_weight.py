"""What a first visit brings along: a page, and all that it loads, stays below 100,000 bytes as it travels."""

import pytest

from tests.journeys.conftest import Visitors
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]
MOST = 100_000
_TRAVELLED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map((one) => [new URL(one.name).pathname, one.transferSize])"""


def _weight(who: str, path: str, visitors: Visitors) -> int:
    """Bytes, with nothing kept from before."""
    visitor = visitors(who)
    visitor.go(path)
    visitor.page.wait_for_load_state("networkidle")
    travelled = visitor.page.evaluate(_TRAVELLED)
    assert len(travelled) > 5
    return sum(size for _name, size in travelled)


def test_a_first_visit_is_light(visitors: Visitors, service: Running) -> None:
    who = "Thistledown"
    service.world.ask("newcomer", pseudonym=who)
    talk = service.world.ask("conversation", seeker=who, peer="Heron")
    group = service.world.ask("group", name="Evenings of little weight", lead="Heron", people=[who])
    session = service.world.ask("begin_session", group_ref=group)
    names = [f"{word}-of-little-weight" for word in ("Oriole", "Wren", "Siskin", "Plover", "Curlew")]
    for name in names:
        service.world.ask("newcomer", pseudonym=name)
    space = service.world.ask("space", name="A room of little weight", people=[who, *names])
    post = service.world.ask("post", space_ref=space, who=names[0], text="How do you get through a Sunday?")
    service.world.ask("replies", post_ref=post, people=names, count=30)
    own = (
        f"/community/{space}",
        f"/community/post/{post}",
        "/today",
        "/toolkit",
        "/plans/safety",
        "/looking-back",
        f"/talk/{talk}",
        f"/groups/{group}/room/{session}/",
    )
    weights = {path: _weight(who, path, visitors) for path in own} | {"/": _weight("", "/", visitors)}
    assert {path: size for path, size in weights.items() if size >= MOST} == {}
