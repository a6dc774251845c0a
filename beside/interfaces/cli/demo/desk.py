"""What the invented staff decided: one message hidden, its reasons, and a wish for another look that is still open."""

from datetime import datetime, timedelta

from beside.foundation.safety import actions as safety
from beside.foundation.safety.actions import Grounds
from beside.foundation.safety.models import Case, Decision
from beside.interfaces.cli.demo.arriving import People
from beside.interfaces.cli.demo.moving_back import scene

_RULE = 4  # stay yourself, and stay unknown if you wish


def decide_and_appeal(case: Case, people: People, moderator: str, at: datetime) -> None:
    """The moderator hides the message that was told; a day later its writer asks for another look."""
    author = case.about
    if author is None:
        raise TypeError(case)
    facts = "You asked how to reach her outside Beside. That can press someone, even when it is meant well."
    with scene(at):
        made = safety.hide(case, Grounds(facts, Decision.Source.REPORT, _RULE), actor=people[moderator])
    with scene(at + timedelta(hours=20)):
        words = "I did not mean to press. I was happy to have someone to talk to. Please look at it again."
        safety.appeal(made, words, actor=author)
