"""How safety reads stories and readers' replies, hides and restores them; who may read what members answered."""

from django.http import Http404
from django.utils.translation import gettext as _

from beside.features.stories import access, readers, telling
from beside.features.stories.models import Circle, ReaderReply, Story
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety import reviewing
from beside.foundation.safety.reviewing import Excerpt, Reviewable
from beside.foundation.talk import gates
from beside.foundation.talk.models import Talk


def register() -> None:
    """Tell those below."""
    gates.register(access.may_read_thread, _path)
    reviewing.register(
        Reviewable(telling.SUBJECT, _story, _story_for_case, hide=_hide_story, restore=_show_story, empty=_empty_story)
    )
    reviewing.register(
        Reviewable(readers.SUBJECT, _reply, _reply_for_case, hide=_hide_reply, restore=_show_reply, empty=_empty_reply)
    )


def _path(talk: Talk) -> str:
    article = access.articles().filter(talk=talk).values_list("slug", flat=True).first()
    if article is not None:
        return f"/articles/{article}#m"
    circle = Circle.objects.filter(talk=talk).values_list("ref", flat=True).first()
    if circle is not None:
        return f"/stories/circle/{circle}#m"
    ref = Story.objects.filter(talk=talk).values_list("ref", flat=True).first()
    return f"/stories/{ref}#m" if ref is not None else ""


def _story(ref: str, viewer: Person) -> Excerpt | None:
    try:
        return _excerpt(access.story(ref.partition(":")[0], viewer))
    except Http404:
        return None


def _story_for_case(ref: str) -> Excerpt | None:
    row = Story.objects.filter(ref=ref.partition(":")[0]).first()
    return _excerpt(row) if row is not None else None


def _excerpt(row: Story) -> Excerpt | None:
    words = telling.whole(telling.opened(row))
    return Excerpt(words, row.author_id, row.changed_at, _("A recovery story")) if words else None


def _hide_story(ref: str) -> None:
    telling.set_hidden(ref, True, actor=BESIDE)


def _show_story(ref: str) -> None:
    telling.set_hidden(ref, False, actor=BESIDE)


def _empty_story(ref: str) -> None:
    Story.objects.filter(ref=ref.partition(":")[0]).exclude(hidden_at=None).update(sealed=b"")


def _reply(ref: str, _viewer: Person) -> Excerpt | None:
    row = ReaderReply.objects.filter(ref=ref, accepted=True, withdrawn_at=None, hidden_at=None).first()
    return _reply_excerpt(row)


def _reply_for_case(ref: str) -> Excerpt | None:
    return _reply_excerpt(ReaderReply.objects.filter(ref=ref).first())


def _reply_excerpt(row: ReaderReply | None) -> Excerpt | None:
    words = readers.opened(row, "words") if row is not None else ""
    return Excerpt(words, None, row.at, _("A reader's reply")) if row is not None and words else None


def _hide_reply(ref: str) -> None:
    readers.set_hidden(ref, True, actor=BESIDE)


def _show_reply(ref: str) -> None:
    readers.set_hidden(ref, False, actor=BESIDE)


def _empty_reply(ref: str) -> None:
    ReaderReply.objects.filter(ref=ref).exclude(hidden_at=None).update(words=b"", name=b"", email=b"")
