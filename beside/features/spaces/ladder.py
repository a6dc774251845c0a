"""Small steps for the quiet: each offered once, kindly, and put away for good. Never counted, never praised."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.prepared import Prepared
from beside.features.spaces.access import Place
from beside.features.spaces.models import Offer, Post, Rung
from beside.foundation.accounts.models import Person
from beside.foundation.talk.models import Kind, Message, Reaction

_OFFERS = Prepared(lambda person: Offer.objects.filter(person=person).values_list("rung", "closed_at"))


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is offered."""

    rung: str
    words: "str | Promise"


_WORDS = {
    Rung.REACT: _("If something here speaks to you, you can say so with one press. “I hear you” is enough."),
    Rung.STARTER: _("If you like, write one line. The beginnings below may make it easier."),
    Rung.POST: _("You have been there for others here. If you ever want to begin something yourself, there is room."),
    Rung.WELCOME: _("You know this place by now. Would you like to be one of those who welcome new people?"),
}


def offer(place: Place) -> Step | None:
    """The next step for the reader of somebody else's post; None where they have gone further or put it away."""
    if place.mine or not place.inside.may_write:
        return None
    offers = dict(_OFFERS.rows(place.person.pk))
    for rung in Rung:
        if rung in offers:
            if offers[rung] is None:
                return Step(rung, _WORDS[rung])
            continue
        if _taken(rung, place.person):
            close(rung, actor=place.person)
            continue
        Offer.objects.get_or_create(person=place.person, rung=rung)
        return Step(rung, _WORDS[rung])
    return None


def _taken(rung: Rung, person: Person) -> bool:
    """Whether somebody has taken this step without being asked."""
    if rung == Rung.REACT:
        return Reaction.objects.filter(person=person, message__talk__kind=Kind.THREAD).exists()
    if rung == Rung.STARTER:
        return Message.objects.filter(author=person, talk__kind=Kind.THREAD, number__gt=1).exists()
    if rung == Rung.POST:
        return Post.objects.filter(author=person).exists()
    return False


def close(rung: str, *, actor: Person) -> None:
    """Put a step away for good. Again changes nothing."""
    if rung in Rung.values:
        Offer.objects.update_or_create(person=actor, rung=rung, defaults={"closed_at": now()})
