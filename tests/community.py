"""Something in every part of the community, for the walk through all pages; asked for by ``tests.world``."""

from uuid import uuid4

from beside.features.spaces import access, actions, joining, kindred, ladder, muting
from beside.features.spaces import content as first
from beside.features.spaces.models import Membership, Rank, Rung, Space
from beside.features.stories import publishing, readers, telling
from beside.features.stories.models import Article
from beside.foundation.accounts.models import Person
from beside.foundation.talk import actions as talk
from beside.foundation.talk import limits
from beside.journeys.answering import actions as answering


def fill(ada: Person, ben: Person, cy: Person, sol: Person) -> None:
    """A space with posts and replies, one behind a door with somebody asking, stories, a reader's reply."""
    first.seed()
    publishing.seed()
    space = Space.objects.order_by("pk")[0]
    for person in (ada, ben, cy):
        joining.join(space, actor=person)
    Membership.objects.filter(space=space, person=ben).update(rank=Rank.HOST)
    one = post(space, ada, "The mornings are the hardest part.", title="Mornings", topics=("sleep",))
    post(space, ben, "About the scales again.", note="eating", topics=("food",), name="Grey Heath")
    post(space, cy, "Something good: the heron was back.", need="good", topics=("small-steps",))
    for who, words in ((ben, "I have been there."), (cy, "I read this and thought of mine."), (ada, "Thank you.")):
        actions.reply(access.place_of(one, who), words, str(uuid4()), actor=who)
    actions.react(access.place_of(one, ben), 1, "hear_you", actor=ben)
    actions.keep(access.place_of(one, ben), actor=ben)
    talk.edit(access.place_of(one, ben).talk.ref, 2, "I have been there, too.", actor=ben)
    muting.mute_topic("food", actor=ada)
    muting.mute_word("diet*", actor=ada)
    ladder.close(Rung.REACT, actor=cy)
    kindred.look()
    door = Space.objects.create(name="Behind a door", purpose="For those who asked.", joining="request")
    joining.set_host(door, ben, True, actor=sol)
    joining.ask(door, "May I come in?", actor=ada)
    answering.set_willing(2, True, actor=ben)
    answering.ask_on()
    _stories(ada, sol)


def post(space: Space, who: Person, text: str, **more: object) -> str:
    """One post; its public name."""
    given = actions.Given(text=text, client_id=str(uuid4()), **more)  # type: ignore[arg-type]
    return actions.write(access.inside(space.ref, who), given, actor=who).ref


def replies(post_ref: str, who: list[Person], count: int) -> None:
    """So many answers to a post, by these people in turn; about as long as answers are."""
    for number in range(count):
        limits.forget()
        person = who[number % len(who)]
        words = f"{number}. I walked by the river this morning and it helped a little; how was your night? " * 2
        actions.reply(access.place_of(post_ref, person), words, str(uuid4()), actor=person)


def _stories(ada: Person, sol: Person) -> None:
    for title, shows in (("The long winter", True), ("A second one", False)):
        story = telling.begin(actor=ada)
        said = {"title": title, "was": "Grey.", "helped": "A dog.", "now": "Better.", "tell": "Wait."}
        telling.save(story, said, name="", audience="world", note="", actor=ada)
        telling.send(story, actor=ada)
        if shows:
            telling.publish(story, actor=sol)
    article = Article.objects.order_by("pk")[0]
    readers.reply(article, name="Ines", email="ines@example.org", words="Thank you for this.")
