"""Goals: beginning, small steps, what happens to them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.recovery import access, aiming, sharing, showing
from beside.features.recovery.editing import remove_once_asked
from beside.features.recovery.forms import GoalForm, WordsForm
from beside.features.recovery.models import Goal, Turn, Value
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person
from beside.foundation.accounts.words_kept import words_kept

_READ_WRITE = require_http_methods(["GET", "POST"])
# What the page of each turn says: title, what is asked, a hint, the button.
_TURNS = {
    Turn.TRIED: (
        gettext_lazy("You tried it"),
        gettext_lazy("How was it? You may leave this empty."),
        gettext_lazy("Trying is the thing itself, however it went."),
        gettext_lazy("Keep that I tried it"),
    ),
    Turn.DONE: (
        gettext_lazy("It is done"),
        gettext_lazy("How did it feel?"),
        gettext_lazy("One word is enough. You can read it again on another day."),
        gettext_lazy("Keep it as done"),
    ),
    Turn.CHANGED: (
        gettext_lazy("Change this step"),
        gettext_lazy("The step, in other words"),
        gettext_lazy("Smaller is often better. What it was before stays readable below."),
        gettext_lazy("Change it"),
    ),
    Turn.LET_GO: (
        gettext_lazy("Let it go"),
        gettext_lazy("Do you want to say why? You may leave this empty."),
        gettext_lazy("To let something go is a good act: it makes room. It stays here, and can be taken up again."),
        gettext_lazy("Let it go"),
    ),
    Turn.TAKEN_UP: (
        gettext_lazy("Take it up again"),
        gettext_lazy("A word to begin with? You may leave this empty."),
        gettext_lazy("Where you left it is where it goes on."),
        gettext_lazy("Take it up again"),
    ),
}


@require_GET
@member
def goals(request: HttpRequest) -> HttpResponse:
    """One's goals: under way, done, let go."""
    found = showing.goals(person_of(request))
    shown = {"under_way": found[Turn.BEGUN], "done": found[Turn.DONE], "let_go": found[Turn.LET_GO]}
    return render(request, "recovery/goals.html", shown)


@_READ_WRITE
@words_kept
@member
def new(request: HttpRequest) -> HttpResponse:
    """Begins a goal."""
    person = person_of(request)
    form = GoalForm(request.POST or None, values=_values(person))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            values = _chosen(form, person)
            goal = aiming.begin(said["title"], said["why"], said["steps"].splitlines(), values, actor=person)
        except Refused as refused:
            form.add_error("title", str(refused.words))
        else:
            return redirect(f"/goals/{goal.ref}")
    return _form(request, form, None)


@_READ_WRITE
@words_kept
@member
def change(request: HttpRequest, ref: str) -> HttpResponse:
    """Says a goal in other words."""
    person = person_of(request)
    goal = access.own_goal(person, ref)
    chosen = list(goal.values.values_list("ref", flat=True))
    initial = {**aiming.opened(goal), "values": chosen}
    form = GoalForm(request.POST or None, values=_values(person), editing=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            aiming.change(goal, said["title"], said["why"], _chosen(form, person), actor=person)
        except Refused as refused:
            form.add_error("title", str(refused.words))
        else:
            return redirect(f"/goals/{ref}")
    return _form(request, form, goal)


def _form(request: HttpRequest, form: GoalForm, goal: Goal | None) -> HttpResponse:
    return render(request, "recovery/goal_form.html", {"form": form, "goal": goal}, status=422 if form.errors else 200)


def _values(person: Person) -> list[tuple[Value, str]]:
    return [(row, aiming.opened_value(row)) for row in Value.objects.filter(owner=person).order_by("pk")]


def _chosen(form: GoalForm, person: Person) -> list[Value]:
    said = form.cleaned_data
    values = list(Value.objects.filter(owner=person, ref__in=said.get("values", [])))
    return [*values, aiming.name_value(said["value"], actor=person)] if said["value"].strip() else values


@require_GET
@member
def goal(request: HttpRequest, ref: str) -> HttpResponse:
    """One goal with its steps."""
    return _goal(request, access.own_goal(person_of(request), ref), WordsForm(label=_("A small step")))


def _goal(request: HttpRequest, row: Goal, form: WordsForm) -> HttpResponse:
    shown = {
        "goal": showing.goal(row),
        "form": form,
        "may": aiming.FROM,
        "shared": len(sharing.open_now(row.owner_id, "goal", row.ref)),
    }
    return render(request, "recovery/goal.html", shown, status=422 if form.errors else 200)


@require_POST
@words_kept
@member
def add_step(request: HttpRequest, ref: str) -> HttpResponse:
    """Adds a small step."""
    person = person_of(request)
    row = access.own_goal(person, ref)
    form = WordsForm(request.POST, label=_("A small step"))
    if form.is_valid():
        try:
            aiming.add_step(row, form.cleaned_data["words"], actor=person)
        except Refused as refused:
            form.add_error("words", str(refused.words))
        else:
            return redirect(f"/goals/{ref}#steps")
    return _goal(request, row, form)


@_READ_WRITE
@words_kept
@member
def turn(request: HttpRequest, ref: str, what: str, step: str = "") -> HttpResponse:
    """What happened to a goal or a step: tried, done, changed, let go, taken up again."""
    person = person_of(request)
    row = access.own_goal(person, ref)
    one = access.step_in(row, step) if step else None
    if what not in _TURNS or (what == Turn.CHANGED and one is None):
        raise Http404
    title, label, hint, button = _TURNS[Turn(what)]
    words = aiming.opened_step(one, person.pk) if one is not None else aiming.opened(row)["title"]
    initial = {"words": words} if what == Turn.CHANGED else {}
    form = WordsForm(request.POST if request.method == "POST" else None, label=label, hint=hint, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            aiming.turn(row, one, what, form.cleaned_data["words"], actor=person)
        except Refused as refused:
            form.add_error("words", str(refused.words))
        else:
            return redirect("/goals" if what == Turn.LET_GO and one is None else f"/goals/{ref}#steps")
    shown: dict[str, Any] = {"form": form, "title": title, "button": button, "about": words, "goal": row}
    return render(request, "recovery/turn.html", shown, status=422 if form.errors else 200)


@_READ_WRITE
@member
def remove(request: HttpRequest, ref: str) -> HttpResponse:
    """Removes a goal for good, after asking once."""
    person = person_of(request)
    row = access.own_goal(person, ref)
    asked = {"title": aiming.opened(row)["title"], "href": f"/goals/{ref}"}
    return remove_once_asked(request, asked, lambda: aiming.remove(row, actor=person), "/goals")


@_READ_WRITE
@words_kept
@member
def values(request: HttpRequest) -> HttpResponse:
    """What matters to somebody."""
    person = person_of(request)
    form = WordsForm(request.POST if request.method == "POST" else None, label=_("Something that matters to you"))
    if request.method == "POST" and form.is_valid():
        try:
            aiming.name_value(form.cleaned_data["words"], actor=person)
        except Refused as refused:
            form.add_error("words", str(refused.words))
        else:
            return redirect("/goals/values")
    shown = {"form": form, "values": _values(person)}
    return render(request, "recovery/values.html", shown, status=422 if form.errors else 200)


@require_POST
@member
def forget_value(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes something off the list of what matters."""
    person = person_of(request)
    row = Value.objects.filter(owner=person, ref=ref).first()
    if row is None:
        raise Http404
    aiming.forget_value(row, actor=person)
    return redirect("/goals/values")
