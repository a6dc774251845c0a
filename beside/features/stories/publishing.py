"""What editors can do with articles, and the first ones that come with Beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any, Final

import yaml
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from beside.core import photos
from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.stories import indexing
from beside.features.stories.models import Article, ArticleTag, ArticleVersion, Byline, Illustration
from beside.foundation.accounts.models import Person
from beside.foundation.audit import actions as audit
from beside.foundation.talk import actions as talk

_HOUSE: Final = "beside"


@dataclass(frozen=True, slots=True)
class Written:
    """An article as an editor gives it; ``published_at`` None is a draft, in the future it waits for its hour."""

    title: str
    body: str
    byline: str
    summary: str = ""
    tags: Sequence[str] = ()
    series: str = ""
    sources: Sequence[dict[str, str]] = ()
    reviewed_on: date | None = None
    published_at: datetime | None = None
    replies_open: bool = True


def free_slug(title: str) -> str:
    """An address that nothing else has."""
    wanted = slugify(title)[:70] or "article"
    slug, number = wanted, 2
    while Article.objects.filter(slug=slug).exists():
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _byline(name: str) -> Byline:
    slug = slugify(name)[:60] or "author"
    found, _made = Byline.objects.get_or_create(slug=slug, defaults={"name": name})
    return found


def write(given: Written, *, actor: audit.Acting, seeded: str = "", slug: str = "") -> Article:
    """A new article."""
    with transaction.atomic():
        article = Article(slug=slug or free_slug(given.title), seeded=seeded, talk=talk.make_thread(actor=actor))
        _fill(article, given)
        audit.record("article.written", article, actor=actor, title=article.title)
    return article


def change(article: Article, given: Written, *, actor: Person) -> None:
    """An article in other words; what it said before is kept."""
    with transaction.atomic():
        ArticleVersion.objects.create(article=article, title=article.title, body=article.body, by=actor)
        _fill(article, given)
        audit.record("article.changed", article, actor=actor, title=article.title)


def _fill(article: Article, given: Written) -> None:
    article.byline = _byline(given.byline)
    for name in ("title", "body", "summary", "series", "reviewed_on", "published_at", "replies_open"):
        setattr(article, name, getattr(given, name))
    article.tags = list(dict.fromkeys(slug for tag in given.tags if (slug := slugify(tag)[:40])))[:12]
    article.sources = [dict(one) for one in given.sources]
    article.changed_at = now()
    article.save()
    ArticleTag.objects.filter(article=article).delete()
    ArticleTag.objects.bulk_create([ArticleTag(article=article, tag=tag) for tag in article.tags])
    indexing.keep_article(article)


def remove(article: Article, *, actor: Person) -> None:
    """Make a published article a draft again: its page is gone at once."""
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(published_at=None)
        article.published_at = None
        indexing.keep_article(article)
        audit.record("article.removed", article, actor=actor, title=article.title)


def illustrate(data: bytes, words: str, *, actor: Person) -> Illustration:
    """A picture to put into articles. Raises ``Refused``."""
    if not words.strip():
        raise Refused("words", _("Say in a few words what is in the picture, for those who cannot see it."))
    picture = photos.prepare(data)
    with transaction.atomic():
        row = Illustration.objects.create(
            words=words.strip()[:300],
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            data=picture.data,
        )
        audit.record("illustration.added", row, actor=actor)
    return row


def seed() -> int:
    """Publish the articles that come with Beside, each once; returns how many. What an editor changed stays."""
    held = set(Article.objects.exclude(seeded="").values_list("seeded", flat=True))
    if held:
        return 0
    done = 0
    for path in sorted(files(__package__).joinpath("content").iterdir(), key=lambda one: one.name):
        if path.name.endswith(".en.md"):
            head, body = _front(path.read_text(encoding="utf-8"))
            given = Written(
                title=head["title"],
                body=body,
                byline=str(_("The Beside project")),
                summary=head.get("summary", ""),
                tags=head.get("tags", ()),
                sources=[{"title": str(one["title"]), "url": str(one["url"])} for one in head.get("sources", ())],
                reviewed_on=head.get("reviewed"),
                published_at=datetime(2026, 11, 1, tzinfo=UTC),
            )
            slug = path.name.removesuffix(".en.md")
            write(given, actor=audit.BESIDE, seeded=slug, slug=slug)
            done += 1
    return done


def _front(text: str) -> tuple[dict[str, Any], str]:
    _start, head, body = text.split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(head)
    return found, body.strip()
