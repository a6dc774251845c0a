"""Journal, letters, hope box and milestones."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.prepared import Prepared
from beside.core.refusal import Refused
from beside.features.recovery import access, hoping, keeping, letters, marking, showing
from beside.features.recovery.core import days
from beside.features.recovery.editing import Desk, edit, remove_once_asked
from beside.features.recovery.forms import AlongForm, HopeForm, LetterForm, MilestoneForm, PageForm
from beside.features.recovery.models import HopeThing, Kind, Letter, Occasion, Page
from beside.features.recovery.paging import journal_page
from beside.features.recovery.plan_views import is_new, say_kept
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.words_kept import words_kept
from beside.foundation.notifications.wishes import zone

_READ_WRITE = require_http_methods(["GET", "POST"])
# What the lists do not show is not fetched: letters stay closed, photos are asked for one by one.
_LETTERS = Prepared(lambda owner: Letter.objects.filter(owner=owner).defer("sealed").order_by("on_day", "-made_at"))
_HOPE = Prepared(lambda owner: HopeThing.objects.filter(owner=owner).defer("picture").order_by("-pk"))


# --- journal ---
@require_GET
@member
def journal(request: HttpRequest) -> HttpResponse:
    """Pages for oneself, newest day first; all, or those with the words looked for."""
    sought = " ".join(request.GET.get("q", "").split())[:80]
    pages, older = journal_page(person_of(request), request.GET.get("before", ""), sought)
    shown = [{"page": page, "words": words} for page, words in pages]
    on = urlencode({"before": older} | ({"q": sought} if sought else {}))
    return render(
        request,
        "recovery/journal.html",
        {"pages": shown, "later_href": f"/journal?{on}" if older else "", "q": sought},
    )


@require_GET
@member
def new_page(request: HttpRequest) -> HttpResponse:
    """A new page; it is made when something is written on it."""
    page = Page(owner=person_of(request), kind=Kind.JOURNAL, ref=new_ref())
    return edit(request, _journal_desk(request, page))


@_READ_WRITE
@words_kept
@member
def page(request: HttpRequest, ref: str) -> HttpResponse:
    """A page of the journal."""
    person = person_of(request)
    if is_new(request, ref):
        row = Page(owner=person, kind=Kind.JOURNAL, ref=ref, day=days.today(now(), zone(person.pk)))
    else:
        row = access.own_page(person, Kind.JOURNAL, ref)
    return edit(request, _journal_desk(request, row))


def _journal_desk(request: HttpRequest, row: Page) -> Desk:
    person = person_of(request)
    here = days.today(now(), zone(person.pk))

    def done(kept: Page) -> HttpResponse:
        say_kept(request, kept)
        return redirect("/journal")

    def keep(page: Page, form: PageForm) -> None:
        keeping.set_day(page, form.cleaned_data["day"], actor=person)

    desk = Desk(row, person, "recovery/journal_page.html", done, titled=_("A title"), day=row.day or here)
    desk.latest = here
    desk.label, desk.kept = _("What is on your mind"), keep
    desk.more = {"action": f"/journal/{row.ref}"}
    desk.href = lambda page: f"/journal/{page.ref}"
    return desk


# --- letters ---
@require_GET
@member
def all_letters(request: HttpRequest) -> HttpResponse:
    """Letters to oneself: those that came, those for bad days, those still on their way."""
    rows = _LETTERS.objects(person_of(request).pk)
    shown = {
        "come": [row for row in rows if row.on_day is not None and row.arrived_at is not None],
        "bad_day": [row for row in rows if row.occasion == Occasion.BAD_DAY],
        "on_the_way": [row for row in rows if row.on_day is not None and row.arrived_at is None],
    }
    return render(request, "recovery/letters.html", shown)


@_READ_WRITE
@words_kept
@member
def new_letter(request: HttpRequest) -> HttpResponse:
    """Writes a letter to oneself."""
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            letters.write(said["text"], said["occasion"], said["on_day"], actor=person_of(request))
        except Refused as refused:
            form.add_error("on_day" if refused.code == "day" else "text", str(refused.words))
        else:
            messages.success(request, _("Your letter is kept until then."))
            return redirect("/letters")
    return render(request, "recovery/letter_form.html", {"form": form}, status=422 if form.errors else 200)


@_READ_WRITE
@member
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """A letter; one that is still on its way stays closed until it is asked for."""
    person = person_of(request)
    row = access.own_letter(person, ref)
    if request.method == "POST":
        letters.read(row, actor=person)
        return redirect(f"/letters/{ref}")
    closed = row.arrived_at is None and row.opened_at is None
    if not closed and row.opened_at is None:
        letters.read(row, actor=person)
    shown = {"letter": row, "name": letters.name_of(row), "text": "" if closed else letters.opened(row)}
    return render(request, "recovery/letter.html", {**shown, "closed": closed})


@_READ_WRITE
@member
def remove_letter(request: HttpRequest, ref: str) -> HttpResponse:
    """Removes a letter for good, after asking once."""
    person = person_of(request)
    row = access.own_letter(person, ref)
    asked = {"title": letters.name_of(row), "href": f"/letters/{ref}"}
    return remove_once_asked(request, asked, lambda: letters.remove(row, actor=person), "/letters")


# --- the hope box ---
@require_GET
@member
def hope_box(request: HttpRequest) -> HttpResponse:
    """What gives somebody hope."""
    shown = [{"row": row, **hoping.opened(row)} for row in _HOPE.objects(person_of(request).pk)]
    return render(request, "recovery/hope_box.html", {"things": shown, "pictures": hoping.takes_pictures()})


@_READ_WRITE
@words_kept
@member
def put_in(request: HttpRequest, what: str) -> HttpResponse:
    """Puts something in."""
    person = person_of(request)
    if what not in HopeThing.What.values or (what == HopeThing.What.PHOTO and not hoping.takes_pictures()):
        raise Http404
    form = HopeForm(request.POST or None, request.FILES or None, what=what)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        thing = hoping.Thing(what, said["words"], said.get("by", ""), said.get("link", ""), form.picture)
        try:
            hoping.put_in(thing, actor=person)
        except Refused as refused:
            form.add_error(refused.code if refused.code in form.fields else "words", str(refused.words))
        else:
            return redirect("/hope-box")
    shown = {"form": form, "what": what, "label": HopeThing.What(what).label}
    return render(request, "recovery/hope_form.html", shown, status=422 if form.errors else 200)


@require_GET
@member
def picture(request: HttpRequest, ref: str) -> HttpResponse:
    """A photo, to nobody but its owner."""
    found = hoping.opened_picture(access.own_thing(person_of(request), ref))
    if found is None:
        raise Http404
    answer = HttpResponse(found, content_type="image/webp")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@_READ_WRITE
@member
def take_out(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes something out for good, after asking once."""
    person = person_of(request)
    row = access.own_thing(person, ref)
    asked = {"title": hoping.opened(row)["words"][:80], "href": "/hope-box"}
    return remove_once_asked(request, asked, lambda: hoping.take_out(row, actor=person), "/hope-box")


# --- milestones ---
@_READ_WRITE
@words_kept
@member
def milestones(request: HttpRequest) -> HttpResponse:
    """Days that matter, and marking one more."""
    person = person_of(request)
    form = MilestoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            marking.mark(said["title"], said["note"], said["day"], actor=person)
        except Refused as refused:
            form.add_error("day" if refused.code == "day" else "title", str(refused.words))
        else:
            return redirect("/goals/milestones")
    return _milestones(request, person, form)


def _milestones(request: HttpRequest, person: Person, form: MilestoneForm) -> HttpResponse:
    shown = {"milestones": showing.milestones(person), "form": form}
    return render(request, "recovery/milestones.html", shown, status=422 if form.errors else 200)


@_READ_WRITE
@words_kept
@member
def along(request: HttpRequest, ref: str) -> HttpResponse:
    """Adds something that belongs to the way, such as a hard day."""
    person = person_of(request)
    row = access.own_milestone(person, ref)
    start = {"day": days.today(now(), zone(person.pk))}
    form = AlongForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            marking.add_along(row, form.cleaned_data["words"], form.cleaned_data["day"], actor=person)
        except Refused as refused:
            form.add_error("day" if refused.code == "day" else "words", str(refused.words))
        else:
            return redirect(f"/goals/milestones#{ref}")
    shown = {"form": form, "milestone": showing.milestone(row)}
    return render(request, "recovery/along.html", shown, status=422 if form.errors else 200)


@require_POST
@member
def remove_along(request: HttpRequest, ref: str, note: str) -> HttpResponse:
    """Takes such a note away."""
    person = person_of(request)
    marking.take_along_out(access.own_milestone(person, ref), note, actor=person)
    return redirect(f"/goals/milestones#{ref}")


@_READ_WRITE
@member
def unmark(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a milestone away, after asking once."""
    person = person_of(request)
    row = access.own_milestone(person, ref)
    asked = {"title": marking.opened(row)["title"], "href": "/goals/milestones"}
    return remove_once_asked(request, asked, lambda: marking.unmark(row, actor=person), "/goals/milestones")
