"""Articles and stories as the world reads them: no account, no script, nothing that counts or follows a reader."""

import json
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from limits import parse

from beside.core import markdown
from beside.core.excerpts import cut, plain
from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.stories import access, readers, replying, telling
from beside.features.stories.forms import NOTES, MemberReplyForm, ReaderForm
from beside.features.stories.models import Article, ArticleTag, Illustration, ReaderReply, Story
from beside.features.stories.parts import PARTS
from beside.foundation.accounts import attempts
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.access import public
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.views.entering import address_of
from beside.foundation.profiles import queries as profiles

_REPLIES = parse("6/hour")
_WORDS_A_MINUTE = 200
_PAGE = 12


def reader(request: HttpRequest) -> Person | None:
    """The member who reads; None for everybody else, also for one who has not finished joining."""
    user = request.user
    return user if isinstance(user, Person) and user.admitted_at is not None else None


# --- articles ---
@require_GET
@public
def articles(request: HttpRequest, tag: str = "", series: str = "", by: str = "") -> HttpResponse:
    """Articles, newest first: all, of one tag, of one series, or by one author."""
    rows = access.articles()
    byline = access.byline(by) if by else None
    if tag:
        rows = rows.filter(tag_rows__tag=tag)
    if series:
        rows = rows.filter(series=series)
    if byline is not None:
        rows = rows.filter(byline=byline)
    before = request.GET.get("from", "")
    if before.isascii() and before.isdigit() and len(before) < 10:
        start = access.articles().filter(pk=int(before)).first()
        rows = rows.filter(published_at__lt=start.published_at) if start is not None else rows
    found = list(rows[: _PAGE + 1])
    if (tag or series) and not found:
        raise Http404
    shown = {
        "articles": [(one, minutes(one.body)) for one in found[:_PAGE]],
        "later_href": f"?from={found[_PAGE - 1].pk}" if len(found) > _PAGE else "",
        "tag": tag,
        "series": series,
        "byline": byline,
        "tags": _tags(),
        "base": settings.ENV.public_url,
    }
    return render(request, "stories/articles.html", shown)


def _tags() -> list[str]:
    shown = ArticleTag.objects.filter(article__in=access.articles().order_by())
    return list(shown.order_by("tag").values_list("tag", flat=True).distinct())


def minutes(text: str) -> int:
    """How long it takes to read, in minutes, rounded up."""
    return max(1, -(-len(text.split()) // _WORDS_A_MINUTE))


@require_GET
@public
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article, and what was answered."""
    return article_page(request, access.article(slug))


def article_page(request: HttpRequest, row: Article, status: int = 200, **more: Any) -> HttpResponse:
    """The page of an article, with the forms as they stand."""
    person = reader(request)
    shown = {
        "article": row,
        "html": markdown.full(row.body),
        "minutes": minutes(row.body),
        "base": settings.ENV.public_url,
        "data": _described(row),
        "path": f"/articles/{row.slug}",
        "open": row.replies_open,
        **_answers(person, row.talk, article=row),
        **more,
    }
    return render(request, "stories/article.html", shown, status=status)


def _described(row: Article) -> SafeString:
    """What machines read of an article (schema.org), as data that no browser runs."""
    found = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": row.title,
        "description": row.summary,
        "author": {"@type": "Organization", "name": row.byline.name},
        "datePublished": row.published_at.isoformat() if row.published_at else None,
        "dateModified": row.changed_at.isoformat(),
        "mainEntityOfPage": f"{settings.ENV.public_url}/articles/{row.slug}",
    }
    text = json.dumps(found).replace("<", "\\u003c").replace("&", "\\u0026")
    return mark_safe(text)  # noqa: S308  (nothing in it can end the element)


def _answers(person: Person | None, talk: Any, **about: Any) -> dict[str, Any]:
    return {
        "person": person,
        "thread": talk.ref if talk is not None else "",
        "members": replying.shown(talk, person) if talk is not None and person is not None else [],
        "outside": readers_shown(**about),
        "reader_form": ReaderForm(initial={"opened": readers.stamp()}),
        "member_form": MemberReplyForm(initial={"client_id": new_ref()}),
        "readers_open": readers.settings_row().open_to_readers,
    }


def readers_shown(**about: Any) -> list[dict[str, Any]]:
    """Readers' replies that were let through, oldest first."""
    rows = ReaderReply.objects.filter(accepted=True, withdrawn_at=None, hidden_at=None, **about).order_by("at", "pk")
    return [
        {"ref": row.ref, "name": readers.opened(row, "name"), "words": readers.opened(row, "words"), "at": row.at}
        for row in rows[:200]
    ]


@require_GET
@public
def image(request: HttpRequest, ref: str) -> HttpResponse:
    """A picture of an article."""
    row = Illustration.objects.filter(ref=ref).first()
    if row is None:
        raise Http404
    answer = HttpResponse(bytes(row.data), content_type=row.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


# --- stories ---
@require_GET
@public
def stories(request: HttpRequest) -> HttpResponse:
    """Stories the reader may read, newest first."""
    person = reader(request)
    rows = access.stories(person)
    before = request.GET.get("from", "")
    if before.isascii() and before.isdigit() and len(before) < 10:
        start = rows.filter(pk=int(before)).first()
        rows = rows.filter(published_at__lt=start.published_at) if start is not None else rows
    found = list(rows[: _PAGE + 1])
    shown = {
        "stories": [_listed(row) for row in found[:_PAGE]],
        "later_href": f"?from={found[_PAGE - 1].pk}" if len(found) > _PAGE else "",
        "person": person,
    }
    return render(request, "stories/stories.html", shown)


def _listed(row: Story) -> dict[str, Any]:
    parts = telling.opened(row)
    words = telling.whole({key: value for key, value in parts.items() if key != "title"})
    return {
        "row": row,
        "title": parts.get("title") or _("A story"),
        "line": "" if row.note else cut(plain(words), 180),
        "note": NOTES.get(row.note, ""),
        "name": told_by(row),
    }


def told_by(row: Story) -> str:
    """The name under which a story stands."""
    if row.name:
        return row.name
    names = profiles.names_of({row.author_id}) if row.author_id is not None else {}
    return names[row.author_id].pseudonym if row.author_id in names else _("Someone who has left")


@require_GET
@public
def story(request: HttpRequest, ref: str) -> HttpResponse:
    """A story, and what was answered."""
    return story_page(request, access.story(ref, reader(request)))


def story_page(request: HttpRequest, row: Story, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a story, with the forms as they stand."""
    parts, person = telling.opened(row), reader(request)
    shown = {
        "story": row,
        "title": parts.get("title") or _("A story"),
        "parts": [(label, markdown.small(parts[key])) for key, label, _hint in PARTS if parts.get(key)],
        "name": told_by(row),
        "note": NOTES.get(row.note, ""),
        "mine": person is not None and row.author_id == person.pk,
        "path": f"/stories/{row.ref}",
        "open": row.audience == "world",
        **_answers(person, row.talk, story=row),
        **more,
    }
    return render(request, "stories/story.html", shown, status=status)


# --- replies ---
@require_POST
@public
def reply(request: HttpRequest, slug: str = "", ref: str = "") -> HttpResponse:
    """Leaves a reply: a member's shows at once, a reader's waits for somebody to look at it."""
    person = reader(request)
    about: Article | Story = access.article(slug) if slug else access.story(ref, person)
    return _member(request, about, person) if person is not None else _reader(request, about)


def _page(request: HttpRequest, about: Article | Story, **more: Any) -> HttpResponse:
    page: Any = article_page if isinstance(about, Article) else story_page
    answer: HttpResponse = page(request, about, 422, **more)
    return answer


def _member(request: HttpRequest, about: Article | Story, person: Person) -> HttpResponse:
    form = MemberReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, about, member_form=form)
    try:
        number = replying.reply(about, form.cleaned_data["words"], form.cleaned_data["client_id"], actor=person)
    except Refused as refused:
        form.add_error("words", str(refused.words))
        return _page(request, about, member_form=form)
    return redirect(f"{_path(about)}#m{number}")


def _reader(request: HttpRequest, about: Article | Story) -> HttpResponse:
    form = ReaderForm(request.POST)
    if not form.is_valid():
        return _page(request, about, reader_form=form)
    said = form.cleaned_data
    try:
        attempts.count(_REPLIES, "stories.reply", address_of(request))
        readers.human(said["opened"], said["website"], said["words"])
        readers.reply(about, name=said["name"], email=said["email"], words=said["words"])
    except Refused as refused:
        data = request.POST.copy()
        data["opened"] = readers.stamp()
        form = ReaderForm(data)
        form.is_valid()
        form.add_error(None, str(refused.words))
        return _page(request, about, reader_form=form)
    return redirect(f"{_path(about)}/thanks")


def _path(about: Article | Story) -> str:
    return f"/articles/{about.slug}" if isinstance(about, Article) else f"/stories/{about.ref}"


@require_GET
@public
def thanks(request: HttpRequest, slug: str = "", ref: str = "") -> HttpResponse:
    """A reader's reply has arrived."""
    about: Article | Story = access.article(slug) if slug else access.story(ref, reader(request))
    return render(request, "stories/thanks.html", {"path": _path(about)})


@require_http_methods(["GET", "POST"])
@public
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """A reader takes their reply back, by the link in their letter."""
    row = readers.by_token(token)
    if request.method == "POST" and row is not None:
        readers.withdraw(row)
        return render(request, "stories/taken_back.html", {"gone": True})
    shown = {"gone": row is None, "words": readers.opened(row, "words") if row is not None else ""}
    return render(request, "stories/taken_back.html", shown, status=200 if row is not None else 404)


# --- for programs ---
class ArticleFeed(Feed):
    """The newest articles as an Atom feed."""

    feed_type = Atom1Feed
    link = "/articles"

    def title(self) -> str:
        """The organisation."""
        return accounts.organisation().name

    def items(self) -> list[Article]:
        """The newest twenty."""
        return list(access.articles()[:20])

    def item_title(self, item: Article) -> str:
        """Its title."""
        return item.title

    def item_description(self, item: Article) -> str:
        """Its sentence."""
        return str(escape(item.summary))

    def item_link(self, item: Article) -> str:
        """Its page."""
        return f"/articles/{item.slug}"

    def item_author_name(self, item: Article) -> str:
        """Its byline."""
        return item.byline.name

    def item_pubdate(self, item: Article) -> Any:
        """Since when it shows."""
        return item.published_at

    def item_updateddate(self, item: Article) -> Any:
        """When it was last changed."""
        return item.changed_at


@require_GET
@public
def feed(request: HttpRequest) -> HttpResponse:
    """The newest articles for feed readers."""
    return ArticleFeed()(request)


@require_GET
@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """The public pages, for search engines."""
    base = settings.ENV.public_url
    pages: list[tuple[str, Any]] = [("/", None), ("/articles", None), ("/stories", None), ("/help", None)]
    pages += [(f"/articles/{row.slug}", row.changed_at) for row in access.articles()[:5000]]
    pages += [(f"/stories/{row.ref}", row.changed_at) for row in access.stories(None)[:5000]]
    lines = [
        f"<url><loc>{escape(base + path)}</loc>{f'<lastmod>{at.date().isoformat()}</lastmod>' if at else ''}</url>"
        for path, at in pages
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return HttpResponse(f"{head}{''.join(lines)}</urlset>", content_type="application/xml")
