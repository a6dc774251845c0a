"""The groups of the invented organisation: one that meets in the evenings, one that is full, one that talks first."""

from datetime import datetime, time, timedelta
from typing import Any, Final

from beside.core.ids import new_ref
from beside.features.groups import access, joining, keeping, planning, quiet_words, rooming
from beside.features.groups.models import Group, Session
from beside.foundation.accounts.models import Person
from beside.foundation.profiles.models import Experience
from beside.foundation.talk import limits, watch
from beside.interfaces.cli.demo.arriving import People
from beside.interfaces.cli.demo.moving_back import scene

_AGREED: Final = (
    "What is said here stays here.",
    "We speak of ourselves and do not tell others what to do.",
    "We share the time. Passing is always all right.",
    "If it gets too much, we say so or step out.",
)
_COMMON: Final[dict[str, Any]] = {
    "identity": "", "youngest": None, "oldest": None,
    "language": "en", "joining": "open", "least": 3, "size": 8, "link": "",
    "agreements": list(_AGREED), "rhythm": "weekly", "minutes": 75, "times": None, "time_zone": "Europe/London",
    "keep_days": 30,
}  # fmt: skip


def gather(people: People, present: datetime) -> None:
    """All of it, in the caller's transaction."""
    operator = people["tern"]
    with scene(present - timedelta(days=20)):
        evening = _group(
            operator, present, "anxiety", 1, time(19),
            name="Tuesday evenings", purpose="For anxious weeks. We say how it was, in turn, and then talk.",
            format="A round for everybody, then an open half hour. Nobody has to speak.",
        )  # fmt: skip
        small = _group(
            operator, present, "depression", 3, time(11), name="Slow mornings", least=2, size=2,
            purpose="A small table for those whose mornings are long.", rhythm="fortnightly",
        )  # fmt: skip
        _group(
            operator, present, "trauma", 5, time(18, 30), name="After hard things: six weeks", joining="screened",
            purpose="A course for living with what happened. You tell only what you want to tell.", times=6,
        )  # fmt: skip
    with scene(present - timedelta(days=18)):
        for group, leads in ((evening, ("marigold", "walnut")), (small, ("linnet",))):
            for lead in leads:
                planning.set_facilitator(group, people[lead], True, actor=operator)
        for group, members in ((evening, ("pebble", "kettle", "fennel", "moss")), (small, ("driftwood", "larch"))):
            for member in members:
                joining.join(group, actor=people[member])
        joining.wait(small, actor=people["sorrel"])
    for group in Group.objects.all():
        # Laid out from today: what happened in a scene is moved back in time, and sessions are still to come.
        group.sessions.all().delete()
        planning.lay_out(group, actor=operator)
    _talk(evening.ref, people, present)
    _on_now(operator, people, present)
    watch.sweep()


def _group(operator: Person, present: datetime, key: str, weekday: int, at: time, **given: Any) -> Any:
    about = Experience.objects.filter(key=key).first()
    first = present.date() + timedelta(days=1 + (weekday - present.weekday() - 1) % 7)
    values = {**_COMMON, "format": "", "experience": about, "first_day": first, "clock_time": at, **given}
    return planning.make(values, actor=operator)


def _on_now(operator: Person, people: People, present: datetime) -> None:
    """A table whose session has just begun, with a round under way."""
    given = {"name": "Saturday table", "purpose": "An open table: come as you are, whatever the week was."}
    group = _group(operator, present, "anxiety", present.weekday(), time(18), **given)
    for lead in ("marigold", "walnut"):
        planning.set_facilitator(group, people[lead], True, actor=operator)
    members = ("pebble", "kettle", "moss", "fennel")
    for member in members:
        joining.join(group, actor=people[member])
    session = group.sessions.order_by("starts_at")[0]
    starts = present - timedelta(minutes=6)
    Session.objects.filter(pk=session.pk).update(starts_at=starts, ends_at=starts + timedelta(minutes=75))
    room = rooming.room_of(Session.objects.select_related("group").get(pk=session.pk), actor=people["marigold"])
    for name in ("marigold", "walnut", *members):
        rooming.do(room, "enter", {}, actor=people[name])
    quiet_words.note(room, "arrive", "A grey sort of week, but I am here.", True, actor=people["moss"])
    rooming.do(room, "phase", {"to": "check_in"}, actor=people["marigold"])
    limits.forget()
    entered = access.inside(group.ref, people["pebble"])
    words = "I took the bus on Tuesday. Thank you for asking."
    rooming.say(entered, room, words, new_ref(), actor=people["pebble"])
    for name in ("kettle", "walnut"):
        rooming.do(room, "nod", {"which": "hear"}, actor=people[name])


def _talk(ref: str, people: People, present: datetime) -> None:
    said = (
        ("marigold", 50, "Thank you for tonight. The tea list is in the notes."),
        ("pebble", 47, "I took the bus home. All nine stops."),
        ("kettle", 46, "Nine! I am writing that on my hand."),
        ("fennel", 20, "I may be late next week, my shift ends at seven."),
    )
    for who, hours, words in said:
        with scene(present - timedelta(hours=hours)):
            limits.forget()
            keeping.say(access.inside(ref, people[who]), words, new_ref(), actor=people[who])
    with scene(present - timedelta(hours=50)):
        keeping.keep(
            access.inside(ref, people["marigold"]), "Teas we liked: lime blossom, rooibos.", actor=people["marigold"]
        )
