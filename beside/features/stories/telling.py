"""What a member and an editor can do with a recovery story, from the first line to taking it back."""

import json
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.stories import indexing, notices
from beside.features.stories.models import Audience, Story, StoryNote
from beside.features.stories.parts import NAMES
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.queries import organisation
from beside.foundation.audit import actions as audit
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety import triage
from beside.foundation.safety.actions import Noticed, notice_concerns
from beside.foundation.safety.decided import check
from beside.foundation.safety.models import Limit
from beside.foundation.talk import actions as talk
from beside.foundation.talk import writing

SUBJECT: Final = "stories.story"
LONGEST: Final = 8_000  # characters of a part
MOST_AT_ONCE: Final = 10
LONGEST_NOTE: Final = 2_000


def context(story: Story) -> str:
    """What a story is locked to."""
    return f"stories.story:{story.ref}"


def note_context(story: Story) -> str:
    """What notes on a story are locked to."""
    return f"stories.note:{story.ref}"


def opened(story: Story) -> dict[str, str]:
    """The parts, opened; empty where the writer's key is gone."""
    if story.author_id is None or not story.sealed:
        return {}
    words = keys.open_text(story.author_id, bytes(story.sealed), context(story))
    found: dict[str, str] = json.loads(words) if words else {}
    return {name: found.get(name, "") for name in ("title", *NAMES)}


def whole(parts: dict[str, str]) -> str:
    """All of it as one text, for triage and the index."""
    return "\n\n".join(part for part in parts.values() if part)


def begin(*, actor: Person) -> Story:
    """A new draft. Raises ``Refused`` when many lie unfinished."""
    if Story.objects.filter(author=actor, sent_at=None, withdrawn_at=None).count() >= MOST_AT_ONCE:
        raise Refused("many", _("Several stories are begun already. Finish one, or take one back first."))
    with transaction.atomic():
        story = Story.objects.create(author=actor)
        audit.record("story.begun", story, actor=actor)
    return story


def save(story: Story, said: dict[str, str], *, name: str, audience: str, note: str, actor: Person) -> None:
    """Keep what is written so far; what shows already waits for an editor again. Raises ``Refused``."""
    check(actor, Limit.WRITING)
    parts = {key: _part(said.get(key, "")) for key in ("title", *NAMES)}
    worn = profiles.other_name(name, organisation().name) if name.strip() else ""
    with transaction.atomic():
        story.sealed = keys.seal(actor.pk, json.dumps(parts), context(story))
        story.name, story.note, story.changed_at = worn, note, now()
        story.audience = audience if audience in Audience.values else Audience.MEMBERS
        if story.published_at is not None:
            # Other words are other words: they are looked at before they show.
            story.published_at, story.sent_at = None, now()
            indexing.drop_story(story)
            notices.tell_editors(story)
        story.save()
        audit.record("story.saved", story, actor=actor)


def _part(text: Any) -> str:
    return writing.clean(text, longest=LONGEST) if str(text).strip() else ""


def send(story: Story, *, actor: Person) -> None:
    """Give it to an editor. Raises ``Refused`` while nothing is written. Again changes nothing."""
    parts = opened(story)
    if not any(parts.get(name) for name in NAMES):
        raise Refused("empty", _("There is nothing written yet. One part is enough."))
    check(actor, Limit.WRITING)
    with transaction.atomic():
        if Story.objects.filter(pk=story.pk, sent_at=None).update(sent_at=now()):
            audit.record("story.sent", story, actor=actor)
            _look(story, parts)
            notices.tell_editors(story)


def _look(story: Story, parts: dict[str, str]) -> None:
    """Triage looks at a story as at all words; what it notices goes where all concerns go."""
    if story.author is None:
        return
    found = triage.assess([triage.Text(whole(parts))])[0]
    notice_concerns([Noticed(story.author, SUBJECT, f"{story.ref}:{int(story.changed_at.timestamp())}", found)])


def publish(story: Story, *, actor: Person) -> None:
    """Let it show, after the editor and the writer have talked it over. Again changes nothing."""
    with transaction.atomic():
        waiting = Story.objects.filter(pk=story.pk, published_at=None, withdrawn_at=None, sent_at__isnull=False)
        if not waiting.update(published_at=now(), published_by=actor):
            return
        story.refresh_from_db()
        if story.talk is None:
            story.talk = talk.make_thread(actor=actor)
            story.save(update_fields=["talk"])
        audit.record("story.published", story, actor=actor)
        parts = opened(story)
        indexing.keep_story(story, parts["title"], whole(parts))
        notices.tell_published(story)


def give_back(story: Story, *, actor: Person) -> None:
    """Give it back to its writer as a draft, with the notes."""
    with transaction.atomic():
        if Story.objects.filter(pk=story.pk, sent_at__isnull=False, published_at=None).update(sent_at=None):
            audit.record("story.given_back", story, actor=actor)
            notices.tell_given_back(story)


def say(story: Story, words: str, *, actor: Person) -> StoryNote:
    """A note between editor and writer. Raises ``Refused``."""
    text = writing.clean(words, longest=LONGEST_NOTE)
    with transaction.atomic():
        note = StoryNote.objects.create(story=story, by=actor, sealed=keys.seal_for_site(text, note_context(story)))
        audit.record("story.note", story, actor=actor)
        if actor.pk == story.author_id:
            notices.tell_editors(story)
        else:
            notices.tell_note(story)
    return note


def withdraw(story: Story, *, actor: Person) -> None:
    """Take it back at any time: the words, the notes and what was answered are gone."""
    with transaction.atomic():
        if not Story.objects.filter(pk=story.pk, withdrawn_at=None).update(withdrawn_at=now(), sealed=b"", name=""):
            return
        story.notes.all().delete()
        story.reader_replies.all().delete()
        if story.talk is not None:
            story.talk.delete()
        indexing.drop_story(story)
        audit.record("story.withdrawn", story, actor=actor)


def set_hidden(ref: str, hidden: bool, *, actor: audit.Acting) -> None:
    """Take a story out of sight by a decision, or bring it back."""
    story = Story.objects.filter(ref=ref.partition(":")[0]).first()
    if story is not None:
        Story.objects.filter(pk=story.pk).update(hidden_at=now() if hidden else None)
        audit.record("story.hidden" if hidden else "story.restored", story, actor=actor)
