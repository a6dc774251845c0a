"""Turning rows into what templates show, for their owner and for those with whom they are shared."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Min

from beside.core.prepared import Prepared
from beside.features.recovery import aiming, hooks, keeping, marking
from beside.features.recovery.content import HEADING, HEADINGS, STEPS, Part
from beside.features.recovery.models import Along, Goal, Kind, Milestone, Page, PageVersion, Step, Turn, Turning, Value
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
_LAST_VERSIONS = Prepared(lambda page: PageVersion.objects.filter(page=page).order_by("-number")[:5])
_GOALS = Prepared(lambda owner: Goal.objects.filter(owner=owner).order_by("-changed_at", "-pk"))
_STEPS = Prepared(lambda goal: Step.objects.filter(goal=goal).order_by("pk"))
_TURNINGS = Prepared(lambda goal: Turning.objects.filter(goal=goal).order_by("-at", "-pk"))
_VALUES = Prepared(lambda goal: Value.objects.filter(goals=goal).order_by("pk"))
_MILESTONES = Prepared(lambda owner: Milestone.objects.filter(owner=owner).order_by("-day", "-pk"))
_ALONG = Prepared(lambda owner: Along.objects.filter(milestone__owner=owner).order_by("-day", "-pk"))
# The first step that is under way, of each goal that is.
_NEXT_STEPS = Prepared(
    lambda owner: Step.objects.filter(
        pk__in=Step.objects.filter(goal__owner=owner, goal__state=Turn.BEGUN, state=Turn.BEGUN)
        .values("goal")
        .annotate(first=Min("pk"))
        .values("first")
    )
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
    rows = keeping.pages(person, Kind.WELLNESS) if part.near else []
    held = {row.key: keeping.opened(row) for row in rows if row.key in part.near}
    return [line for key in part.near if key in held for line in _as_lines(held[key])]


def _before(page: Page) -> list[str]:
    if not page.version:
        return []
    rows = _LAST_VERSIONS.objects(page.pk)
    for row in rows:
        row.page = page
    return [line for row in rows for line in _as_lines(keeping.opened_version(row))]


def _as_lines(words: keeping.Words) -> list[str]:
    people = [f"{name}, {number}" if number else name for name, number in words.people]
    return [*people, *words.lines]


# --- goals and milestones ---
def goals(owner: Person) -> dict[str, list[dict[str, Any]]]:
    """One's goals by where they stand, the last changed first."""
    following = {row.goal_id: row for row in _NEXT_STEPS.objects(owner.pk)}
    found: dict[str, list[dict[str, Any]]] = {Turn.BEGUN: [], Turn.DONE: [], Turn.LET_GO: []}
    for row in _GOALS.objects(owner.pk):
        step = following.get(row.pk)
        words = aiming.opened_step(step, owner.pk) if step is not None else ""
        found[row.state].append({"row": row, "title": aiming.opened(row)["title"], "next": words})
    return found


def goal(row: Goal) -> dict[str, Any]:
    """A goal with its steps, values and what has happened."""
    turns = _TURNINGS.objects(row.pk)
    told: defaultdict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for one in turns:
        told[one.step_id].append({"what": one.what, "label": one.get_what_display(), "at": one.at, "row": one})
    for group in told.values():
        for shown in group:
            shown["words"] = aiming.opened_turning(shown["row"])
    steps = [
        {"row": step, "words": aiming.opened_step(step, row.owner_id), "turns": told[step.pk][:6]}
        for step in _STEPS.objects(row.pk)
    ]
    return {
        "row": row,
        **aiming.opened(row),
        "steps": steps,
        "turns": told[None][:20],
        "values": [aiming.opened_value(value) for value in _VALUES.objects(row.pk)],
    }


def milestones(owner: Person) -> list[dict[str, Any]]:
    """One's milestones, the latest day first."""
    along: defaultdict[int, list[Along]] = defaultdict(list)
    for one in _ALONG.objects(owner.pk):
        along[one.milestone_id].append(one)
    return [_milestone(row, along[row.pk]) for row in _MILESTONES.objects(owner.pk)]


def milestone(row: Milestone) -> dict[str, Any]:
    """A milestone with what belongs to the way since."""
    return _milestone(row, row.along.order_by("-day", "-pk"))


def _milestone(row: Milestone, along: Iterable[Along]) -> dict[str, Any]:
    told = [{"row": one, "words": marking.opened_along(one, row.owner_id)} for one in along]
    return {"row": row, **marking.opened(row), "along": told}
