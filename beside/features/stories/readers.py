"""Replies by readers without an account: held until somebody has looked, and theirs to take back."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core.clock import now
from beside.core.ids import new_secret
from beside.core.refusal import Refused
from beside.features.stories import notices
from beside.features.stories.models import Article, ReaderReply, Settings, Story
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.queries import organisation
from beside.foundation.audit import actions as audit
from beside.foundation.notifications.actions import keep_letter
from beside.foundation.safety import triage
from beside.foundation.safety.actions import notice_concern
from beside.foundation.safety.queries import under_review
from beside.foundation.talk import writing

LONGEST: Final = 3_000
_QUICKEST: Final = timedelta(seconds=4)  # nobody reads a form and writes a reply in less
_LONGEST_OPEN: Final = timedelta(days=2)
_MOST_LINKS: Final = 2
SUBJECT: Final = "stories.reader"
_SALT: Final = "stories.reader"


def settings_row() -> Settings:
    """The organisation's choices."""
    return Settings.objects.first() or Settings()


def stamp() -> str:
    """What a form carries to say when it was opened; signed, so that it cannot be made up."""
    return signing.dumps(int(now().timestamp()), salt=_SALT)


def _context(ref: str, part: str) -> str:
    return f"stories.reader:{ref}:{part}"


def opened(row: ReaderReply, part: str) -> str:
    """One of its locked parts."""
    return keys.open_for_site(bytes(getattr(row, part)), _context(row.ref, part))


def human(opened_at: str, trap: str, words: str) -> None:
    """What tells most machines from people, without a puzzle. Raises ``Refused``, which says how to go on."""
    try:
        since = now().timestamp() - int(signing.loads(opened_at, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused(
            "stale", gettext_lazy("This form was open for long. Your words are kept; send them again.")
        ) from None
    if since > _LONGEST_OPEN.total_seconds():
        raise Refused("stale", gettext_lazy("This form was open for long. Your words are kept; send them again."))
    if trap or since < _QUICKEST.total_seconds():
        raise Refused(
            "too_quick", gettext_lazy("That was very quick. Your words are kept; send them again in a moment.")
        )
    if words.count("http://") + words.count("https://") + words.count("www.") > _MOST_LINKS:
        raise Refused("links", gettext_lazy("A reply has room for two links. Take some out, please."))


def reply(
    about: Article | Story, *, name: str, email: str, words: str, actor: audit.Acting = audit.BESIDE
) -> ReaderReply:
    """Keep a reader's reply until somebody has looked; they get a letter with a way to take it back.

    Triage looks at it at once, and what it notices goes where all concerns go. Raises ``Refused``.
    """
    text = writing.clean(words, longest=LONGEST)
    called = " ".join(writing.clean(name, longest=60).split())
    if not settings_row().open_to_readers or (isinstance(about, Article) and not about.replies_open):
        raise Refused("closed", gettext_lazy("Replies are closed here."))
    token = new_secret()
    with transaction.atomic():
        row = ReaderReply(token=_digest(token))
        row.article, row.story = (about, None) if isinstance(about, Article) else (None, about)
        if _again(row, text):
            raise Refused("again", gettext_lazy("You have sent this already. It waits for somebody to look at it."))
        for part, value in (("name", called), ("email", email), ("words", text)):
            setattr(row, part, keys.seal_for_site(value, _context(row.ref, part)) if value else b"")
        found = triage.assess([triage.Text(text)])[0]
        if found.attention:
            row.level = found.level.name.lower()
            row.reasons = [reason.says for reason in found.reasons][:5]
        row.save()
        audit.record("reader.replied", row, actor=actor)
        notice_concern(None, SUBJECT, row.ref, found, actor=actor)
        _confirm(row, email, token)
        notices.tell_of_reader()
    return row


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _again(row: ReaderReply, text: str) -> bool:
    """Whether the same words wait already."""
    waiting = ReaderReply.objects.filter(article=row.article, story=row.story, decided_at=None, withdrawn_at=None)
    return any(opened(one, "words") == text for one in waiting.order_by("-pk")[:50])


def _confirm(row: ReaderReply, email: str, token: str) -> None:
    link = f"{settings.ENV.public_url}/replies/{token}"
    said = _(
        "Thank you for your reply. Somebody looks at it before it shows. If you change your mind, take it back here:"
    )
    keep_letter(email, _("Your reply"), f"{said}\n{link}\n\n{organisation().name}\n")


def by_token(token: str) -> ReaderReply | None:
    """The reply a letter leads to; None where it is gone."""
    return ReaderReply.objects.filter(token=_digest(token), withdrawn_at=None).first()


def withdraw(row: ReaderReply, *, actor: audit.Acting = audit.BESIDE) -> None:
    """The reader takes it back: nothing of it is left."""
    with transaction.atomic():
        ReaderReply.objects.filter(pk=row.pk).update(withdrawn_at=now(), name=b"", email=b"", words=b"", reasons=[])
        audit.record("reader.withdrawn", row, actor=actor)


def held(rows: Iterable[ReaderReply]) -> set[str]:
    """The refs of those that the care desk has a case about."""
    return under_review(SUBJECT, [row.ref for row in rows])


def decide(row: ReaderReply, accepted: bool, *, actor: Person) -> None:
    """Let it show, or not. The address goes now, unless the organisation keeps it. Again changes nothing.

    Raises ``Refused`` while the care desk has a case about it: turning it down would empty what they are to read.
    """
    if held([row]):
        raise Refused("case", gettext_lazy("The care desk looks at this first. You can decide once they have."))
    values = {"decided_at": now(), "decided_by": actor, "accepted": accepted}
    if not settings_row().keeps_email:
        values["email"] = b""
    if not accepted:
        values |= {"words": b"", "name": b""}
    with transaction.atomic():
        if ReaderReply.objects.filter(pk=row.pk, decided_at=None).update(**values):
            audit.record("reader.accepted" if accepted else "reader.refused", row, actor=actor)


def set_hidden(ref: str, hidden: bool, *, actor: audit.Acting) -> None:
    """Take a reply out of sight by a decision, or bring it back."""
    row = ReaderReply.objects.filter(ref=ref).first()
    if row is not None:
        ReaderReply.objects.filter(pk=row.pk).update(hidden_at=now() if hidden else None)
        audit.record("reader.hidden" if hidden else "reader.restored", row, actor=actor)
