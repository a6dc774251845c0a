"""The page to search on. A plain form: its address can be kept, and it works without script."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beside.foundation.accounts.access import member, person_of
from beside.foundation.search import hooks, queries
from beside.foundation.search.queries import Found, Question

_LONGEST = 200


@require_GET
@member
def search(request: HttpRequest) -> HttpResponse:
    """Looks for words, narrowed by place, need, topic and kind."""
    person = person_of(request)
    words = " ".join(request.GET.get("q", "")[:_LONGEST].replace("\x00", "").split())
    given = {choice.name: request.GET.get(choice.name, "")[:60] for choice in hooks.choices()}
    kind = request.GET.get("kind", "")
    skip = request.GET.get("from", "")
    question = Question(
        words=words,
        kinds=[kind] if kind in {source.kind for source in hooks.sources()} else (),
        scope=given.get("space", ""),
        marks=[value for name, value in given.items() if value and name != "space"],
        skip=int(skip) if skip.isascii() and skip.isdigit() and len(skip) < 5 else 0,
    )
    asked = bool(words or any(given.values()))
    found = queries.find(question, person, as_typed="as_typed" in request.GET) if asked else Found()
    kept = {name: value for name, value in {"q": words, "kind": kind, **given}.items() if value}
    shown = {
        "q": words,
        "asked": asked,
        "found": found,
        "narrow": [_choice(choice, given[choice.name], person) for choice in hooks.choices()],
        "kinds": [(source.kind, source.label, source.kind == kind) for source in hooks.sources()],
        "narrowed": bool(kind or any(given.values())),
        "later_href": f"?{urlencode(kept | {'from': found.later})}" if found.later is not None else "",
        "as_typed_href": f"?{urlencode(kept | {'as_typed': 1})}",
    }
    return render(request, "search/search.html", shown)


def _choice(choice: hooks.Choice, chosen: str, person: object) -> dict[str, object]:
    options = [(value, words, value == chosen) for value, words in choice.options(person)]  # type: ignore[arg-type]
    return {"name": choice.name, "label": choice.label, "options": options}
