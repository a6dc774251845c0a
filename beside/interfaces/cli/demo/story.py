"""What happened at the invented organisation in its last weeks, and what is happening now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from uuid import uuid4

from beside.core.clock import now
from beside.features.conversations import actions as conversations
from beside.features.conversations.models import Conversation
from beside.foundation.notifications import actions as notifications
from beside.foundation.safety import access as safety_access
from beside.foundation.safety import actions as safety
from beside.foundation.safety import roster
from beside.foundation.safety.actions import Grounds, Subject
from beside.foundation.safety.models import FollowUp, Report
from beside.foundation.talk import actions as talk
from beside.foundation.talk import limits, watch
from beside.foundation.talk.models import Message
from beside.interfaces.cli.demo import desk, scripts
from beside.interfaces.cli.demo.arriving import People
from beside.interfaces.cli.demo.moving_back import scene
from beside.interfaces.cli.demo.scripts import Line, Sitting
from beside.journeys.matching import actions as matching
from beside.journeys.matching import peering, queries
from beside.journeys.matching.actions import Wanted
from beside.journeys.matching.peering import Here

_BEFORE = timedelta(minutes=1)  # between meeting and the first word
_EVENING = timedelta(hours=2)
_HOW = ("be_heard", "share_experience", "ideas")
# The message that pressed, in the script of Copper Kettle and Marigold.
_PRESSING = 6
# In which conversation who has not read what was written last.
_NOT_READ = ("sorrel-linnet", "linnet")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who were brought together: after how many minutes, and what was asked for.

    Their script is ``talks/<seeker>-<peer>.txt``.
    """

    seeker: str
    peer: str
    waited: int
    wanted: Wanted


PAIRS = (
    Pair("fennel", "estuary", 4, Wanted(topics=("carer",), how=("be_heard", "share_experience"), severity=1)),
    Pair("larch", "walnut", 11, Wanted(topics=("veteran", "anger"), how=("share_experience",), severity=1)),
    Pair(
        "pebble",
        "marigold",
        6,
        Wanted(
            topics=("panic",), how=("be_heard", "share_experience"), severity=1, words="Someone who gets the breathing."
        ),
    ),
    Pair("kettle", "marigold", 3, Wanted(topics=("gambling",), how=("be_heard",), severity=0)),
    Pair("driftwood", "linnet", 17, Wanted(topics=("new-parent",), how=("be_heard",), severity=1)),
    Pair("moss", "walnut", 2, Wanted(topics=("debt", "depression"), how=("be_heard",), severity=2)),
    Pair("sorrel", "linnet", 8, Wanted(topics=("hospital",), how=("share_experience",), severity=1)),
)

Event = tuple[datetime, Callable[[], None]]


class Story:
    """The past, in order, and then the present."""

    def __init__(self, people: People, present: datetime) -> None:
        self.people, self.present = people, present
        self.opened: dict[str, Conversation] = {}

    def past(self) -> None:
        """Everything that is over, oldest first."""
        events: list[Event] = []
        for pair in PAIRS:
            name = f"{pair.seeker}-{pair.peer}"
            sittings = scripts.read(name, self.present)
            began = sittings[0].began
            events.append((began - _BEFORE - timedelta(minutes=pair.waited), partial(self._meet, name, pair, began)))
            events += [(one.began, partial(self._sit, name, one, last=one is sittings[-1])) for one in sittings]
        events += self._turns()
        for _moment, happen in sorted(events, key=lambda event: event[0]):
            happen()

    def _turns(self) -> list[Event]:
        """What was done apart from talking."""
        ends = {pair: self._end_of(pair) for pair in ("fennel-estuary", "kettle-marigold")}
        dark = list(scripts.moments(scripts.read("moss-walnut", self.present)[1]))[-1][0]
        return [
            (ends["fennel-estuary"], partial(self._end_with_a_word, ends["fennel-estuary"])),
            (ends["kettle-marigold"], partial(self._end_and_tell, ends["kettle-marigold"])),
            (dark, partial(self._worry, dark)),
        ]

    def _end_of(self, name: str) -> datetime:
        last = scripts.read(name, self.present)[-1]
        return list(scripts.moments(last))[-1][0] + timedelta(minutes=3)

    # --- meeting and talking ---
    def _meet(self, name: str, pair: Pair, began: datetime) -> None:
        seeker, peer = self.people[pair.seeker], self.people[pair.peer]
        with scene(began - _BEFORE - timedelta(minutes=pair.waited)):
            request = matching.ask(pair.wanted, actor=seeker)
        with scene(began - _BEFORE):
            here = peering.be_here(_here(hours=2), actor=peer)
            offer = matching.choose_peer(request, peer, actor=seeker)
            met = peering.accept_offer(offer, actor=peer)
            peering.stop_being_here(here, actor=peer)
        if not isinstance(met, Conversation):
            raise TypeError(met)
        self.opened[name] = met

    def _sit(self, name: str, sitting: Sitting, *, last: bool) -> None:
        ref = self.opened[name].ref
        limits.forget()  # a whole evening is written here in a moment
        for at, line in scripts.moments(sitting):
            with scene(at):
                number = talk.send(ref, line.text, str(uuid4()), actor=self.people[line.by]).number
                watch.sweep()
            with scene(at + timedelta(seconds=12)):
                self._what_became_of(ref, number, line)
                for sign_in in name.split("-"):
                    if not (last and (name, sign_in) == _NOT_READ):
                        talk.mark_read(ref, number, actor=self.people[sign_in])
        with scene(at + timedelta(seconds=15)):
            for sign_in in name.split("-"):
                notifications.put_all_away(self.people[sign_in], actor=self.people[sign_in])

    def _what_became_of(self, ref: str, number: int, line: Line) -> None:
        author = self.people[line.by]
        for by, kind in line.reactions:
            talk.react(ref, number, kind, actor=self.people[by])
        if line.edited:
            talk.edit(ref, number, line.edited, actor=author)
        if line.taken_back:
            talk.take_back(ref, number, actor=author)

    # --- apart from talking ---
    def _end_with_a_word(self, at: datetime) -> None:
        conversation, fennel = self.opened["fennel-estuary"], self.people["fennel"]
        with scene(at):
            conversations.end(conversation, actor=fennel)
        with scene(at + timedelta(minutes=2)):
            conversations.rate(
                conversation, actor=fennel, heard=5, again=True, line="He looked for the keys with her. I think of it."
            )

    def _end_and_tell(self, at: datetime) -> None:
        """A peer ends a conversation that pressed her, and tells the desk about one message of it."""
        conversation, marigold = self.opened["kettle-marigold"], self.people["marigold"]
        with scene(at):
            conversations.end(conversation, actor=marigold)
        with scene(at + timedelta(minutes=6)):
            subject = f"{watch.SUBJECT}:{conversation.ref}:{_PRESSING}"
            safety.report(
                Subject(self.people["kettle"], *subject.split(":", 1)),
                reason=Report.Reason.PRESSING,
                words="I do not think he means harm. He is lonely. But I said no, and he asked again.",
                excerpt=safety_access.text(marigold, subject),
                actor=marigold,
            )
        self._told_and_decided(at, conversation)

    def _told_and_decided(self, at: datetime, conversation: Conversation) -> None:
        """The message before it she had told of too; the moderator has decided on that one."""
        kettle, marigold = self.people["kettle"], self.people["marigold"]
        with scene(at + timedelta(minutes=3)):
            asked = Message.objects.filter(talk=conversation.talk, author=kettle, number__lt=_PRESSING)
            subject = f"{watch.SUBJECT}:{conversation.ref}:{asked.order_by('-number')[0].number}"
            told = safety.report(
                Subject(kettle, *subject.split(":", 1)),
                reason=Report.Reason.PRESSING,
                words="He asks for my number.",
                excerpt=safety_access.text(marigold, subject),
                actor=marigold,
            )
        desk.decide_and_appeal(told.case, self.people, "tamarack", at + timedelta(hours=3))

    def _worry(self, at: datetime) -> None:
        """A peer rings the desk in the night; the safety lead looks in the next morning."""
        walnut, hawthorn = self.people["walnut"], self.people["hawthorn"]
        with scene(at):
            told = safety.say_worried(
                self.people["moss"], words="A hard night. His brother is with him. I write tomorrow.", actor=walnut
            )
        with scene(at + timedelta(hours=9)):
            safety.take(told.case, actor=hawthorn)
        with scene(at + timedelta(hours=10)):
            note = "Spoke with Walnut and wrote to Moss. He has the numbers, his brother, and an appointment."
            words = "I hope you have had some rest since the night. I am here until five, and I read what you write."
            wrote = safety.support(told.case, Grounds(note), words, actor=hawthorn)
        with scene(at + timedelta(hours=11)):
            words = "Thank you for writing. My brother stays until Sunday. I slept a bit, and the dog had me out."
            safety.answer(wrote, words, actor=self.people["moss"])
        # Days are not moved back with a scene, only moments: the question belongs on the day after that one.
        asked_on = roster.local_day(at + timedelta(hours=10)) + timedelta(days=1)
        FollowUp.objects.filter(case=told.case).update(due_on=asked_on)

    # --- the present ---
    def now(self) -> None:
        """Who is there, who waits, and what is agreed for tomorrow."""
        tomorrow = (self.present + timedelta(days=1)).astimezone(scripts.ZONE)
        evening = tomorrow.replace(hour=19, minute=0, second=0, microsecond=0)
        estuary = self.people["estuary"]
        peering.be_here(Here(since=evening, until=evening + _EVENING, capacity=2, how=_HOW), actor=estuary)
        self._agree_on(evening + timedelta(minutes=30))
        for days, sign_in in enumerate(("linnet", "walnut", "tamarack", "marigold", "linnet", "estuary"), start=1):
            since = evening + timedelta(days=days)
            here = Here(since=since, until=since + _EVENING, capacity=2, how=_HOW[:2])
            peering.be_here(here, actor=self.people[sign_in])
        self._wait()
        self._roster()
        # There for some things only, so that whoever asks about others is left for a visitor to be there for.
        peering.be_here(_here(hours=10, topics=("panic", "young-parent")), actor=self.people["marigold"])

    def _roster(self) -> None:
        """The desk's hours: days and evenings, with one evening that only one person has."""
        hawthorn, tamarack = self.people["hawthorn"], self.people["tamarack"]
        today = roster.local_day(now())
        for ahead in range(7):
            day = today + timedelta(days=ahead)
            second = tamarack if ahead != 3 else None
            safety.set_duty(safety.Hours(day, time(9), time(17), hawthorn, second), actor=hawthorn)
            safety.set_duty(safety.Hours(day, time(17), time(22), tamarack, hawthorn), actor=hawthorn)

    def _agree_on(self, at: datetime) -> None:
        """Fennel would like to talk again, tomorrow; Quiet Estuary says yes."""
        matching.ask(
            Wanted(at=at, topics=("carer",), how=("be_heard",), words="Mother has moved in altogether."),
            actor=self.people["fennel"],
        )
        for asked in queries.open_offers(self.people["estuary"]):
            peering.accept_offer(asked.offer, actor=self.people["estuary"])

    def _wait(self) -> None:
        lapwing = self.people["lapwing"]
        wanted = Wanted(
            topics=("grief", "migration"),
            how=("be_heard",),
            severity=1,
            words="My father died in March and here nobody knew him. I would like to tell somebody who he was.",
        )
        with scene(self.present - timedelta(minutes=6)):
            request = matching.ask(wanted, actor=lapwing)
        with scene(self.present - timedelta(minutes=4)):
            matching.let_beside_ask(request, actor=lapwing)


def tell(people: People, present: datetime) -> None:
    """Let all of it happen, in the caller's transaction."""
    story = Story(people, present)
    story.past()
    story.now()


def _here(hours: int, topics: tuple[str, ...] = ()) -> Here:
    return Here(until=now() + timedelta(hours=hours), capacity=4, topics=topics, how=_HOW)
