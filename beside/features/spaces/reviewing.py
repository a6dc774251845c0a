"""How safety and talk reach what stands in spaces: who may read a thread, and the words of someone who asks to come in.

Posts and replies are messages: talk registers those.
"""

from django.utils.translation import gettext as _

from beside.features.spaces import access, joining
from beside.features.spaces.models import JoinRequest, Post
from beside.foundation.accounts import keys
from beside.foundation.accounts.models import Person
from beside.foundation.safety import reviewing
from beside.foundation.safety.reviewing import Excerpt, Reviewable
from beside.foundation.talk import gates
from beside.foundation.talk.models import Talk

REQUEST = "spaces.request"


def register() -> None:
    """Tell those below."""
    gates.register(access.may_read_thread, _path)
    reviewing.register(Reviewable(REQUEST, read=_for_host, read_for_case=_for_case))


def _path(talk: Talk) -> str:
    ref = Post.objects.filter(talk=talk).values_list("ref", flat=True).first()
    return f"/community/post/{ref}?at=" if ref is not None else ""


def _for_host(ref: str, viewer: Person) -> Excerpt | None:
    row = JoinRequest.objects.select_related("space").filter(ref=ref).first()
    if row is None:
        return None
    membership = row.space.memberships.filter(person=viewer, left_at=None, rank="host").exists()
    return _excerpt(row) if membership or row.person_id == viewer.pk else None


def _for_case(ref: str) -> Excerpt | None:
    row = JoinRequest.objects.filter(ref=ref).first()
    return _excerpt(row) if row is not None else None


def _excerpt(row: JoinRequest) -> Excerpt | None:
    words = keys.open_text(row.person_id, bytes(row.words), joining.context(row.person_id, row.ref))
    return Excerpt(words, row.person_id, row.at, _("A line to the hosts of a space")) if words else None
