"""Turning rows into what templates show, for their owner and for those with whom they are shared."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from beside.core.prepared import Prepared
from beside.features.recovery import aiming, hooks, keeping, marking
from beside.features.recovery.content import HEADING, HEADINGS, STEPS, Part
from beside.features.recovery.models import Goal, Kind, Milestone, Page, Step, Turn
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety import queries as safety

MOST_SUGGESTIONS: Final = 8
LINES: Final = 3  # helplines beside the plan
_HAS_PLAN = Prepared(
    lambda person: Page.objects.filter(
        owner=person, kind=Kind.SAFETY, version__gt=0, skipped_at=None, removed_at=None
    ).values_list("pk")[:1]
)


def has_safety_plan(person: Person) -> bool:
    """Whether anything stands in the person's safety plan; asked on every page."""
    return bool(_HAS_PLAN.rows(person.pk))


def _shown(part: Part | None, page: Page | None, number: int = 0) -> dict[str, Any]:
    words = keeping.opened(page) if page is not None else keeping.Words()
    ref = page.ref if page is not None else ""
    shown = {
        "key": part.key if part is not None else "",
        "name": part.key if part is not None else ref,
        "ref": ref,
        "number": number,
        "title": part.title if part is not None else words.title,
        "ask": part.ask if part is not None else "",
        "lines": words.lines,
        "calls": words.calls,
        "empty": words.empty,
        "skipped": False,
        "changed_at": None,
        "by": None,
    }
    if page is not None:
        shown |= {"skipped": page.skipped_at is not None, "changed_at": page.changed_at}
        shown["by"] = page.changed_by_id if page.changed_by_id != page.owner_id else None
    return shown


def safety_steps(found: Iterable[Page]) -> list[dict[str, Any]]:
    """All six steps, with what stands there."""
    held = {page.key: page for page in found}
    return [_shown(part, held.get(part.key), number) for number, part in enumerate(STEPS, 1)]


def safety_for_reading(found: Iterable[Page]) -> list[dict[str, Any]]:
    """The steps in which something stands, without those that were left out."""
    return [step for step in safety_steps(found) if not step["empty"] and not step["skipped"]]


def wellness_headings(found: Iterable[Page]) -> list[dict[str, Any]]:
    """The headings that come with Beside, then one's own."""
    pages = list(found)
    held = {page.key: page for page in pages if page.key}
    given = [_shown(part, held.get(part.key)) for part in HEADINGS]
    return [*given, *(_shown(None, page) for page in pages if not page.key)]


def wellness_for_reading(found: Iterable[Page]) -> list[dict[str, Any]]:
    """The headings under which something stands, in order."""
    pages = list(found)
    shown = [_shown(HEADING.get(page.key), page) for page in pages]
    return [one for one in shown if not one["empty"] and not one["skipped"]]


def with_names(steps: list[dict[str, Any]], to: Person) -> list[dict[str, Any]]:
    """Say who else wrote in a step."""
    cards = profiles.cards({one["by"] for one in steps if one["by"] is not None}, to=to)
    for one in steps:
        one["writer"] = cards[one["by"]].pseudonym if one["by"] is not None else ""
    return steps


def helplines(person: Person) -> list[dict[str, Any]]:
    """The lines that the service itself knows for where the person lives; never numbers of ours."""
    given = safety.help_for(person)
    found = [
        {"name": line.name, "number": line.dial, "tel": line.tel_href, "open": line.open_now}
        for line in given.first
        if line.dial and line.tel_href
    ]
    return found[:LINES]


def suggestions(part: Part, person: Person, words: keeping.Words, page: Page) -> list[str]:
    """Lines that may fit a step: from elsewhere here, from one's wellness plan, from what stood here before."""
    offered = [*hooks.suggestions(part.key, person), *_near(part, person), *_before(page)]
    known = {line.casefold() for line in words.lines} | {name.casefold() for name, _number in words.people}
    found: dict[str, str] = {}
    for line in offered:
        text = " ".join(line.split())[:200]
        if text and text.casefold() not in known and text.rpartition(",")[0].strip().casefold() not in known:
            found.setdefault(text.casefold(), text)
    return list(found.values())[:MOST_SUGGESTIONS]


def _near(part: Part, person: Person) -> list[str]:
    rows = Page.objects.filter(owner=person, kind=Kind.WELLNESS, key__in=part.near, removed_at=None)
    held = {row.key: keeping.opened(row) for row in rows}
    return [line for key in part.near if key in held for line in _as_lines(held[key])]


def _before(page: Page) -> list[str]:
    if not page.version:
        return []
    rows = page.versions.select_related("page").order_by("-number")[:5]
    return [line for row in rows for line in _as_lines(keeping.opened_version(row))]


def _as_lines(words: keeping.Words) -> list[str]:
    people = [f"{name}, {number}" if number else name for name, number in words.people]
    return [*people, *words.lines]


# --- goals and milestones ---
def goals(owner: Person) -> dict[str, list[dict[str, Any]]]:
    """One's goals by where they stand, the last changed first."""
    rows = list(Goal.objects.filter(owner=owner).order_by("-changed_at", "-pk"))
    steps: defaultdict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(goal__owner=owner, state=Turn.BEGUN).order_by("pk"):
        steps[step.goal_id].append(step)
    found: dict[str, list[dict[str, Any]]] = {Turn.BEGUN: [], Turn.DONE: [], Turn.LET_GO: []}
    for row in rows:
        first = steps[row.pk][:1] if row.state == Turn.BEGUN else []
        following = aiming.opened_step(first[0], owner.pk) if first else ""
        found[row.state].append({"row": row, "title": aiming.opened(row)["title"], "next": following})
    return found


def goal(row: Goal) -> dict[str, Any]:
    """A goal with its steps, values and what has happened."""
    turns = list(row.turnings.order_by("-at", "-pk"))
    told: defaultdict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for one in turns:
        told[one.step_id].append({"what": one.what, "label": one.get_what_display(), "at": one.at, "row": one})
    for group in told.values():
        for shown in group:
            shown["words"] = aiming.opened_turning(shown["row"])
    steps = [
        {"row": step, "words": aiming.opened_step(step, row.owner_id), "turns": told[step.pk][:6]}
        for step in row.steps.order_by("pk")
    ]
    return {
        "row": row,
        **aiming.opened(row),
        "steps": steps,
        "turns": told[None][:20],
        "values": [aiming.opened_value(value) for value in row.values.order_by("pk")],
    }


def milestone(row: Milestone) -> dict[str, Any]:
    """A milestone with what belongs to the way since; ``along`` may have been fetched for many at once."""
    along = sorted(row.along.all(), key=lambda one: (one.day, one.pk), reverse=True)
    told = [{"row": one, "words": marking.opened_along(one, row.owner_id)} for one in along]
    return {"row": row, **marking.opened(row), "along": told}
