"""What was written in the spaces of the invented organisation in its last days."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from beside.core.ids import new_ref
from beside.features.spaces import access, actions, joining
from beside.features.spaces import kindred as kin
from beside.features.spaces.actions import Given
from beside.features.spaces.models import Membership, Rank, Space
from beside.foundation.talk import limits, watch
from beside.interfaces.cli.demo.arriving import People
from beside.interfaces.cli.demo.moving_back import scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """One post: who, where (key of the space), how many hours ago; replies are (who, minutes after, words)."""

    who: str
    where: str
    hours: float
    text: str
    need: str
    title: str = ""
    name: str = ""
    note: str = ""
    feelings: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    replies: tuple[tuple[str, int, str], ...] = ()
    reactions: tuple[tuple[str, str], ...] = field(default=())


POSTS: Final = (
    Begun(
        who="pebble",
        where="anxiety",
        hours=74,
        need="experience",
        title="The bus, again",
        feelings=("anxious",),
        topics=("small-steps",),
        text="I got off two stops early because my chest went tight. I walked the rest in the rain.\n\n"
        "Does it get *less*, or does one just get better at walking?",
        replies=(
            ("marigold", 9, "Both, for me. The first months I walked a lot. Now I mostly stay on and count lampposts."),
            ("moss", 31, "I have been there: mine was lifts. Two stops early is still most of the way."),
            ("pebble", 44, "Lampposts. I will try that tomorrow."),
        ),
        reactions=(("walnut", "me_too"), ("fennel", "hear_you")),
    ),
    Begun(
        who="moss",
        where="depression",
        hours=52,
        need="heard",
        feelings=("tired", "numb"),
        topics=("money",),
        text="Letters from the bank lie in a bowl by the door. I have stopped opening them and started moving the"
        " bowl.",
        replies=(
            ("estuary", 14, "I kept mine in the oven. You are not the only one with a bowl."),
            ("larch", 55, "That sounds heavy. When I could, I opened one with somebody beside me. Just one."),
        ),
        reactions=(("sorrel", "hear_you"), ("larch", "me_too")),
    ),
    Begun(
        who="fennel",
        where="carer",
        hours=47,
        need="good",
        title="He laughed",
        feelings=("grateful",),
        topics=("family",),
        text="Forty minutes on hold with the clinic, and when I put the phone down he did the hold music for me, all"
        " the way through. First proper laugh in this kitchen since March.",
        replies=(("estuary", 22, "This made me smile, because mine used to do the weather forecast."),),
        reactions=(("marigold", "thank_you"), ("estuary", "helped"), ("pebble", "thank_you")),
    ),
    Begun(
        who="sorrel",
        where="trauma",
        hours=30,
        need="experience",
        title="Before the appointment",
        note="other",
        feelings=("anxious", "ashamed"),
        topics=("treatment", "trauma"),
        text="On Thursday I see someone new. I do not want to tell it from the beginning again.\n\n"
        "How did you say *not today* to somebody whose job it is to ask?",
        replies=(
            (
                "linnet",
                11,
                "I wrote one line on paper and handed it over. It said what it was about and: not the story yet.",
            ),
            (
                "tamarack",
                70,
                "I asked at the door how long we had, and said I would like to end with something ordinary.",
            ),
        ),
        reactions=(("driftwood", "hope"),),
    ),
    Begun(
        who="driftwood",
        where="loneliness",
        hours=26,
        need="heard",
        name="Half a Moon",
        feelings=("lonely",),
        topics=("family",),
        text="The baby sleeps, she sleeps, and I sit on the stairs because it is the only place where nobody needs me."
        " I love them. I would like to be somebody else's for ten minutes.",
        replies=(
            ("linnet", 8, "I know those stairs. You can love them and sit there."),
            ("walnut", 35, "Ten minutes is not much to want. I hope you get twenty."),
        ),
        reactions=(("fennel", "hear_you"),),
    ),
    Begun(
        who="larch",
        where="depression",
        hours=9,
        need="ideas",
        title="Evenings between eight and ten",
        feelings=("sad",),
        topics=("sleep", "small-steps"),
        text="Days are fine. Then it gets dark and I:\n\n- put the kettle on\n- forget it\n- put it on again\n\n"
        "What do you do with those two hours?",
        replies=(("moss", 17, "One small thing I tried: the washing-up by hand, with the radio. Warm water helps."),),
    ),
    Begun(
        who="kettle",
        where="anxiety",
        hours=0.6,
        need="heard",
        feelings=("ashamed", "anxious"),
        topics=("money",),
        text="Told my sister about the betting today. She was kind, and that was the hard part.",
    ),
)


# Earlier weeks, in few words: who, where, days and hours ago, what they would like, the words; then who answered after
# how many minutes, and what. Enough for the page of how answers come to have something to tell.
EARLIER: Final[tuple[tuple[str, str, float, str, str, tuple[tuple[str, int, str], ...]], ...]] = (
    (
        "kettle",
        "anxiety",
        26.1,
        "heard",
        "It was payday today and I felt the old pull all afternoon.",
        (
            ("marigold", 12, "Hands have a memory. What did you do with them instead?"),
            ("moss", 40, "I carry a stone in my pocket for such days."),
        ),
    ),
    (
        "pebble",
        "anxiety",
        24.4,
        "ideas",
        "How do you all get through a dentist's waiting room?",
        (
            ("moss", 7, "I count the floor tiles, honestly."),
            ("marigold", 33, "I tell the person at the desk. They have let me wait outside ever since."),
        ),
    ),
    (
        "moss",
        "depression",
        22.8,
        "heard",
        "Third day in the same shirt. Saying it here so that it is said.",
        (
            ("walnut", 18, "It is said. Thank you for telling us and not the shirt."),
            ("fennel", 95, "You can wear another one tomorrow, or the same again, and both are fine."),
        ),
    ),
    (
        "fennel",
        "anxiety",
        20.3,
        "experience",
        "Has anyone gone back to work by the hour?",
        (
            ("marigold", 22, "Two hours on two days. It felt silly and it was right."),
            ("pebble", 61, "One morning a week, for a month. I slept after each."),
        ),
    ),
    (
        "kettle",
        "anxiety",
        18.9,
        "ideas",
        "I get nervous each time the phone rings. How do you answer it?",
        (
            ("pebble", 15, "Mine is set to a bird now. It helped more than it should."),
            ("marigold", 50, "I let it ring a few times and then I look who it is."),
        ),
    ),
    (
        "larch",
        "depression",
        16.2,
        "heard",
        "Quiet day. Not the good kind.",
        (("walnut", 9, "Here, if you want company in it."),),
    ),
    (
        "pebble",
        "anxiety",
        14.6,
        "heard",
        "I said no to a birthday and have been explaining it to myself since.",
        (
            ("marigold", 27, "You can send a card and be done explaining."),
            ("kettle", 80, "I have been that guest who did not come. Nobody minded as long as I did."),
        ),
    ),
    (
        "moss",
        "depression",
        12.1,
        "experience",
        "Does the flat ever feel less loud when it is empty?",
        (("walnut", 35, "It took a radio in the kitchen. Low, all day."), ("larch", 120, "Same here. The radio.")),
    ),
    (
        "fennel",
        "depression",
        10.7,
        "ideas",
        "I would like one thing to look forward to this week.",
        (("moss", 44, "Bread on Saturday. Going there counts."), ("walnut", 73, "Somebody else's dog.")),
    ),
    (
        "pebble",
        "anxiety",
        8.5,
        "experience",
        "Stairs or lift, when neither is good?",
        (("moss", 11, "Stairs, with a stop at each window."), ("marigold", 29, "Lift, with somebody on the phone.")),
    ),
)


def tell(people: People, present: datetime) -> None:
    """Everything, oldest first; in the caller's transaction."""
    spaces = {space.key or "": space for space in Space.objects.exclude(key=None)}
    with scene(present - timedelta(days=28)):
        for post in [*_earlier(), *POSTS]:
            for who in {post.who, *(reply[0] for reply in post.replies), *(given[0] for given in post.reactions)}:
                joining.join(spaces[post.where], actor=people[who])
        hosts = (("anxiety", "marigold"), ("depression", "walnut"), ("trauma", "linnet"), ("carer", "estuary"))
        for where, who in hosts:
            joining.join(spaces[where], actor=people[who])
            Membership.objects.filter(space=spaces[where], person=people[who]).update(rank=Rank.HOST)
    for post in sorted([*_earlier(), *POSTS], key=lambda one: -one.hours):
        _write(post, spaces[post.where], people, present - timedelta(hours=post.hours))
    kin.look()
    watch.sweep()


def _earlier() -> list[Begun]:
    return [
        Begun(who=who, where=where, hours=days * 24, need=need, text=text, replies=replies)
        for who, where, days, need, text, replies in EARLIER
    ]


def _write(begun: Begun, space: Space, people: People, moment: datetime) -> None:
    author = people[begun.who]
    given = Given(
        text=begun.text, client_id=new_ref(), title=begun.title, need=begun.need, feelings=begun.feelings,
        topics=begun.topics, note=begun.note, name=begun.name,
    )  # fmt: skip
    with scene(moment):
        limits.forget()
        made = actions.write(access.inside(space.ref, author), given, actor=author)
    for who, minutes, words in begun.replies:
        with scene(moment + timedelta(minutes=minutes)):
            limits.forget()
            actions.reply(access.place_of(made.ref, people[who]), words, new_ref(), actor=people[who])
    with scene(moment + timedelta(minutes=5)):
        for who, kind in begun.reactions:
            limits.forget()
            actions.react(access.place_of(made.ref, people[who]), 1, kind, actor=people[who])
