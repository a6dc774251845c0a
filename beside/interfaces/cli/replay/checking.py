"""Is everything there, once, in order, for the two and nobody else? Asked through the API, as any program would."""

import http.client
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from urllib.parse import urlsplit

from beside.interfaces.cli.replay.meeting import Met
from beside.interfaces.cli.replay.people import Played

_AT_ONCE: Final = 4
_PAGE: Final = 200


def through_api(meetings: list[Met], stranger: Played, urls: list[str]) -> list[str]:
    """What is wrong, a line each; empty when all is well."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = pool.map(
            lambda place: _conversation(meetings[place], stranger, urls[place % len(urls)]), range(len(meetings))
        )
        return [line for lines in found for line in lines]


def _conversation(met: Met, stranger: Played, url: str) -> list[str]:
    name = met.pair.recorded.name
    wrong = []
    for who, side in (("seeker", met.pair.seeker), ("supporter", met.supporter)):
        kept = list(_messages(url, met.talk, side.token))
        wrong += [f"{name}, read by the {who}: {line}" for line in compare(met, kept)]
    for path in (f"/api/v1/talks/{met.talk}", f"/api/v1/talks/{met.talk}/messages"):
        status, _body = _get(url, path, stranger.token)
        if status != 404:
            wrong.append(f"{name}: a stranger got {status} from {path}")
    return wrong


def compare(met: Met, kept: list[dict[str, Any]]) -> list[str]:
    """How what is kept differs from what was said."""
    said = met.pair.recorded.said
    wrong = []
    if [message["number"] for message in kept] != list(range(1, len(said) + 1)):
        wrong.append(f"{len(said)} said, {len(kept)} kept, numbers {[one['number'] for one in kept][:5]} …")
    for message, one in zip(kept, said, strict=False):
        author = met.pair.seeker if one.by_seeker else met.supporter
        if message["text"] != one.text:
            wrong.append(f"message {message['number']} has another text")
        if message["author"] != author.person.ref:
            wrong.append(f"message {message['number']} has another author")
    return wrong


def _messages(url: str, talk: str, token: str) -> Iterator[dict[str, Any]]:
    after = 0
    while True:
        status, body = _get(url, f"/api/v1/talks/{talk}/messages?after={after}&limit={_PAGE}", token)
        if status != 200:
            return  # nothing more can be read: what is missing is reported by ``compare``
        yield from body["messages"]
        if not body["later"] or not body["messages"]:
            return
        after = body["messages"][-1]["number"]


def _get(url: str, path: str, token: str) -> tuple[int, Any]:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    line = kind(parts.hostname or "", parts.port, timeout=60)
    try:
        line.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        answer = line.getresponse()
        body = answer.read()
        return answer.status, json.loads(body) if answer.status == 200 else None
    finally:
        line.close()
