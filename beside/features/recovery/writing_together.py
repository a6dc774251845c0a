"""What a peer writes in a plan that two fill in together: attributed, looked at by triage, undone by its owner."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from beside.core.clock import now
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
# Whoever has not written on for so long has left the page, or lost the line.
LEFT_AFTER: Final = timedelta(minutes=5)


def keep_by_peer(page: Page, words: Words, seen: int, *, by_itself: bool = False, actor: Person) -> Page:
    """Keep what a peer wrote; the caller has made sure that the plan is shared with them for this.

    Raises ``Refused``, ``Changed``. What they write never melts into what the owner wrote: each is a version.
    """
    check(actor, Limit.WRITING)
    with transaction.atomic():
        kept = keeping.keep(page, words, seen, by_itself=by_itself, actor=actor)
        if not by_itself and kept.changed_by_id == actor.pk:
            audit.record("page.kept_for", kept, actor=actor, owner=kept.owner_id)
            _look_at(kept, actor)
    return kept


def look_at_left() -> int:
    """Look at what peers wrote that kept itself and that no press has ended since; how many pages."""
    left = Page.objects.filter(
        settled=False, removed_at=None, changed_at__lte=now() - LEFT_AFTER, changed_by__isnull=False
    )
    looked = 0
    for found in left.exclude(changed_by=F("owner")).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            # Asked again under the lock: they may write on, press, or another process may be at it.
            page = left.select_for_update(of=("self",)).select_related("changed_by").filter(pk=found).first()
            if page is None or page.changed_by is None or page.changed_by_id == page.owner_id:
                continue
            page.settled = True
            page.save(update_fields=["settled"])
            _look_at(page, page.changed_by)
            looked += 1
    return looked


def _look_at(page: Page, writer: Person) -> None:
    said = keeping.opened(page)
    text = "\n".join([*said.lines, *(name for name, _number in said.people)])
    if text:
        found = triage.assess([triage.Text(text)])[0]
        notice_concerns([Noticed(writer, SUBJECT, f"{page.ref}:{page.version}", found)])
