"""What is one's own: kept posts, muted topics and words, steps put away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beside.core.refusal import Refused
from beside.features.spaces import ladder, muting
from beside.features.spaces.content import TOPICS
from beside.features.spaces.forms import MuteForm
from beside.features.spaces.message_views import list_one
from beside.features.spaces.models import Mute
from beside.features.spaces.post_views import kept_posts
from beside.foundation.accounts.access import member, person_of


@require_GET
@member
def kept(request: HttpRequest) -> HttpResponse:
    """The posts one keeps."""
    places = kept_posts(person_of(request))
    drawn = mark_safe("".join(list_one(place) for place in places))  # noqa: S308 - drawing escapes each part
    return render(request, "spaces/kept.html", {"list": drawn, "any": bool(places)})


@require_http_methods(["GET", "POST"])
@member
def muted(request: HttpRequest) -> HttpResponse:
    """What one would rather not come upon."""
    person = person_of(request)
    form = MuteForm(request.POST if request.method == "POST" and "word" in request.POST else None)
    if request.method == "POST":
        try:
            if "take_off" in request.POST:
                given = request.POST.get("take_off", "")
                muting.unmute(
                    int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0, actor=person
                )
                return redirect("/community/muted")
            if "topic" in request.POST:
                muting.mute_topic(request.POST.get("topic", ""), actor=person)
                return redirect("/community/muted")
            if form.is_valid():
                muting.mute_word(form.cleaned_data["word"], actor=person)
                return redirect("/community/muted")
        except Refused as refused:
            form.add_error(None, str(refused.words)) if form.is_bound else None
    rows = list(Mute.objects.filter(person=person).order_by("pk"))
    held = {row.topic for row in rows if row.topic}
    shown = {
        "form": form,
        "words": [(row.pk, muting.opened(row)) for row in rows if not row.topic],
        "topics": [(row.pk, TOPICS[row.topic]) for row in rows if row.topic in TOPICS],
        "others": [(key, label) for key, label in TOPICS.items() if key not in held],
    }
    return render(request, "spaces/muted.html", shown, status=422 if form.errors else 200)


@require_POST
@member
def put_away(request: HttpRequest) -> HttpResponse:
    """Puts a step away for good."""
    ladder.close(request.POST.get("step", ""), actor=person_of(request))
    back = request.POST.get("next", "")
    return redirect(back if back.startswith("/community/") and "//" not in back else "/community")
