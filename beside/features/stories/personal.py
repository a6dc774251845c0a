"""What stories hold on a person. Readers without an account are nobody we could ask: theirs go with their own link."""

from collections.abc import Iterator
from typing import Any

from beside.core.clock import now
from beside.features.stories import indexing, telling
from beside.features.stories.models import ArticleVersion, ReaderReply, Story, StoryNote
from beside.foundation.accounts import keys, personal
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.personal import Holding


def register() -> None:
    """Stories, notes on them, and (for staff) who changed or decided what."""
    personal.register(
        # Before the stories, through which some are found.
        Holding(StoryNote, "notes on stories", _notes, _forget_notes),
        Holding(Story, "recovery stories", _stories, _empty_stories),
        Holding(ArticleVersion, "articles I changed", _versions, _forget_versions),
        Holding(ReaderReply, "readers' replies I decided", _decided, _forget_decided),
    )


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _stories(person: Person) -> Iterator[dict[str, Any]]:
    for row in Story.objects.filter(author=person).order_by("pk"):
        yield {
            "ref": row.ref,
            "name": row.name,
            "audience": row.audience,
            "note": row.note,
            "parts": telling.opened(row),
            "made_at": row.made_at.isoformat(),
            "changed_at": row.changed_at.isoformat(),
            "sent_at": _moment(row.sent_at),
            "published_at": _moment(row.published_at),
            "withdrawn_at": _moment(row.withdrawn_at),
        }


def _notes(person: Person) -> Iterator[dict[str, Any]]:
    for row in StoryNote.objects.filter(by=person).select_related("story").order_by("pk"):
        words = keys.open_for_site(bytes(row.sealed), telling.note_context(row.story))
        yield {"story": row.story.ref, "words": words, "at": row.at.isoformat()}


def _versions(person: Person) -> Iterator[dict[str, Any]]:
    for row in ArticleVersion.objects.filter(by=person).select_related("article").order_by("pk"):
        yield {"article": row.article.slug, "at": row.at.isoformat()}


def _decided(person: Person) -> Iterator[dict[str, Any]]:
    for row in ReaderReply.objects.filter(decided_by=person).order_by("pk"):
        yield {"reply": row.ref, "accepted": row.accepted, "at": _moment(row.decided_at)}


def _empty_stories(person: Person) -> None:
    for row in Story.objects.filter(author=person):
        indexing.drop_story(row)
    mine = Story.objects.filter(author=person)
    mine.filter(withdrawn_at=None).update(withdrawn_at=now())
    mine.update(author=None, sealed=b"", name="", note="")
    Story.objects.filter(published_by=person).update(published_by=None)


def _forget_notes(person: Person) -> None:
    StoryNote.objects.filter(by=person).delete()
    StoryNote.objects.filter(story__author=person).delete()


def _forget_versions(person: Person) -> None:
    ArticleVersion.objects.filter(by=person).update(by=None)


def _forget_decided(person: Person) -> None:
    ReaderReply.objects.filter(decided_by=person).update(decided_by=None)
