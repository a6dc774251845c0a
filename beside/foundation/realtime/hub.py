"""Who is listening, and telling them.

One ``Hub`` in a process holds its open lines and the topics each follows. ``publish`` may be called from any thread;
delivery happens on the event loop. With Redis, what is published here reaches the hubs of other processes too; when
Redis is away, nothing is lost but speed: clients are told to catch up by number once it is back.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from beside.foundation.realtime.line import Line

log = logging.getLogger(__name__)
# Sent to every line after this process may have missed something.
CATCH_UP: Final = {"on": "catch_up"}
Relay = Callable[[str], None]


class Hub:
    """The open lines of this process."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._relay: Relay | None = None
        self._topics: defaultdict[str, set[Line]] = defaultdict(set)
        self._people: defaultdict[int, set[Line]] = defaultdict(set)

    def start(self, loop: asyncio.AbstractEventLoop, relay: Relay | None = None) -> None:
        """Serve from ``loop``; ``relay`` carries what is said here to other processes."""
        self._loop, self._relay = loop, relay

    def stop(self) -> None:
        """Forget the loop; what is published afterwards goes to other processes only."""
        self._loop = None
        self._topics.clear()
        self._people.clear()

    # --- lines, on the loop ---
    def open(self, line: Line) -> None:
        """Begin to serve a line; it always follows its own person's topic."""
        self._people[line.person_id].add(line)
        self.follow(line, f"person:{line.person_id}")

    def close(self, line: Line) -> None:
        """Forget a line."""
        for topic in tuple(line.topics):
            self.unfollow(line, topic)
        lines = self._people.get(line.person_id)
        if lines is not None:
            lines.discard(line)
            if not lines:
                del self._people[line.person_id]

    def lines_of(self, person_id: int) -> int:
        """How many lines the person has open here."""
        return len(self._people.get(person_id, ()))

    def open_lines(self) -> int:
        """How many lines are open here."""
        return sum(len(lines) for lines in self._people.values())

    def follow(self, line: Line, topic: str) -> None:
        """The caller has checked that this person may."""
        line.topics.add(topic)
        self._topics[topic].add(line)

    def unfollow(self, line: Line, topic: str) -> None:
        """Stop following."""
        line.topics.discard(topic)
        lines = self._topics.get(topic)
        if lines is not None:
            lines.discard(line)
            if not lines:
                del self._topics[topic]

    # --- telling, from any thread ---
    def publish(self, topic: str, event: dict[str, Any]) -> None:
        """Tell everyone who follows ``topic``, here and in other processes."""
        self._say({"topic": topic, "event": event})

    def end_session(self, session_key: str) -> None:
        """Close the lines of a session that has ended, wherever they are."""
        self._say({"end_session": session_key})

    def end_person(self, person_id: int) -> None:
        """Close every line of a person."""
        self._say({"end_person": person_id})

    def drop(self, person_id: int, topic: str) -> None:
        """Stop a person's lines following ``topic``: they may no longer."""
        self._say({"drop": person_id, "of": topic})

    def _say(self, order: dict[str, Any]) -> None:
        if self._loop is not None:
            try:
                self._loop.call_soon_threadsafe(self.obey, order)
            except RuntimeError:  # the loop closed under us: this process is stopping
                log.debug("not told: the loop is closed")
        if self._relay is not None:
            self._relay(json.dumps(order))

    # --- doing, on the loop ---
    def obey(self, order: dict[str, Any]) -> None:
        """Carry out one order, from this process or another."""
        if "topic" in order:
            self.deliver(order["topic"], json.dumps(order["event"]))
        elif "end_session" in order:
            self._end([line for line in self._all() if line.session_key == order["end_session"]])
        elif "end_person" in order:
            self._end(list(self._people.get(order["end_person"], ())))
        elif "catch_up" in order:
            self.catch_up()
        elif "drop" in order:
            for line in tuple(self._people.get(order["drop"], ())):
                self.unfollow(line, order["of"])

    def deliver(self, topic: str, text: str, skip: Line | None = None) -> None:
        """Put ``text`` on every line that follows ``topic`` here, but for ``skip``."""
        for line in self._topics.get(topic, ()):
            if line is not skip:
                line.put(text)

    def pass_on(self, topic: str, event: dict[str, Any], skip: Line) -> None:
        """Tell everyone who follows ``topic``, here and in other processes, but for ``skip``, whose line says it."""
        text = json.dumps(event)
        self.deliver(topic, text, skip)
        if self._relay is not None:
            # Put into words once: for another process it only stands inside of an order.
            self._relay(f'{{"topic": {json.dumps(topic)}, "event": {text}}}')

    def catch_up(self) -> None:
        """Tell every line here to ask what it missed."""
        for line in self._all():
            line.put(json.dumps(CATCH_UP))

    def _all(self) -> list[Line]:
        return [line for lines in self._people.values() for line in lines]

    def _end(self, lines: list[Line]) -> None:
        for line in lines:
            line.end(4401, "signed out")


hub = Hub()
publish, end_session, end_person, drop = hub.publish, hub.end_session, hub.end_person, hub.drop
