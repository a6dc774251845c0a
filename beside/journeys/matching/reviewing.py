"""How safety reads the line somebody wrote when they asked to talk: as the peer saw it, or for a case."""

from django.utils.translation import gettext as _

from beside.foundation.accounts.models import Person
from beside.foundation.safety import reviewing
from beside.foundation.safety.reviewing import Excerpt, Reviewable
from beside.journeys.matching import queries
from beside.journeys.matching.models import Offer, Request


def register() -> None:
    """The words of a request."""
    reviewing.register(Reviewable(kind="matching.request", read=_for_reporter, read_for_case=_for_case))


def _for_reporter(ref: str, viewer: Person) -> Excerpt | None:
    """A peer may read them once asked; and whoever wrote them."""
    request = Request.objects.filter(ref=ref).first()
    if request is None:
        return None
    asked = Offer.objects.filter(request=request, peer=viewer).exists()
    return _excerpt(request) if asked or request.person_id == viewer.pk else None


def _for_case(ref: str) -> Excerpt | None:
    request = Request.objects.filter(ref=ref).first()
    return _excerpt(request) if request is not None else None


def _excerpt(request: Request) -> Excerpt | None:

    text = queries.words_of(request)
    if not text:
        return None
    return Excerpt(text=text, author_id=request.person_id, at=request.opened_at, place=_("A wish to talk"))
