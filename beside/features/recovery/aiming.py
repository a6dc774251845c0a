"""Goals in one's own words: small steps, tried, changed, let go without failure, done with how it felt."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.core.refusal import Refused
from beside.features.recovery.keeping import tidy
from beside.features.recovery.models import Goal, Step, Turn, Turning, Value
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit

LONGEST_TITLE: Final = 200
LONGEST_WHY: Final = 2_000
LONGEST_WORD: Final = 1_000
MOST_GOALS: Final = 100
MOST_STEPS: Final = 40
MOST_VALUES: Final = 30
# Which turns may follow where something stands.
FROM: Final[dict[str, tuple[Turn, ...]]] = {
    Turn.BEGUN: (Turn.TRIED, Turn.DONE, Turn.CHANGED, Turn.LET_GO),
    Turn.LET_GO: (Turn.TAKEN_UP,),
    Turn.DONE: (Turn.TAKEN_UP,),
}
_MOVES: Final = (Turn.TRIED, Turn.CHANGED, Turn.LET_GO, Turn.TAKEN_UP, Turn.DONE)
_MOVED = Prepared(
    lambda owner, since, until: (
        Turning.objects.filter(goal__owner=owner, by=F("goal__owner"), what__in=_MOVES, at__gte=since, at__lt=until)
        .select_related("goal")
        .order_by("at")
    ),
    3,
    moments=(1, 2),
)
_STANDS: Final = {Turn.DONE: Turn.DONE, Turn.LET_GO: Turn.LET_GO, Turn.TAKEN_UP: Turn.BEGUN}


def goal_context(goal: Goal) -> str:
    """What a goal is locked to."""
    return f"recovery.goal:{goal.owner_id}:{goal.ref}"


def step_context(step: Step, owner_id: int) -> str:
    """What a step is locked to."""
    return f"recovery.step:{owner_id}:{step.ref}"


def turning_context(turning: Turning) -> str:
    """What a word on a turning is locked to."""
    return f"recovery.turning:{turning.by_id}:{turning.goal_id}:{turning.step_id or 0}:{turning.ref}"


def value_context(value: Value) -> str:
    """What a value is locked to."""
    return f"recovery.value:{value.owner_id}:{value.ref}"


def opened(goal: Goal) -> dict[str, str]:
    """The goal in its owner's words: ``title`` and ``why``."""
    words = keys.open_text(goal.owner_id, bytes(goal.sealed), goal_context(goal))
    found: dict[str, str] = json.loads(words) if words else {}
    return {"title": found.get("title", ""), "why": found.get("why", "")}


def opened_step(step: Step, owner_id: int) -> str:
    """A step in its owner's words."""
    return keys.open_text(owner_id, bytes(step.sealed), step_context(step, owner_id)) or ""


def opened_turning(turning: Turning) -> str:
    """What was said at a turning."""
    return keys.open_text(turning.by_id, bytes(turning.sealed), turning_context(turning)) or ""


def opened_value(value: Value) -> str:
    """A value in its owner's words."""
    return keys.open_text(value.owner_id, bytes(value.sealed), value_context(value)) or ""


# --- values ---
def name_value(words: str, *, actor: Person) -> Value:
    """Something that matters. The same words again give the same value. Raises ``Refused``."""
    text = tidy(words, 60)
    if not text:
        raise Refused("empty", _("There is nothing written yet."))
    known = list(Value.objects.filter(owner=actor).order_by("pk"))
    same = next((one for one in known if opened_value(one).casefold() == text.casefold()), None)
    if same is not None:
        return same
    if len(known) >= MOST_VALUES:
        raise Refused("many", _("Thirty things that matter are there already."))
    with transaction.atomic():
        value = Value(owner=actor)
        value.sealed = keys.seal(actor.pk, text, value_context(value))
        value.save()
        audit.record("value.named", value, actor=actor)
    return value


def forget_value(value: Value, *, actor: Person) -> None:
    """Take a value off the list, and off the goals that had it."""
    with transaction.atomic():
        audit.record("value.forgotten", value, actor=actor)
        value.delete()


# --- goals ---
def begin(title: str, why: str, steps: Iterable[str], values: Iterable[Value], *, actor: Person) -> Goal:
    """Begin a goal. Raises ``Refused``."""
    if Goal.objects.filter(owner=actor).count() >= MOST_GOALS:
        raise Refused("many", _("A hundred goals are here already. Remove one you no longer need to see."))
    with transaction.atomic():
        goal = Goal(owner=actor)
        goal.sealed = _sealed(goal, title, why)
        goal.save()
        goal.values.set(values)
        _turn(goal, None, Turn.BEGUN, "", actor)
        for line in steps:
            if line.strip():
                add_step(goal, line, actor=actor)
        audit.record("goal.begun", goal, actor=actor)
    return goal


def _sealed(goal: Goal, title: str, why: str) -> bytes:
    name = tidy(title, LONGEST_TITLE)
    if not name:
        raise Refused("empty", _("Say in a few words what you would like."))
    words = json.dumps({"title": name, "why": tidy(why, LONGEST_WHY)}, ensure_ascii=False)
    return keys.seal(goal.owner_id, words, goal_context(goal))


def change(goal: Goal, title: str, why: str, values: Iterable[Value], *, actor: Person) -> None:
    """Say it in other words; what it was before stays among its turnings. Raises ``Refused``."""
    before = opened(goal)["title"]
    with transaction.atomic():
        goal.sealed = _sealed(goal, title, why)
        goal.changed_at = now()
        goal.save(update_fields=["sealed", "changed_at"])
        goal.values.set(values)
        if opened(goal)["title"] != before:
            _turn(goal, None, Turn.CHANGED, before, actor)
        audit.record("goal.changed", goal, actor=actor)


def add_step(goal: Goal, words: str, *, actor: Person) -> Step:
    """A small step towards it. Raises ``Refused``."""
    text = tidy(words, LONGEST_TITLE)
    if not text:
        raise Refused("empty", _("Say in a few words what the step is."))
    with transaction.atomic():
        if goal.steps.count() >= MOST_STEPS:
            raise Refused("many", _("Forty steps are here already. Perhaps some of them are a goal of their own."))
        step = Step(goal=goal)
        step.sealed = keys.seal(goal.owner_id, text, step_context(step, goal.owner_id))
        step.save()
        _touch(goal)
        audit.record("step.added", step, actor=actor)
    return step


def turn(goal: Goal, step: Step | None, what: str, words: str, *, actor: Person) -> None:
    """What happened to it: tried, done (with how it felt), let go, taken up again. Raises ``Refused``."""
    text = tidy(words, LONGEST_WORD)
    with transaction.atomic():
        held: Goal | Step = Goal.objects.select_for_update().get(pk=goal.pk)
        if step is not None:
            held = Step.objects.get(pk=step.pk)
        if what not in FROM[held.state]:
            raise Refused("state", _("It stands elsewhere by now. Look at the page again."))
        kind = Turn(what)
        if kind == Turn.DONE and not text:
            raise Refused("felt", _("Write how it felt. One word is enough."))
        if kind == Turn.CHANGED:
            text = _reword(step, text, goal.owner_id)
        if kind in _STANDS:
            held.state = _STANDS[kind]
            held.save(update_fields=["state"])
        _turn(goal, step, kind, text, actor)
        _touch(goal)
        audit.record(f"goal.{kind}" if step is None else f"step.{kind}", held, actor=actor)


def _reword(step: Step | None, text: str, owner_id: int) -> str:
    """Give a step other words; what it was before."""
    if step is None or not text:
        raise Refused("empty", _("Say in a few words what the step is."))
    before = opened_step(step, owner_id)
    sealed = keys.seal(owner_id, tidy(text, LONGEST_TITLE), step_context(step, owner_id))
    Step.objects.filter(pk=step.pk).update(sealed=sealed)
    return before


def _turn(goal: Goal, step: Step | None, what: Turn, words: str, actor: Person) -> None:
    row = Turning(goal=goal, step=step, by=actor, what=what, at=now())
    row.sealed = keys.seal(actor.pk, words, turning_context(row)) if words else b""
    row.save()


def _touch(goal: Goal) -> None:
    Goal.objects.filter(pk=goal.pk).update(changed_at=now())


def remove(goal: Goal, *, actor: Person) -> None:
    """Remove a goal and all that belongs to it, for good."""
    with transaction.atomic():
        audit.record("goal.removed", goal, actor=actor)
        goal.delete()


def moves(owner: Person, since: datetime, until: datetime) -> list[tuple[str, list[datetime]]]:
    """What the owner moved in these days: each goal in their words, and when. To begin one, or what a peer said, is not
    a move."""
    found: dict[int, tuple[Goal, list[datetime]]] = {}
    for turning in _MOVED.objects(owner.pk, since, until):
        found.setdefault(turning.goal_id, (turning.goal, []))[1].append(turning.at)
    return [(opened(goal)["title"], moments) for goal, moments in found.values()]
