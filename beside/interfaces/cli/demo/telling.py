"""A recovery story that shows, one that waits for an editor, and a reader's reply, at the invented organisation."""

from datetime import datetime, timedelta

from beside.core.clock import now
from beside.features.stories import readers, replying, telling
from beside.features.stories.models import Article, Story
from beside.foundation.accounts.models import Person
from beside.foundation.talk import limits, watch
from beside.interfaces.cli.demo.arriving import People
from beside.interfaces.cli.demo.moving_back import scene
from beside.journeys.answering import kindred

_SHOWN = {
    "title": "Eleven winters, then a dog",
    "was": "I drank so that I could sleep, and then so that I could get up. I had a shop. I had it a while.",
    "helped": "A neighbour asked me to walk her dog for a week while her hip was done.\n\nIt became four years. You"
    " cannot explain to a dog why you are late. Also a group on Tuesdays, where I said nothing for two months.",
    "now": "I work three days. I sleep. Some Januaries I still stand in front of the shelf a little long.",
    "tell": "You do not have to believe in the whole of it. Believe in Tuesday.",
}
_WAITING = {
    "title": "What the hospital was like",
    "was": "White, and very loud at night. I was more ashamed of being there than of anything I had done.",
    "helped": "A nurse who told me what day it was every morning as if it were news.",
    "now": "Six months at home. I see friends again, one at a time.",
    "tell": "",
}


def tell(people: People, present: datetime) -> None:
    """All of it, in the caller's transaction."""
    editor = people["hawthorn"]
    with scene(present - timedelta(days=12)):
        shown = _told(people["walnut"], _SHOWN, "Slow Lane", "world")
        telling.publish(shown, actor=editor)
    with scene(present - timedelta(days=9)):
        limits.forget()
        replying.reply(shown, "Believe in Tuesday. I have written it on the fridge.", "", actor=people["moss"])
    with scene(present - timedelta(days=1)):
        waiting = _told(people["sorrel"], _WAITING, "", "members")
        telling.say(waiting, "I left the last part empty. Is that all right?", actor=people["sorrel"])
    article = Article.objects.filter(slug="being-heard-comes-first").first()
    if article is not None:
        with scene(present - timedelta(hours=5)):
            readers.reply(
                article, name="Ines", email="ines@example.org", words="My father reads this aloud to us now. Thank you."
            )
    watch.sweep()
    kindred.look()


def _told(person: Person, parts: dict[str, str], name: str, audience: str) -> Story:
    story = telling.begin(actor=person)
    telling.save(story, parts, name=name, audience=audience, note="", actor=person)
    telling.send(story, actor=person)
    Story.objects.filter(pk=story.pk).update(changed_at=now())
    story.refresh_from_db()
    return story
