"""What a peer writes in a plan that two fill in together: attributed, looked at by triage, undone by its owner."""

from django.db import transaction

from beside.features.recovery import keeping
from beside.features.recovery.keeping import Words
from beside.features.recovery.models import Page
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.safety import triage
from beside.foundation.safety.actions import Noticed, notice_concerns
from beside.foundation.safety.decided import check
from beside.foundation.safety.models import Limit

SUBJECT = "recovery.together"


def keep_by_peer(page: Page, words: Words, seen: int, *, by_itself: bool = False, actor: Person) -> Page:
    """Keep what a peer wrote; the caller has made sure that the plan is shared with them for this.

    Raises ``Refused``, ``Changed``. What they write never melts into what the owner wrote: each is a version.
    """
    check(actor, Limit.WRITING)
    with transaction.atomic():
        kept = keeping.keep(page, words, seen, by_itself=by_itself, actor=actor)
        if not by_itself and kept.changed_by_id == actor.pk:
            audit.record("page.kept_for", kept, actor=actor, owner=kept.owner_id)
            said = keeping.opened(kept)
            text = "\n".join([*said.lines, *(name for name, _number in said.people)])
            if text:
                found = triage.assess([triage.Text(text)])[0]
                notice_concerns([Noticed(actor, SUBJECT, f"{kept.ref}:{kept.version}", found)])
    return kept
