"""The editors' desk: articles, stories that wait, readers' replies."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core import markdown
from beside.core.clock import now
from beside.core.refusal import Refused
from beside.features.stories import access, publishing, readers, telling
from beside.features.stories.access import EDITORS
from beside.features.stories.forms import ArticleForm, CircleForm, NoteForm, PictureForm
from beside.features.stories.models import Article, Circle, Illustration, ReaderReply, Settings, Story
from beside.features.stories.own_views import notes_of
from beside.features.stories.parts import LOOKED_FOR, PARTS
from beside.features.stories.public_views import minutes, told_by
from beside.foundation.accounts.access import needs, person_of


@require_GET
@needs(*EDITORS)
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, and the articles there are."""
    stories = Story.objects.filter(sent_at__isnull=False, published_at=None, withdrawn_at=None).order_by("sent_at")
    shown = {
        "stories": stories.exclude(author=person_of(request)),
        "waiting": ReaderReply.objects.filter(decided_at=None, withdrawn_at=None).count(),
        "articles": Article.objects.annotate(waits=Q(published_at__gt=now()))
        .select_related("byline")
        .order_by("-changed_at", "-pk")[:200],
        "settings": readers.settings_row(),
        "circle_form": CircleForm(),
        "circles": Circle.objects.order_by("-begins_on")[:8],
    }
    return render(request, "stories/desk.html", shown)


@require_http_methods(["GET", "POST"])
@needs(*EDITORS)
def article(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Writes an article, shows it as it would look, publishes it now or later."""
    row = access.any_article(slug) if slug else None
    form = ArticleForm(request.POST if request.method == "POST" else None, initial=_initial(row))
    preview = ""
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            preview = markdown.full(form.cleaned_data["body"])
        else:
            return _keep(request, row, form)
    shown = {
        "article": row,
        "form": form,
        "preview": preview,
        "minutes": minutes(form.cleaned_data["body"]) if preview else 0,
        "picture_form": PictureForm(),
        "pictures": Illustration.objects.order_by("-pk")[:12],
        "versions": row.versions.order_by("-pk")[:20] if row is not None else [],
    }
    return render(request, "stories/article_desk.html", shown, status=422 if form.errors else 200)


def _keep(request: HttpRequest, row: Article | None, form: ArticleForm) -> HttpResponse:
    given, person = form.given(), person_of(request)
    if row is None:
        row = publishing.write(given, actor=person)
    else:
        publishing.change(row, given, actor=person)
    messages.success(request, _("Saved."))
    return redirect(f"/stories/desk/articles/{row.slug}")


def _initial(row: Article | None) -> dict[str, object]:
    if row is None:
        return {"replies_open": True}
    held: dict[str, object] = {
        name: getattr(row, name) for name in ("title", "summary", "body", "series", "reviewed_on")
    }
    lines = "\n".join(f"{one['title']} {one['url']}" for one in row.sources)
    tags = ", ".join(row.tags)
    return held | {
        "byline": row.byline.name,
        "tags": tags,
        "sources": lines,
        "published_at": row.published_at,
        "replies_open": row.replies_open,
    }


@require_POST
@needs(*EDITORS)
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes an article out of sight."""
    publishing.remove(access.any_article(slug), actor=person_of(request))
    return redirect(f"/stories/desk/articles/{slug}")


@require_POST
@needs(*EDITORS)
def picture(request: HttpRequest) -> HttpResponse:
    """Adds a picture that articles can show."""
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            row = publishing.illustrate(
                form.cleaned_data["picture"], form.cleaned_data["words"], actor=person_of(request)
            )
            messages.success(
                request, _("Added: {address}").format(address=f"![{row.words}](/articles/images/{row.ref})")
            )
        except Refused as refused:
            messages.warning(request, str(refused.words))
    else:
        messages.warning(request, _("Choose a picture up to 8 MB, and say what is in it."))
    back = request.POST.get("next", "")
    return redirect(back if back.startswith("/stories/desk") and "//" not in back else "/stories/desk")


@require_http_methods(["GET", "POST"])
@needs(*EDITORS)
def story(request: HttpRequest, ref: str) -> HttpResponse:
    """Reads a story with its writer: a note, back to them, or shown."""
    person = person_of(request)
    row = access.story_to_edit(ref, person)
    form = NoteForm(request.POST if request.method == "POST" and "words" in request.POST else None)
    if request.method == "POST":
        if form.is_bound and form.is_valid():
            telling.say(row, form.cleaned_data["words"], actor=person)
        if "publish" in request.POST:
            telling.publish(row, actor=person)
        elif "back" in request.POST:
            telling.give_back(row, actor=person)
            return redirect("/stories/desk")
        if not form.errors:
            return redirect(f"/stories/desk/{ref}")
    parts = telling.opened(row)
    shown = {
        "story": row,
        "title": parts.get("title", ""),
        "parts": [(label, markdown.small(parts[key])) for key, label, _hint in PARTS if parts.get(key)],
        "name": told_by(row),
        "notes": notes_of(row),
        "form": form,
        "looked_for": LOOKED_FOR,
    }
    return render(request, "stories/story_desk.html", shown, status=422 if form.errors else 200)


@require_GET
@needs(*EDITORS)
def replies(request: HttpRequest) -> HttpResponse:
    """Readers' replies that wait; those that sound like danger first."""
    rows = ReaderReply.objects.filter(decided_at=None, withdrawn_at=None).select_related("article", "story")
    ordered = sorted(rows.order_by("at")[:200], key=lambda row: (not row.level, row.at))
    held = readers.held(ordered)
    shown = [
        {
            "row": row,
            "name": readers.opened(row, "name"),
            "words": readers.opened(row, "words"),
            "held": row.ref in held,
        }
        for row in ordered
    ]
    return render(request, "stories/replies_desk.html", {"replies": shown})


@require_POST
@needs(*EDITORS)
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """Lets a reader's reply show, or not."""
    try:
        readers.decide(access.reply_to_decide(ref), request.POST.get("answer") == "yes", actor=person_of(request))
    except Refused as refused:
        messages.warning(request, str(refused.words))
    return redirect("/stories/desk/replies")


@require_POST
@needs(*EDITORS)
def choose(request: HttpRequest) -> HttpResponse:
    """Whether readers can reply at all, and whether their address is kept."""
    row = readers.settings_row()
    values = {name: name in request.POST for name in ("open_to_readers", "keeps_email")}
    Settings.objects.update_or_create(pk=row.pk or 1, defaults=values)
    messages.success(request, _("Saved."))
    return redirect("/stories/desk")
