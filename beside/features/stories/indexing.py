"""Letting stories and articles be found, and read by the world's programs."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from beside.core.excerpts import cut, plain
from beside.features.stories import access
from beside.features.stories.models import Article, Story
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.search import actions, hooks
from beside.foundation.search.actions import Document
from beside.foundation.search.hooks import Card, Source

STORY, ARTICLE = "stories.story", "stories.article"
_SCOPE = "stories"


def register() -> None:
    """Let both be found by members."""
    hooks.register(Source(STORY, _("Stories"), _scopes, _story_cards))
    hooks.register(Source(ARTICLE, _("Articles"), _scopes, _article_cards))


def _scopes(_person: Person) -> Iterable[str]:
    return [_SCOPE]


def keep_story(story: Story, title: str, text: str) -> None:
    """Put a story in."""
    when = story.published_at or story.changed_at
    document = Document(STORY, story.ref, _SCOPE, title, text, when, story.author, bool(story.name))
    actions.put(document, actor=BESIDE)


def drop_story(story: Story) -> None:
    """Take a story out."""
    actions.drop(STORY, story.ref, actor=BESIDE)


def keep_article(article: Article) -> None:
    """Put an article in, or take it out while it is a draft. One that waits for its hour is not shown before."""
    if article.published_at is None:
        actions.drop(ARTICLE, article.slug, actor=BESIDE)
        return
    text = f"{article.summary}\n{article.body}"
    actions.put(Document(ARTICLE, article.slug, _SCOPE, article.title, text, article.published_at), actor=BESIDE)


def _story_cards(refs: Sequence[str], person: Person) -> Mapping[str, Card]:
    from beside.features.stories import telling

    found = {}
    for row in access.stories(person).filter(ref__in=refs):
        parts = telling.opened(row)
        line = "" if row.note else cut(plain(telling.whole(parts)), 200)
        at = row.published_at or row.changed_at
        title = parts.get("title") or str(_("A story"))
        found[row.ref] = Card(title, f"/stories/{row.ref}", line, str(_("Story")), at)
    return found


def _article_cards(refs: Sequence[str], _person: Person) -> Mapping[str, Card]:
    rows = access.articles().filter(slug__in=refs)
    return {
        row.slug: Card(
            row.title, f"/articles/{row.slug}", row.summary, row.byline.name, row.published_at or row.made_at
        )
        for row in rows
    }
