"""Reading circles: a text a week, a question, a thread. Nobody signs up, and nobody is counted."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.stories import access, telling
from beside.features.stories.models import Article, Circle, Story
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.talk import actions as talk

WEEK = timedelta(days=7)
_PLACE = re.compile(r"/(articles|stories)/([a-z0-9-]{1,80})/?$")


@dataclass(frozen=True, slots=True)
class Shown:
    """A circle as its reader sees it: what is read, and where."""

    row: Circle
    title: str
    href: str


def today() -> date:
    """The organisation's day."""
    return timezone.localtime(now()).date()


def running(person: Person) -> Shown | None:
    """This week's circle; None where there is none, or what it reads is not to be read any more."""
    row = Circle.objects.filter(begins_on__lte=today(), begins_on__gt=today() - WEEK).order_by("-begins_on").first()
    return shown(row, person) if row is not None else None


def before(person: Person) -> list[Shown]:
    """Earlier ones that can still be read, newest first."""
    rows = Circle.objects.filter(begins_on__lte=today() - WEEK).order_by("-begins_on")[:20]
    return [one for row in rows if (one := shown(row, person)) is not None]


def shown(row: Circle, person: Person) -> Shown | None:
    """A circle with its text; None where the reader may not read that."""
    if row.story_id is None:
        article = access.articles().filter(circles=row).first()
        return Shown(row, article.title, f"/articles/{article.slug}") if article is not None else None
    story = access.stories(person).filter(circles=row).first()
    if story is None:
        return None
    return Shown(row, telling.opened(story).get("title") or str(_("A story")), f"/stories/{story.ref}")


def circle(ref: str, person: Person) -> Shown:
    """A circle that has begun and whose text the person may read. Raises 404."""
    row = Circle.objects.select_related("talk").filter(ref=ref, begins_on__lte=today()).first()
    found = shown(row, person) if row is not None else None
    if found is None:
        raise Http404
    return found


def plan(address: str, question: str, begins_on: date, *, actor: Person) -> Circle:
    """Choose what is read from a day on. ``address`` is that of an article or story here. Raises ``Refused``."""
    found = _PLACE.search(address.strip())
    article: Article | None = None
    story: Story | None = None
    if found is not None and found[1] == "articles":
        article = access.articles().filter(slug=found[2]).first()
    elif found is not None:
        story = access.stories(actor).filter(ref=found[2]).first()
    if article is None and story is None:
        raise Refused("address", _("That is not the address of an article or a story here that shows."))
    try:
        with transaction.atomic():
            row = Circle.objects.create(
                article=article,
                story=story,
                question=question.strip(),
                begins_on=begins_on,
                talk=talk.make_thread(actor=actor),
            )
            audit.record("circle.planned", row, actor=actor)
    except IntegrityError:
        raise Refused("taken", _("A circle begins on that day already.")) from None
    return row
