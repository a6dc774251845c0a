"""Routing: what a pass costs with many people, and what a simulated month comes to (docs/answering.md)."""

import random
import time
from datetime import UTC, datetime, timedelta

from bench.rows import Row, at_most
from beside.interfaces.cli.simulating import topics
from beside.journeys.answering.core.routing import Helper, Waiting, route
from beside.journeys.answering.simulation.month import Assumed
from beside.journeys.answering.simulation.telling import simulate

POSTS, PEOPLE, SPACES = 200, 5_000, 12
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def run() -> list[Row]:
    """Measure and return the rows; about a minute."""
    return [*_cost(), *_month()]


def _cost() -> list[Row]:
    chance = random.Random(1)
    about = [f"topic {number}" for number in range(40)]
    people = [
        Helper(
            id=number,
            spaces=frozenset(chance.sample(range(SPACES), 3)),
            topics=frozenset(chance.sample(about, 4)),
            wish=3,
            here=chance.random() < 0.1,
            load=chance.randrange(6),
        )
        for number in range(PEOPLE)
    ]
    posts = [
        Waiting(
            id=number,
            space=number % SPACES,
            author=number,
            since=NOW - timedelta(minutes=chance.randrange(600)),
            first_due=NOW,
            second_due=NOW + timedelta(hours=3),
            topics=frozenset(chance.sample(about, 2)),
            risk=chance.randrange(4),
        )
        for number in range(POSTS)
    ]
    route(posts, people, NOW)
    before = time.process_time()
    for _ in range(10):
        route(posts, people, NOW)
    value = (time.process_time() - before) * 100
    return [Row(f"routing {POSTS} waiting posts to {PEOPLE:,} people, one pass", "CPU ms", round(value, 1))]


def _month() -> list[Row]:
    about, _source = topics()
    assumed = Assumed()
    routed, listed = (simulate(assumed, about, routed=which) for which in (True, False))
    label = f"simulated month, {assumed.supporters} supporters, {assumed.posts_a_day:g} posts a day"
    return [
        at_most(f"{label}: no reply at all", "%", routed.unanswered * 100, 0.0),
        at_most(f"{label}: fewer than two people", "%", (1 - routed.two_or_more) * 100, 0.0),
        at_most(f"{label}: first reply in staffed hours, median", "min", routed.first_median_staffed, 9.0),
        Row(f"{label}: unevenness of load (Gini)", "", round(routed.load_gini, 3)),
        Row(f"{label}, newest first: no reply at all", "%", round(listed.unanswered * 100, 1)),
        Row(f"{label}, newest first: fewer than two people", "%", round((1 - listed.two_or_more) * 100, 1)),
        Row(f"{label}, newest first: first reply in staffed hours, median", "min", listed.first_median_staffed),
    ]
