"""A member's own stories: beginning, telling, sending to an editor, taking back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.stories import access, telling
from beside.features.stories.forms import NoteForm, StoryForm
from beside.features.stories.models import Story
from beside.features.stories.parts import LOOKED_FOR
from beside.foundation.accounts import keys
from beside.foundation.accounts.access import member, person_of
from beside.foundation.profiles import queries as profiles
from beside.foundation.talk import access as talk_access
from beside.foundation.talk import actions as talk
from beside.foundation.talk import gates


@require_GET
@member
def mine(request: HttpRequest) -> HttpResponse:
    """One's own stories, in whatever state."""
    rows = Story.objects.filter(author=person_of(request), withdrawn_at=None).order_by("-changed_at", "-pk")
    shown = [{"row": row, "title": telling.opened(row).get("title", "")} for row in rows]
    return render(request, "stories/mine.html", {"stories": shown})


@require_POST
@member
def begin(request: HttpRequest) -> HttpResponse:
    """Begins a story."""
    try:
        story = telling.begin(actor=person_of(request))
    except Refused as refused:
        messages.warning(request, str(refused.words))
        return redirect("/stories/mine")
    return redirect(f"/stories/mine/{story.ref}")


@require_http_methods(["GET", "POST"])
@member
def write(request: HttpRequest, ref: str) -> HttpResponse:
    """Tells it, part by part; keeps what is written at every step."""
    person = person_of(request)
    row = access.own_story(ref, person)
    initial = {**telling.opened(row), "name": row.name, "audience": row.audience, "note": row.note}
    form = StoryForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            choice = {name: said[name] for name in ("name", "audience", "note")}
            telling.save(row, said, actor=person, **choice)
            if "send" in request.POST:
                telling.send(row, actor=person)
                messages.success(request, _("An editor reads it, and writes to you here."))
            else:
                messages.success(request, _("Kept. Only you see it."))
            return redirect(f"/stories/mine/{ref}")
        except Refused as refused:
            form.add_error("name" if refused.code.startswith("name.") else None, str(refused.words))
    shown = {
        "story": row,
        "form": form,
        "notes": notes_of(row),
        "note_form": NoteForm(),
        "looked_for": LOOKED_FOR,
    }
    return render(request, "stories/write.html", shown, status=422 if form.errors else 200)


def notes_of(story: Story) -> list[dict[str, object]]:
    """What was said about a story, oldest first. The editor is an editor here, not a name."""
    found: list[dict[str, object]] = []
    for row in story.notes.order_by("pk"):
        words = keys.open_for_site(bytes(row.sealed), telling.note_context(story))
        found.append({"words": words, "at": row.at, "by_writer": row.by_id == story.author_id})
    return found


@require_POST
@member
def note(request: HttpRequest, ref: str) -> HttpResponse:
    """A note to the editor."""
    person = person_of(request)
    row = access.own_story(ref, person)
    form = NoteForm(request.POST)
    if form.is_valid():
        telling.say(row, form.cleaned_data["words"], actor=person)
    return redirect(f"/stories/mine/{ref}#notes")


@require_http_methods(["GET", "POST"])
@member
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a story back, after asking once; it is gone."""
    person = person_of(request)
    row = access.own_story(ref, person)
    if request.method == "POST":
        telling.withdraw(row, actor=person)
        messages.success(request, _("It is gone."))
        return redirect("/stories/mine")
    return render(request, "stories/withdraw.html", {"story": row})


@require_POST
@member
def take_back_reply(request: HttpRequest, thread: str, number: int) -> HttpResponse:
    """Takes one's own reply back."""
    person = person_of(request)
    place = gates.place_of(talk_access.thread_for(thread, person))
    talk.take_back(thread, number, actor=person)
    return redirect(place.partition("#")[0] or "/stories")


def writer_of(story: Story) -> str:
    """The pseudonym of whoever wrote it, for editors."""
    names = profiles.names_of({story.author_id}) if story.author_id is not None else {}
    return names[story.author_id].pseudonym if story.author_id in names else ""
