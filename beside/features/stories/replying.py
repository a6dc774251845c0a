"""Members' replies under articles and stories: messages of a thread, like all others."""

from typing import Any

from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.stories.models import Article, Story
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import queries as profiles
from beside.foundation.safety.queries import blocked_ids
from beside.foundation.talk import actions as talk
from beside.foundation.talk import drawing
from beside.foundation.talk import queries as talk_queries
from beside.foundation.talk.models import Talk

AT_MOST = 100


def reply(about: Article | Story, words: str, client_id: str, *, actor: Person) -> int:
    """Answer an article or story; its number in the thread. Raises ``Refused``."""
    if about.talk is None:
        raise Refused("closed", "Replies are closed here.")
    name = about.name if isinstance(about, Story) and about.author_id == actor.pk else ""
    return say(about.talk, words, client_id, actor=actor, name=name)


def say(thread: Talk, words: str, client_id: str, *, actor: Person, name: str = "") -> int:
    """Write in a thread that the caller has checked; the number of what was said. Raises ``Refused``."""
    talk.take_seat(thread, actor=actor, mask_name=name)
    return talk.send(thread.ref, words, client_id or new_ref(), actor=actor).number


def shown(thread: Talk, person: Person) -> list[dict[str, Any]]:
    """The newest replies a member may see, oldest first, with what a template needs of each."""
    apart = blocked_ids(person)
    rows = [
        row
        for row in talk_queries.page(thread, limit=AT_MOST).messages
        if row.text is not None and (row.author_id not in apart or row.name)
    ]
    names = profiles.names_of({row.author_id for row in rows if row.author_id is not None and not row.name})
    return [
        {
            "number": row.number,
            "name": row.name or (names[row.author_id].pseudonym if row.author_id in names else ""),
            "words": drawing.with_links(row.text or ""),
            "at": row.at,
            "mine": row.author_id == person.pk,
            "subject": f"talk.reply:{thread.ref}:{row.number}",
        }
        for row in rows
    ]
