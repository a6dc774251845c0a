"""What happens to stories and replies, told to those it concerns."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.features.stories.access import EDITORS
from beside.features.stories.models import Story
from beside.foundation.accounts import queries as accounts
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications import actions as notifications
from beside.foundation.notifications import kinds

SENT: Final = "stories.sent"
NOTE: Final = "stories.note"
BACK: Final = "stories.back"
SHOWN: Final = "stories.shown"
READER: Final = "stories.reader"


def register() -> None:
    """Say how each kind reads; nothing that leaves our pages tells what it is about."""
    _register(SENT, _("A story waits for an editor."), _("Something waits to be read"), staff=True)
    _register(NOTE, _("An editor has written to you about your story."), _("A note for you"))
    _register(BACK, _("Your story is yours again, with notes."), _("A note for you"))
    _register(SHOWN, _("Your story shows now. You can take it back at any time."), _("An answer for you"))
    _register(READER, _("A reader's reply waits to be looked at."), _("Something waits to be read"), staff=True)


def _register(name: str, words: "str | Promise", subject: "str | Promise", *, staff: bool = False) -> None:
    def said(_data: dict[str, Any]) -> str:
        return str(words)

    def head() -> str:
        return str(subject)

    group = _("Stories and articles")
    kinds.register_kind(name, said, head, label=words, group=group, staff=staff, urgent=False, email=False)


def tell_editors(story: Story) -> None:
    """Tell those who edit; never the writer of the story."""
    for person in accounts.holders(*EDITORS):
        if person.pk != story.author_id:
            notifications.notify(person, SENT, {}, f"/stories/desk/{story.ref}", actor=BESIDE)


def _tell_author(story: Story, kind: str, path: str) -> None:
    if story.author is not None:
        notifications.notify(story.author, kind, {}, path, actor=BESIDE)


def tell_note(story: Story) -> None:
    """Tell the writer of a note."""
    _tell_author(story, NOTE, f"/stories/mine/{story.ref}#notes")


def tell_given_back(story: Story) -> None:
    """Tell the writer that it is a draft again."""
    _tell_author(story, BACK, f"/stories/mine/{story.ref}#notes")


def tell_published(story: Story) -> None:
    """Tell the writer that it shows."""
    _tell_author(story, SHOWN, f"/stories/{story.ref}")


def tell_of_reader() -> None:
    """Tell the editors of a reader's reply."""
    for person in accounts.holders(*EDITORS):
        notifications.notify(person, READER, {}, "/stories/desk/replies", actor=BESIDE)
