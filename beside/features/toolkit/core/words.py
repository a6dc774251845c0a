"""The words a strategy is described with: which keys there are. How they read to people is in ``labels.py``."""

from typing import Final

MOODS: Final = (
    "panic", "overwhelm", "worry", "low", "tense", "anger", "urge", "unreal", "shame", "lonely", "hopeless", "sleep",
    "voices", "people",
)  # fmt: skip
SERVES: Final = (
    "panic", "anxiety", "worry", "racing-thoughts", "fears", "avoidance", "stress", "tension", "overload", "anger",
    "low-mood", "withdrawal", "hopelessness", "direction", "shame", "self-criticism", "loneliness", "flashbacks",
    "dissociation", "voices", "sleep", "self-harm-urges", "substance-urges", "binge-urges", "urges",
    "suicidal-thoughts", "hard-talks", "appointments",
)  # fmt: skip
# What somebody may mark about themselves, so that something else is offered first.
MARKS: Final = ("breath", "heart", "pregnancy", "eating", "trauma", "voices")
PLACES: Final = ("anywhere", "public", "home")
ENERGIES: Final = ("little", "some", "more")
VARIANTS: Final = ("sight", "smell", "hearing", "standing", "breath", "hands")
GRADES: Final = ("many", "some", "part", "small", "mixed", "little", "practice")
FAMILIES: Final = (
    "safety", "breathing", "grounding", "relaxation", "mindfulness", "distress", "urges", "emotion", "activity",
    "movement", "senses", "worry", "thinking", "anxiety", "sleep", "self-kindness", "hope", "values", "connection",
    "treatment", "voices",
)  # fmt: skip
PHASES: Final = ("in", "top", "hold", "out")
# Nobody who marked one of these is asked to hold their breath.
NO_HOLDING: Final = frozenset({"breath", "heart", "pregnancy"})
# Thoughts of ending it, or urges to hurt oneself: help by people is named first.
PEOPLE_FIRST: Final = frozenset({"urge", "hopeless", "voices"})
