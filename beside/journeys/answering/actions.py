"""What is promised, who is asked, and what those who are asked can do."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.core.refusal import Refused
from beside.features.spaces.models import Post
from beside.features.spaces.queries import seeks
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.journeys.answering import gathering, notices
from beside.journeys.answering.core import routing
from beside.journeys.answering.models import MOST_A_DAY, GentleNote, Nudge, Promised, Ring, Willing

_ASKED = Prepared(
    lambda post, person: Nudge.objects.filter(post=post, person=person, answered_at=None).values_list("pk"), 2
)
_RINGS = {routing.Ring.PEER: Ring.PEER, routing.Ring.HOST: Ring.HOST, routing.Ring.STAFF: Ring.STAFF}


def promise(post: Post, *, actor: audit.Acting = audit.BESIDE) -> None:
    """Keep what a new post is promised; in the transaction in which it was written."""
    if not seeks(post):
        return
    due = gathering.promise_of(post.space, post.at)
    first = not Post.objects.filter(author=post.author).exclude(pk=post.pk).exists()
    values = {"first_due": due.first, "second_due": due.second, "newcomer": first}
    Promised.objects.get_or_create(post=post, defaults=values)


def answered(post: Post, who: Person, *, actor: audit.Acting = audit.BESIDE) -> None:
    """Somebody answered: their nudge is done, and the promise is kept once a second person has."""
    at = now()
    if _ASKED.rows(post.pk, who.pk):
        Nudge.objects.filter(post=post, person=who, answered_at=None).update(answered_at=at)
    if post.second_reply_at is None:  # as it was before this answer; else the promise was kept before it
        Promised.objects.filter(post=post, post__second_reply_at__isnull=False, kept_at=None).update(kept_at=at)


def ask_on(*, actor: audit.Acting = audit.BESIDE) -> int:
    """Ask the next people for what waits; returns how many. Safe to run twice: nobody is asked twice for a post."""
    at = now()
    waiting = gathering.waiting(at)
    chosen = routing.route(waiting, gathering.helpers(waiting, at), at) if waiting else []
    return sum(_ask(nudge, at, actor) for nudge in chosen)


def _ask(nudge: routing.Nudge, at: object, actor: audit.Acting) -> int:
    until = now() + routing.STANDS
    try:
        with transaction.atomic():
            row = Nudge.objects.create(post_id=nudge.post, person_id=nudge.person, ring=_RINGS[nudge.ring], until=until)
            audit.record("nudge.sent", row, actor=actor, ring=row.ring)
            notices.ask(row)
    except IntegrityError:  # another process was quicker
        return 0
    return 1


def pass_on(nudge: Nudge, *, actor: Person) -> None:
    """Not this one, or not now: nobody learns of it, and the next is asked at once. Again changes nothing."""
    with transaction.atomic():
        mine = Nudge.objects.filter(pk=nudge.pk, person=actor, passed_at=None, answered_at=None)
        if mine.update(passed_at=now()):
            audit.record("nudge.passed", nudge, actor=actor)


def set_willing(a_day: int, welcomes: bool, *, actor: Person) -> Willing:
    """Say how often a day one may be asked, and whether one welcomes those who are new. Raises ``Refused``."""
    if not 0 <= a_day <= MOST_A_DAY:
        raise Refused("a_day", _("Choose between none and six a day."))
    values = {"a_day": a_day, "welcomes": welcomes and a_day > 0, "changed_at": now()}
    with transaction.atomic():
        row, _made = Willing.objects.update_or_create(person=actor, defaults=values)
        audit.record("willing.set", row, actor=actor, a_day=a_day)
    return row


def set_gentle_note(wished: bool, *, actor: Person) -> None:
    """Ask for one gentle note after a month of silence, or ask for it no longer."""
    if wished:
        GentleNote.objects.get_or_create(person=actor)
    else:
        GentleNote.objects.filter(person=actor).delete()


def tell_staff(*, actor: audit.Acting = audit.BESIDE) -> int:
    """Tell the desk once of each post whose first answer is late; returns how many."""
    late = Promised.objects.filter(
        kept_at=None, told_at=None, first_due__lt=now(), post__first_reply_at=None, post__away_at=None
    )
    rows = list(late.select_related("post")[:100])
    told = 0
    for row in rows:
        with transaction.atomic():
            if Promised.objects.filter(pk=row.pk, told_at=None).update(told_at=now()):
                audit.record("promise.late", row, actor=actor)
                notices.tell_late(row.post)
                told += 1
    return told


def send_gentle_notes(*, actor: audit.Acting = audit.BESIDE) -> int:
    """One note to each who asked for it and has been quiet for a month; returns how many."""
    from beside.journeys.answering import queries

    sent = 0
    for row in queries.quiet_for_a_month():
        with transaction.atomic():
            if GentleNote.objects.filter(pk=row.pk, sent_at=row.sent_at).update(sent_at=now()):
                notices.gentle(row.person)
                sent += 1
    return sent


MONTH = timedelta(days=30)
