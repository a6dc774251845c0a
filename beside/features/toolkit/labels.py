"""How the keys of ``core/words.py`` read to people."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOODS: Final[dict[str, Promise]] = {
    "panic": _("Panicky"),
    "overwhelm": _("It is too much"),
    "worry": _("Worried, thoughts racing"),
    "low": _("Low or flat"),
    "tense": _("Tense, restless"),
    "anger": _("Angry"),
    "urge": _("A strong urge"),
    "unreal": _("Unreal, far away"),
    "shame": _("Ashamed, hard on myself"),
    "lonely": _("Alone"),
    "hopeless": _("Without hope"),
    "sleep": _("I can't sleep"),
    "voices": _("Voices are loud"),
    "people": _("Something with people"),
}
SERVES: Final[dict[str, Promise]] = {
    "panic": _("Panic"),
    "anxiety": _("Being afraid"),
    "worry": _("Worry"),
    "racing-thoughts": _("Racing thoughts"),
    "fears": _("A certain fear"),
    "avoidance": _("Putting things off, hiding away"),
    "stress": _("Stress"),
    "tension": _("A tense body"),
    "overload": _("Too much at once"),
    "anger": _("Anger"),
    "low-mood": _("Low mood"),
    "withdrawal": _("Being shut in"),
    "hopelessness": _("Hopelessness"),
    "direction": _("Not knowing where to"),
    "shame": _("Shame"),
    "self-criticism": _("A harsh inner voice"),
    "loneliness": _("Loneliness"),
    "flashbacks": _("Flashbacks"),
    "dissociation": _("Feeling unreal"),
    "voices": _("Hearing voices"),
    "sleep": _("Sleep"),
    "self-harm-urges": _("Urges to hurt myself"),
    "substance-urges": _("Urges to drink or use"),
    "binge-urges": _("Urges to eat or not to eat"),
    "urges": _("Other urges"),
    "suicidal-thoughts": _("Thoughts of dying"),
    "hard-talks": _("A hard talk ahead"),
    "appointments": _("An appointment ahead"),
}
MARKS: Final[dict[str, Promise]] = {
    "breath": _("My breath: asthma, a lung illness, or breathing exercises frighten me"),
    "heart": _("My heart or blood pressure"),
    "pregnancy": _("I am pregnant"),
    "eating": _("Eating, weight or exercise is hard for me"),
    "trauma": _("Something bad happened, and it comes back"),
    "voices": _("I hear voices, or lose touch with what is real at times"),
}
MARKED: Final[dict[str, Promise]] = {
    "breath": _("You said that breath is hard for you."),
    "heart": _("You said to be careful with your heart."),
    "pregnancy": _("You said that you are pregnant."),
    "eating": _("You said that eating or exercise is hard for you."),
    "trauma": _("You said that something bad comes back."),
    "voices": _("You said that you hear voices at times."),
}
PLACES: Final[dict[str, Promise]] = {"anywhere": _("Anywhere"), "public": _("Out and about"), "home": _("At home")}
ENERGIES: Final[dict[str, Promise]] = {
    "little": _("Takes little strength"),
    "some": _("Takes some strength"),
    "more": _("Takes more strength"),
}
VARIANTS: Final[dict[str, Promise]] = {
    "sight": _("Without looking"),
    "smell": _("Without smell or taste"),
    "hearing": _("Without hearing"),
    "standing": _("Without standing"),
    "breath": _("Without changing your breath"),
    "hands": _("Without your hands"),
}
GRADES: Final[dict[str, Promise]] = {
    "many": _("Several studies together"),
    "some": _("Part of something well tested"),
    "part": _("Part of a treatment, alone little tested"),
    "small": _("One small study"),
    "mixed": _("Helps many, and has unwanted effects for some"),
    "little": _("Hardly studied"),
    "practice": _("Known from practice"),
}
FAMILIES: Final[dict[str, Promise]] = {
    "safety": _("Being safer"),
    "breathing": _("Breathing"),
    "grounding": _("Back to here and now"),
    "relaxation": _("Loosening up"),
    "mindfulness": _("Being with one thing"),
    "distress": _("When it is far too much"),
    "urges": _("Urges"),
    "emotion": _("Feelings"),
    "activity": _("Doing"),
    "movement": _("Moving"),
    "senses": _("Senses"),
    "worry": _("Worry"),
    "thinking": _("Thinking"),
    "anxiety": _("Fear"),
    "sleep": _("Sleep"),
    "self-kindness": _("Kindness to yourself"),
    "hope": _("Hope"),
    "values": _("What matters"),
    "connection": _("People"),
    "treatment": _("Treatment"),
    "voices": _("Voices"),
}
PHASES: Final[dict[str, Promise]] = {
    "in": _("Breathe in"),
    "top": _("A little more in"),
    "hold": _("Rest there"),
    "out": _("Breathe out"),
}
# What the script of an exercise says; nothing of it is written in the script.
PLAYER: Final[dict[str, Promise]] = {
    **PHASES,
    "round": _("Round {n} of {of}"),
    "left": _("{time} left"),
    "step": _("{n} of {of}"),
    "done": _("That was it. Stay a moment, if you like."),
    "stopped": _("You stopped, and that is fine. It ends when you say so."),
    "away": _("There was a long gap, so it waits here for you."),
    "over": _("The time is over. Do something kind now."),
    "begin": _("Begin"),
    "again": _("Once more"),
    "pause": _("Pause"),
    "on": _("Go on"),
}
MINUTES: Final = (2, 5, 10, 20)
