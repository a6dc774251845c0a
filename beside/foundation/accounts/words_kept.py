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
_LONG: Final = 24


def words_kept(view: View[P]) -> View[P]:
    """Whoever was signed out while writing gets their words back, and not a page to sign in on."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method != "POST" or isinstance(request.user, Person):
            return view(request, *args, **kwargs)
        if request.headers.get(KEPT) in {BY_ITSELF, LATER}:
            return JsonResponse({}, status=401)
        given = [(name, value) for name, values in request.POST.lists() for value in values if not _ours(name)]
        shown = [one for one in given if len(one[1]) > _LONG or "\n" in one[1]]
        context = {"shown": shown, "rest": [one for one in given if one not in shown]}
        return render(request, "accounts/words_kept.html", context, status=403)

    return cast("View[P]", update_wrapper(guarded, view))


def _ours(name: str) -> bool:
    return name.startswith("csrf")
