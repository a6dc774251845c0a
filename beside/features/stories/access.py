"""Who may read what, and who may change it."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from beside.core.clock import now
from beside.features.stories.models import Article, Audience, Byline, Circle, ReaderReply, Story
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person, Role
from beside.foundation.safety.queries import blocked_ids
from beside.foundation.talk.models import Talk

EDITORS = (Role.OPERATOR, Role.SAFETY_LEAD)


def is_editor(person: Person | None) -> bool:
    """Whether the person looks after stories and articles."""
    return person is not None and bool(accounts.roles_of(person) & set(EDITORS))


def articles() -> QuerySet[Article]:
    """Articles that show now, newest first."""
    return Article.objects.filter(published_at__lte=now()).select_related("byline").order_by("-published_at", "-pk")


def article(slug: str) -> Article:
    """An article that shows. Raises 404."""
    found = articles().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def any_article(slug: str) -> Article:
    """Any article, for editors. Raises 404."""
    found = Article.objects.select_related("byline").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def byline(slug: str) -> Byline:
    """A byline under which something shows. Raises 404."""
    found = Byline.objects.filter(slug=slug, articles__published_at__lte=now()).distinct().first()
    if found is None:
        raise Http404
    return found


def stories(person: Person | None) -> QuerySet[Story]:
    """Stories the reader may read, newest first; ``person`` None is the world.

    A story under another name hides from blocks, as posts do: if it vanished, it would tell whose it is.
    """
    found = Story.objects.filter(withdrawn_at=None, hidden_at=None, published_at__lte=now())
    if person is None:
        found = found.filter(audience=Audience.WORLD)
    else:
        found = found.exclude(author__in=blocked_ids(person), name="")
    return found.order_by("-published_at", "-pk")


def story(ref: str, person: Person | None) -> Story:
    """A story the reader may read. Raises 404."""
    found = stories(person).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def own_story(ref: str, person: Person) -> Story:
    """One's own story, in whatever state but gone. Raises 404."""
    return get_object_or_404(Story, ref=ref, author=person, withdrawn_at=None)


def story_to_edit(ref: str, editor: Person) -> Story:
    """A story that was sent to the editors; never one's own. Raises 404."""
    found = Story.objects.filter(ref=ref, withdrawn_at=None, sent_at__isnull=False).exclude(author=editor).first()
    if found is None:
        raise Http404
    return found


def reply_to_decide(ref: str) -> ReaderReply:
    """A reader's reply that nobody has decided. Raises 404."""
    return get_object_or_404(ReaderReply, ref=ref, decided_at=None, withdrawn_at=None)


def may_read_thread(talk: Talk, person: Person) -> bool | None:
    """Whether a member may read what members answered under an article or story; None for other threads."""
    if articles().filter(talk=talk).exists():
        return True
    if Circle.objects.filter(talk=talk).exists():
        return True
    held = Story.objects.filter(talk=talk).first()
    return stories(person).filter(pk=held.pk).exists() if held is not None else None
