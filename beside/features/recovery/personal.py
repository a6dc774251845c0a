"""What this app holds on a person: all of it theirs, in the copy they take, and gone when they leave."""

import base64
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from beside.features.recovery import aiming, hoping, keeping, letters, marking, sharing
from beside.features.recovery.models import (
    Goal,
    HopeThing,
    Letter,
    Milestone,
    Opened,
    Page,
    PageVersion,
    Share,
    Turning,
    Value,
    Visit,
)
from beside.foundation.accounts import personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding

Rows = Iterator[dict[str, Any]]


def register() -> None:
    """Each table that speaks of a person."""
    personal.register(
        Holding(PageVersion, "earlier words of plans and journal", _versions, _forget_versions),
        Holding(Page, "plans and journal", _pages, _forget_pages),
        Holding(Opened, "shared things I opened", _opened, lambda person: _delete(Opened, person, "person")),
        Holding(Share, "what I shared", _shares, _forget_shares),
        Holding(Turning, "what happened to my goals", _turnings, lambda person: _delete(Turning, person, "by")),
        Holding(Goal, "goals", _goals, lambda person: _delete(Goal, person)),
        Holding(Value, "what matters to me", _values, lambda person: _delete(Value, person)),
        Holding(Letter, "letters to myself", _letters, lambda person: _delete(Letter, person)),
        Holding(HopeThing, "hope box", _hope, lambda person: _delete(HopeThing, person)),
        Holding(Milestone, "milestones", _milestones, lambda person: _delete(Milestone, person)),
        Holding(Visit, "last day on my own pages", _visit, lambda person: _delete(Visit, person)),
    )


def _delete(table: Any, person: Person, field: str = "owner") -> None:
    table.objects.filter(**{field: person}).delete()


def _moment(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _words(words: keeping.Words) -> dict[str, Any]:
    return {"title": words.title, "text": words.text, "people": [list(one) for one in words.people]}


def _pages(person: Person) -> Rows:
    for row in Page.objects.filter(owner=person).order_by("kind", "place", "pk"):
        yield {
            "ref": row.ref,
            "kind": row.kind,
            "heading": row.key,
            **_words(keeping.opened(row)),
            "day": _moment(row.day),
            "version": row.version,
            "skipped_at": _moment(row.skipped_at),
            "made_at": row.made_at.isoformat(),
            "changed_at": row.changed_at.isoformat(),
            "written_by_me": row.changed_by_id == person.pk,
            "removed_at": _moment(row.removed_at),
        }


def _versions(person: Person) -> Rows:
    for row in PageVersion.objects.filter(page__owner=person).select_related("page").order_by("page", "number"):
        words = _words(keeping.opened_version(row))
        yield {"page": row.page.ref, "version": row.number, "at": row.at.isoformat(), **words}


def _shares(person: Person) -> Rows:
    for row in Share.objects.filter(owner=person).order_by("pk"):
        yield {
            "ref": row.ref,
            "what": row.item_kind,
            "of": row.item_ref,
            "with": row.to_kind,
            "ask": row.ask,
            "note": sharing.note_of(row),
            "to_fill_together": row.together,
            "from": row.begins_at.isoformat(),
            "until": row.until.isoformat(),
            "taken_back_at": _moment(row.revoked_at),
            "opened": [one.at.isoformat() for one in row.openings.order_by("pk")],
        }


def _opened(person: Person) -> Rows:
    for row in Opened.objects.filter(person=person).select_related("share").order_by("pk"):
        yield {"share": row.share.ref, "at": row.at.isoformat()}


def _goals(person: Person) -> Rows:
    for row in Goal.objects.filter(owner=person).order_by("pk"):
        yield {
            "ref": row.ref,
            **aiming.opened(row),
            "state": row.state,
            "values": [aiming.opened_value(value) for value in row.values.order_by("pk")],
            "steps": [
                {"ref": step.ref, "words": aiming.opened_step(step, person.pk), "state": step.state}
                for step in row.steps.order_by("pk")
            ],
            "made_at": row.made_at.isoformat(),
        }


def _turnings(person: Person) -> Rows:
    for row in Turning.objects.filter(by=person).select_related("goal", "step").order_by("pk"):
        yield {
            "goal": row.goal.ref,
            "step": row.step.ref if row.step is not None else None,
            "what": row.what,
            "words": aiming.opened_turning(row),
            "at": row.at.isoformat(),
        }


def _values(person: Person) -> Rows:
    for row in Value.objects.filter(owner=person).order_by("pk"):
        yield {"words": aiming.opened_value(row), "at": row.at.isoformat()}


def _letters(person: Person) -> Rows:
    for row in Letter.objects.filter(owner=person).order_by("pk"):
        yield {
            "text": letters.opened(row),
            "for": row.occasion,
            "on_day": _moment(row.on_day),
            "made_at": row.made_at.isoformat(),
            "arrived_at": _moment(row.arrived_at),
            "opened_at": _moment(row.opened_at),
        }


def _hope(person: Person) -> Rows:
    for row in HopeThing.objects.filter(owner=person).order_by("pk"):
        picture = hoping.opened_picture(row)
        said = hoping.opened(row)
        yield {
            "what": row.what,
            "words": said["words"],
            "by": said["by"],
            "link": said["link"],
            "picture_webp_base64": base64.b64encode(picture).decode() if picture else None,
            "at": row.at.isoformat(),
        }


def _milestones(person: Person) -> Rows:
    for row in Milestone.objects.filter(owner=person).order_by("pk"):
        along = [
            {"day": one.day.isoformat(), "words": marking.opened_along(one, person.pk)}
            for one in row.along.order_by("day", "pk")
        ]
        yield {**marking.opened(row), "day": row.day.isoformat(), "along": along, "at": row.at.isoformat()}


def _visit(person: Person) -> Rows:
    for row in Visit.objects.filter(owner=person):
        yield {"day": row.day.isoformat()}


def _forget_versions(person: Person) -> None:
    PageVersion.objects.filter(page__owner=person).delete()
    PageVersion.objects.filter(by=person).update(by=None)


def _forget_pages(person: Person) -> None:
    Page.objects.filter(owner=person).delete()
    Page.objects.filter(changed_by=person).update(changed_by=None)


def _forget_shares(person: Person) -> None:
    Share.objects.filter(owner=person).delete()
    Share.objects.filter(to_person=person).delete()
