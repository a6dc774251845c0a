"""Who may open what in a space. "Not yours" looks like "not there"."""

from dataclasses import dataclass

from django.http import Http404

from beside.core.prepared import Prepared
from beside.features.spaces.models import Joining, JoinRequest, Membership, Photo, Post, Rank, Space
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import Person
from beside.foundation.safety.queries import DESK, blocked_ids
from beside.foundation.talk.models import Message, Talk

_SPACE = Prepared(lambda ref: Space.objects.filter(ref=ref, closed_at=None), texts=(0,))
_MEMBERSHIP = Prepared(
    lambda space, person: Membership.objects.filter(space=space, person=person, left_at=None), values=2
)
_POST = Prepared(
    lambda ref: Post.objects.select_related("space", "talk", "author").filter(ref=ref, space__closed_at=None),
    texts=(0,),
)
_WORDS = Prepared(lambda talk: Message.objects.filter(talk=talk, number=1))


@dataclass(frozen=True, slots=True)
class Inside:
    """A space as somebody who may read it enters it. ``membership`` is None for whoever only looks in."""

    space: Space
    person: Person
    membership: Membership | None
    staff: bool

    @property
    def may_write(self) -> bool:
        """Whether the person has come in."""
        return self.membership is not None

    @property
    def is_host(self) -> bool:
        """Whether the person looks after the space."""
        return self.membership is not None and self.membership.rank == Rank.HOST


@dataclass(frozen=True, slots=True)
class Place:
    """A post as somebody who may read it finds it, with the message that holds its words and whom they do not see."""

    post: Post
    words: Message
    inside: Inside
    apart: frozenset[int]

    @property
    def person(self) -> Person:
        """Who reads."""
        return self.inside.person

    @property
    def mine(self) -> bool:
        """Whether they began it themselves."""
        return self.post.author_id == self.inside.person.pk

    @property
    def talk(self) -> Talk:
        """Where the words are."""
        return self.post.talk


def any_space(ref: str) -> Space:
    """A space that is open, for its page about itself, which every member may read. Raises 404."""
    found = _SPACE.first(ref)
    if found is None:
        raise Http404
    return found


def is_staff(person: Person) -> bool:
    """Whether the person is on the care desk: those may read every space, as its page says."""
    return bool(accounts.roles_of(person) & set(DESK))


def inside(ref: str, person: Person) -> Inside:
    """A space whose posts the person may read: an open one, or one they are in. Raises 404."""
    return _inside(any_space(ref), person)


def membership_of(space: Space, person: Person) -> Membership | None:
    """How the person stands in a space; None where they are not in it."""
    return _MEMBERSHIP.first(space.pk, person.pk)


def _inside(space: Space, person: Person) -> Inside:
    membership = membership_of(space, person)
    staff = is_staff(person)
    if membership is None and space.joining != Joining.OPEN and not staff:
        raise Http404
    return Inside(space, person, membership, staff)


def hosted(ref: str, person: Person) -> Inside:
    """A space the person hosts. Raises 404."""
    found = inside(ref, person)
    if not found.is_host:
        raise Http404
    return found


def place_of(ref: str, person: Person) -> Place:
    """A post the person may read. Raises 404 alike for what is not theirs, not there, gone or out of sight.

    A name for one post hides also from blocks: if such posts vanished for those apart, they would learn whose they are.
    """
    post = _POST.first(ref)
    if post is None:
        raise Http404
    entered = _inside(post.space, person)
    apart = frozenset(blocked_ids(person))
    words = _WORDS.first(post.talk_id)
    if words is None or not _seen(post, words, entered, apart):
        raise Http404
    return Place(post, words, entered, apart)


def place_or_none(ref: str, person: Person) -> Place | None:
    """The same, for lists: what may no longer be read is left out."""
    try:
        return place_of(ref, person)
    except Http404:
        return None


def _seen(post: Post, words: Message, entered: Inside, apart: frozenset[int]) -> bool:
    mine = post.author_id is not None and post.author_id == entered.person.pk
    if post.away_at is not None or (post.author_id in apart and not post.name):
        return False
    return words.hidden_at is None or mine or entered.staff


def takes_pictures(space: Space) -> bool:
    """Whether pictures may be added here: the organisation has a say, and then the space."""
    return space.photos and accounts.organisation().pictures


def own_post(ref: str, person: Person) -> Place:
    """A post of the person's own, in a space they are still in. Raises 404."""
    place = place_of(ref, person)
    if not place.mine:
        raise Http404
    return place


def message_in(place: Place, number: int) -> Message:
    """A message of the thread that the person may see; 1 is the post itself. Raises 404."""
    found = place.words if number == 1 else Message.objects.filter(talk=place.talk, number=number).first()
    if found is None or _apart(place, found):
        raise Http404
    return found


def _apart(place: Place, message: Message) -> bool:
    masked = message.author_id == place.post.author_id and bool(place.post.name)
    return message.author_id in place.apart and not masked


def picture(ref: str, person: Person) -> Photo:
    """A picture on a post the person may read. Raises 404."""
    found = Photo.objects.select_related("post").filter(ref=ref).first()
    if found is None:
        raise Http404
    place_of(found.post.ref, person)
    return found


def request_to(entered: Inside, ref: str) -> JoinRequest:
    """An open request to come into a hosted space. Raises 404."""
    found = JoinRequest.objects.select_related("person").filter(space=entered.space, ref=ref, decided_at=None).first()
    if found is None:
        raise Http404
    return found


def may_read_thread(talk: Talk, person: Person) -> bool | None:
    """Whether the person may read what stands in this thread; None where it is not a post's."""
    post = Post.objects.filter(talk=talk).only("ref").first()
    if post is None:
        return None
    try:
        place_of(post.ref, person)
    except Http404:
        return False
    return True
