"""Words written on a page whose session ran out meanwhile come back to whoever wrote them."""

from functools import update_wrapper
from typing import Final, cast

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render

from beside.foundation.accounts.access import P, View
from beside.foundation.accounts.models import Person

# What scripts say in the header X-Kept: nobody has pressed anything yet; or it was pressed earlier, without a network.
KEPT: Final = "X-Kept"
BY_ITSELF: Final = "by-itself"
LATER: Final = "later"
# Fields that people write into show whatever stands in them; others where they hold more than a choice or a name.
_WRITTEN: Final = frozenset({"text", "words", "line", "title"})
_CARRIED: Final = frozenset({"client_id", "reply_to", "seen", "version", "written_at"})
_LONG: Final = 24


def words_kept(view: View[P]) -> View[P]:
    """Whoever was signed out while writing gets their words back, and not a page to sign in on."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method != "POST" or isinstance(request.user, Person):
            return view(request, *args, **kwargs)
        if request.headers.get(KEPT) in {BY_ITSELF, LATER}:
            return JsonResponse({}, status=401)
        given = [(name, value) for name, values in request.POST.lists() for value in values if not _ours(name)]
        shown = [one for one in given if _is_words(*one)]
        context = {"shown": shown, "rest": [one for one in given if one not in shown]}
        return render(request, "accounts/words_kept.html", context, status=403)

    return cast("View[P]", update_wrapper(guarded, view))


def _is_words(name: str, value: str) -> bool:
    if name in _CARRIED or not value:
        return False
    return name in _WRITTEN or len(value) > _LONG or any(letter.isspace() for letter in value)


def _ours(name: str) -> bool:
    return name.startswith("csrf")
