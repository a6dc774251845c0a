"""Pages of somebody who would like to talk."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.clock import now
from beside.core.dates import number
from beside.core.refusal import Refused
from beside.foundation.accounts.access import member, person_of
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety import queries as safety
from beside.journeys.matching import access, actions, notices, queries, words
from beside.journeys.matching.core.queue import Estimate
from beside.journeys.matching.forms import AskForm
from beside.journeys.matching.models import Request

_FOUND: Final = 12
IN_ORDER: Final = "in_order"


@require_http_methods(["GET", "HEAD", "POST"])
@member
def ask(request: HttpRequest) -> HttpResponse:
    """One calm form. Searching for a topic sends the same form, so nothing typed is lost and no script is needed."""
    person = person_of(request)
    if request.method != "POST":
        if queries.open_request(person) is not None:
            return redirect("matching:waiting")
        return _ask_page(request, person, None)
    if "find" in request.POST:
        return _ask_page(request, person, None, found=_found(request.POST.get("q", "")))
    form = _ask_form(request, person, bound=True)
    if not form.is_valid():
        return _ask_page(request, person, form)
    try:
        made = actions.ask(form.wanted(), actor=person)
    except Refused as no:
        if no.code == "open":
            return redirect("matching:waiting")
        form.add_error(_FIELD_OF.get(no.code), str(no.words))
        return _ask_page(request, person, form)
    if made.in_order_at is None and queries.candidates(made, 1):
        return redirect("matching:who")
    if made.in_order_at is None:
        actions.let_beside_ask(made, actor=person)
    return redirect("matching:waiting")


_FIELD_OF: Final = {"too_soon": "hour", "too_far": "day", "too_long": "words", "severity": "severity", "how": "how"}


@require_http_methods(["GET", "HEAD", "POST"])
@member
def who(request: HttpRequest) -> HttpResponse:
    """People who might fit, and why; choose one, or let Beside ask."""
    person = person_of(request)
    held = queries.open_request(person)
    if held is None or held.in_order_at is not None:
        return redirect("matching:waiting" if held else "matching:ask")
    if request.method == "POST":
        return _choose(request, held, person)
    return _who_page(request, held)


@require_GET
@member
def waiting(request: HttpRequest) -> HttpResponse:
    """Where things stand."""
    person = person_of(request)
    held = queries.open_request(person)
    if held is None:
        return _no_longer_waiting(person)
    return render(request, "matching/waiting.html", _standing(held, person))


@require_POST
@member
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take it back."""
    person = person_of(request)
    actions.withdraw(access.own_request(person), actor=person)
    messages.success(request, _("Taken back. You can ask again at any time."))
    return redirect("matching:ask")


@require_POST
@member
def leave_with_us(request: HttpRequest) -> HttpResponse:
    """Need not wait here."""
    person = person_of(request)
    actions.accept_call_back(access.own_request(person), actor=person)
    return redirect("matching:waiting")


@require_POST
@member
def appointment(request: HttpRequest) -> HttpResponse:
    """Wait for an hour that somebody has planned."""
    person = person_of(request)
    held = access.own_request(person)
    at = _moment(request.POST.get("at", ""))
    try:
        if at is None:
            raise Refused("too_soon", _("Choose one of the times."))
        actions.make_appointment(held, at, actor=person)
    except Refused as no:
        messages.warning(request, str(no.words))
    return redirect("matching:waiting")


@require_GET
@member
def breathe(request: HttpRequest) -> HttpResponse:
    """A short exercise, while waiting or just so."""
    held = queries.open_request(person_of(request))
    return render(request, "matching/breathe.html", {"waiting": held is not None, "rounds": _ROUNDS})


_ROUNDS: Final = (
    gettext_lazy("Breathe in through your nose while you count to four."),
    gettext_lazy("Rest for a moment. No need to hold."),
    gettext_lazy("Breathe out slowly through your mouth while you count to six."),
    gettext_lazy("Let your shoulders sink. Then begin again."),
)


def _ask_form(request: HttpRequest, person: Person, *, bound: bool, found: Any = ()) -> AskForm:
    own = [(one.key, one.name) for one in profiles.own_experiences(person)]
    names = {one.key: one.name for one in profiles.experiences()}
    chosen = [(key, names[key]) for key in request.POST.getlist("about") if key in names]
    more = [*chosen, *((one.key, one.name) for one in found)]
    if bound:
        return AskForm(request.POST, own=own, more=more)
    kept = {
        name: request.POST.get(name) for name in ("severity", "words", "when", "day", "hour") if name in request.POST
    }
    lists = {name: request.POST.getlist(name) for name in ("about", "how")}
    return AskForm(own=own, more=more, initial=kept | lists if request.method == "POST" else None)


def _ask_page(request: HttpRequest, person: Person, form: AskForm | None, *, found: Any = None) -> HttpResponse:
    context = {
        "form": form or _ask_form(request, person, bound=False, found=found or ()),
        "q": request.POST.get("q", ""),
        "found": found,
        "staffing": safety.staffing(now()),
        "someone_here": bool(queries.peers_here(now())),
    }
    return render(request, "matching/ask.html", context)


def _found(asked: str) -> list[profiles.Named]:
    text = " ".join(asked.split())[:80]
    return profiles.search(text)[:_FOUND] if text else []


def _who_page(request: HttpRequest, held: Request) -> HttpResponse:
    context = {"people": queries.might_fit(held), "how": words.list_of(held.how), "about": queries.topic_names(held)}
    return render(request, "matching/who.html", context)


def _choose(request: HttpRequest, held: Request, person: Person) -> HttpResponse:
    chosen = request.POST.get("choice", "")
    try:
        if chosen == IN_ORDER:
            actions.let_beside_ask(held, actor=person)
        else:
            actions.choose_peer(held, access.someone(chosen), actor=person)
    except Refused as no:
        messages.warning(request, str(no.words))
        return redirect("matching:who")
    return redirect("matching:waiting")


def _no_longer_waiting(person: Person) -> HttpResponse:
    """Found, taken back, or nobody could: each leads on."""
    last = queries.last_request(person)
    fresh = last is not None and last.matched_at is not None and last.matched_at > now() - timedelta(hours=12)
    if last is not None and fresh and last.conversation is not None:
        return redirect(notices.talk_href(last.conversation))
    return redirect("matching:ask")


def _standing(held: Request, person: Person) -> dict[str, Any]:
    moment = now()
    agreed = queries.appointment_of(held)
    later = held.is_for_later(moment)
    here = queries.peers_here(moment)
    return {
        "held": held,
        "agreed": agreed,
        "later": later,
        "nobody_here": not later and not here,
        "next": queries.next_time(held) if not later and not here else None,
        "estimate": None if later else _in_words(queries.estimate(held)),
        "staffing": safety.staffing(moment),
        "promise_until": queries.promise_until(held),
        "promise_passed": queries.promise_until(held) <= moment,
        "about": queries.topic_names(held),
        "how": words.list_of(held.how),
        "own_words": queries.words_of(held),
        "offer_help": safety.open_offer(person) is not None or held.severity >= 3,
    }


def _in_words(found: Estimate | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"usual": _minutes(found.usual), "mostly": _minutes(found.mostly), "longer": found.longer}


def _minutes(wait: timedelta) -> str:
    """Rounded up, so that nobody is told less than others had to wait."""
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    if minutes == 1:
        return _("a minute")
    if minutes <= 20:
        return _("{count} minutes").format(count=number(minutes))
    if minutes < 55:
        return _("{count} minutes").format(count=-(-minutes // 5) * 5)
    hours = -(-minutes // 60)
    return _("an hour") if hours == 1 else _("{count} hours").format(count=number(hours))


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return timezone.make_aware(found) if found is not None and timezone.is_naive(found) else found
