"""The steps of the safety plan and the headings of the wellness plan, in our own words.

That a safety plan has these six parts, from signs to safer surroundings, is published (B. Stanley and G. K. Brown,
"Safety Planning Intervention", Cognitive and Behavioral Practice 19 (2012) 256-264); the wording is ours.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_Words = str | Promise


@dataclass(frozen=True, slots=True)
class Part:
    """One step or heading. ``people``: it holds names, too. ``near``: headings that may hold something for it."""

    key: str
    title: _Words
    ask: _Words
    hint: _Words
    people: bool = False
    near: tuple[str, ...] = ()


STEPS: Final = (
    Part(
        "signs",
        _("How I notice that it is getting hard"),
        _("What do you feel, think or do when a hard time begins?"),
        _("For example: I stop answering. I lie awake. Everything feels too loud."),
        near=("early", "bad"),
    ),
    Part(
        "alone",
        _("What I can do by myself"),
        _("What helps you get through the next hour, without needing anyone?"),
        _("Small things count: a shower, one song, counting what is blue in the room."),
        near=("daily", "then"),
    ),
    Part(
        "around",
        _("People and places that take my mind off it"),
        _("Where can you go, or whom can you be with, without having to talk about it?"),
        _("For example: the library, my sister's kitchen, walking the neighbour's dog."),
        people=True,
        near=("daily", "people"),
    ),
    Part(
        "people",
        _("People I can ask for help"),
        _("Whom would you let know that it is bad?"),
        _("A name is enough. With a number, one tap calls them from here."),
        people=True,
        near=("people",),
    ),
    Part(
        "services",
        _("Professionals and services"),
        _("Who helps for a living, and how do you reach them?"),
        _("A doctor, a therapist, a clinic, somewhere to go at night. The helplines we know stand below anyway."),
        people=True,
    ),
    Part(
        "safer",
        _("Making the place around me safer"),
        _("What would make where you are safer until this has passed?"),
        _(
            "A hard hour passes sooner when what could hurt you is not close by. Somebody you trust can help with that,"
            " or be with you. Write only what you want to; you need not name anything here."
        ),
    ),
)
HEADINGS: Final = (
    Part(
        "daily",
        _("What keeps me well, day by day"),
        _("What do you do on days that go all right?"),
        _("Sleep, food, people, quiet, work, play. What you would miss if it stopped."),
    ),
    Part(
        "early",
        _("Early signs"),
        _("What changes first, often before you notice it yourself?"),
        _("For example: the post stays closed, I cancel things, I talk faster."),
    ),
    Part(
        "then",
        _("What I do then"),
        _("What has helped you turn it around?"),
        _("What you would tell yourself to do, in the order you would do it."),
    ),
    Part(
        "bad",
        _("When things break down"),
        _("How do you and others know that it is bad now, and what has to happen?"),
        _("Who does what, and who needs to know."),
    ),
    Part(
        "after",
        _("Afterwards"),
        _("What do you need in the days and weeks after a bad time?"),
        _("What can wait, what comes first, how you come back to things."),
    ),
    Part(
        "strengths",
        _("My strengths"),
        _("What do you have that has carried you so far?"),
        _("Ask somebody who likes you, if nothing comes to mind."),
    ),
    Part(
        "people",
        _("My people"),
        _("Who belongs to this plan?"),
        _("Who may know, who would rather not, who is good for what."),
        people=True,
    ),
    Part(
        "please",
        _("What I want others to do"),
        _("When you cannot say it, what would you want?"),
        _("These are your wishes. You can share just this part with those it is for."),
    ),
    Part(
        "please_not",
        _("What I do not want others to do"),
        _("What makes it worse, however well it is meant?"),
        _("For example: do not ring my work. Do not leave me alone with visitors."),
    ),
)
STEP: Final = {part.key: part for part in STEPS}
HEADING: Final = {part.key: part for part in HEADINGS}
