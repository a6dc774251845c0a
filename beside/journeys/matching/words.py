"""Why two people might fit, in words; and the same as rows keep it.

Each sentence is a clause that may follow "because": "you both live with panic". It is said from the reader's side,
so that the one who asks and the one who is asked each read "you".
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from beside.foundation.accounts.models import Person
from beside.foundation.profiles import places
from beside.foundation.profiles import queries as profiles
from beside.foundation.profiles.models import Experience, ExperienceKind
from beside.journeys.matching.core.people import Aspect, How
from beside.journeys.matching.core.rank import Code, Reason

MOST: Final = 4
Words = str | Promise

# Read by the one who asked, and by the one who is asked. {name} is an experience as the list calls it.
_SAID: Final[dict[Code, tuple[Words, Words]]] = {
    Code.SHARES_CAME_THROUGH: (
        gettext_lazy("you have both come through “{name}”"),
        gettext_lazy("you have both come through “{name}”"),
    ),
    Code.SHARES_SUPPORTING: (
        gettext_lazy("you both support somebody with “{name}”"),
        gettext_lazy("you both support somebody with “{name}”"),
    ),
    Code.CAME_THROUGH_WHAT_YOU_LIVE: (
        gettext_lazy("they came through what you live with: “{name}”"),
        gettext_lazy("you came through what they live with: “{name}”"),
    ),
    Code.LIVES_WHAT_YOU_CAME_THROUGH: (
        gettext_lazy("they live with what you came through: “{name}”"),
        gettext_lazy("you live with what they came through: “{name}”"),
    ),
    Code.SUPPORTS_WITH_WHAT_YOU_LIVE: (
        gettext_lazy("they support somebody who lives, as you do, with “{name}”"),
        gettext_lazy("you support somebody who lives, as they do, with “{name}”"),
    ),
    Code.SUPPORTS_WITH_WHAT_YOU_CAME_THROUGH: (
        gettext_lazy("they support somebody with what you came through: “{name}”"),
        gettext_lazy("you support somebody with what they came through: “{name}”"),
    ),
    Code.LIVES_WHAT_YOU_SUPPORT: (
        gettext_lazy("they live with what you support somebody through: “{name}”"),
        gettext_lazy("you live with what they support somebody through: “{name}”"),
    ),
    Code.CAME_THROUGH_WHAT_YOU_SUPPORT: (
        gettext_lazy("they came through what you support somebody through: “{name}”"),
        gettext_lazy("you came through what they support somebody through: “{name}”"),
    ),
    Code.LIVES_WHAT_YOU_ASK: (
        gettext_lazy("they live with what you want to talk about: “{name}”"),
        gettext_lazy("you live with what they want to talk about: “{name}”"),
    ),
    Code.CAME_THROUGH_WHAT_YOU_ASK: (
        gettext_lazy("they came through what you want to talk about: “{name}”"),
        gettext_lazy("you came through what they want to talk about: “{name}”"),
    ),
    Code.SUPPORTS_WITH_WHAT_YOU_ASK: (
        gettext_lazy("they support somebody with what you want to talk about: “{name}”"),
        gettext_lazy("you support somebody with what they want to talk about: “{name}”"),
    ),
}
_BOTH_WANT: Final[dict[How, tuple[Words, Words]]] = {
    How.BE_HEARD: (
        gettext_lazy("you want to be heard, and they like to listen"),
        gettext_lazy("they want to be heard, and you like to listen"),
    ),
    How.SHARE_EXPERIENCE: (
        gettext_lazy("you both like to share what you have lived"),
        gettext_lazy("you both like to share what you have lived"),
    ),
    How.IDEAS: (
        gettext_lazy("you want ideas, and they like to think along"),
        gettext_lazy("they want ideas, and you like to think along"),
    ),
}
HOW_LABELS: Final[tuple[tuple[str, Words], ...]] = (
    (How.BE_HEARD.value, gettext_lazy("Be heard")),
    (How.SHARE_EXPERIENCE.value, gettext_lazy("Share what we have lived")),
    (How.IDEAS.value, gettext_lazy("Think about ideas")),
)
GIVE_LABELS: Final[tuple[tuple[str, Words], ...]] = (
    (How.BE_HEARD.value, gettext_lazy("Listen")),
    (How.SHARE_EXPERIENCE.value, gettext_lazy("Share what I have lived")),
    (How.IDEAS.value, gettext_lazy("Think along")),
)


def as_json(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Reasons as rows keep them."""
    return [
        {
            "code": reason.code.value,
            "value": reason.value,
            "aspect": reason.aspect.value if reason.aspect else None,
            "asked": reason.asked,
        }
        for reason in reasons
    ]


def reasons_in_words(why: Sequence[dict[str, Any]], *, to_seeker: bool, most: int = MOST) -> list[str]:
    """The strongest few as clauses for one reader. The seeker's wishes are never told to the peer.

    Two queries for names, however many reasons. Reasons nobody knows any more are left out.
    """
    listed = _Listed()
    plain = [one for one in why if one.get("code") != Code.SAME_LANGUAGE]
    clauses = [clause for one in plain if (clause := _clause(one, to_seeker, listed))]
    spoken = _languages(why, besides_others=bool(clauses))
    return [*dict.fromkeys(clauses)][: most - bool(spoken)] + spoken


def for_conversation(
    why: Sequence[dict[str, Any]], how: Sequence[str], _reader: Person, reader_is_seeker: bool
) -> list[str]:
    """The same for the page of a conversation (see conversations.hooks)."""
    return reasons_in_words(why, to_seeker=reader_is_seeker)


def list_of(how: Sequence[str]) -> list[str]:
    """How somebody would like to be met, in words."""
    return [str(label) for value, label in HOW_LABELS if value in how]


class _Listed:
    """The list of experiences as this reader's language calls it, asked for only once and only when needed."""

    def __init__(self) -> None:
        self._names: dict[str, str] | None = None
        self._phrases: dict[str, str] = {}
        self._conditions: set[str] = set()

    def _load(self) -> dict[str, str]:
        if self._names is None:
            self._names = profiles.experience_names()
            self._phrases = profiles.phrases()
            conditions = Experience.objects.filter(kind=ExperienceKind.CONDITION)
            self._conditions = set(conditions.values_list("key", flat=True))
        return self._names

    def name(self, key: str) -> str:
        """What the list calls it; empty where it is gone."""
        return self._load().get(key, "")

    def both(self, key: str) -> str:
        """The end of "you both …"."""
        self._load()
        return self._phrases.get(key, "")

    def is_condition(self, key: str) -> bool:
        """Whether it is something one lives with, rather than an event, a role or who one is."""
        self._load()
        return key in self._conditions


def _clause(one: dict[str, Any], to_seeker: bool, listed: _Listed) -> str:
    code, value = one.get("code", ""), str(one.get("value", ""))
    if code not in Code._value2member_map_:
        return ""
    if code == Code.BOTH_WANT:
        return str(_BOTH_WANT[How(value)][not to_seeker]) if value in How._value2member_map_ else ""
    if code == Code.RATHER_WISH:
        return _wished(one.get("aspect"), value, listed) if to_seeker else ""
    return _shared(Code(code), value, to_seeker, listed)


def _shared(code: Code, key: str, to_seeker: bool, listed: _Listed) -> str:
    # An event or a role is one both "have been through" or "are", wherever each stands to it now.
    past = code is Code.SHARES_CAME_THROUGH and not listed.is_condition(key)
    if code is Code.SHARES_LIVING or past:
        both = listed.both(key)
        return _("you both {phrase}").format(phrase=both) if both else ""
    name = listed.name(key)
    return str(_SAID[code][not to_seeker]).format(name=name) if name else ""


def _wished(aspect: str | None, value: str, listed: _Listed) -> str:
    if aspect == Aspect.TOPIC:
        name = listed.name(value)
        return _("you hoped for somebody who knows “{name}”").format(name=name) if name else ""
    if aspect == Aspect.LANGUAGE:
        return _("you hoped to write in {language}").format(language=_language(value))
    # Age and gender are never shown as such: only that the wish is met.
    return _("they are whom you hoped to meet, by your wishes")


def _languages(why: Sequence[dict[str, Any]], *, besides_others: bool) -> list[str]:
    shared = [str(one["value"]) for one in why if one.get("code") == Code.SAME_LANGUAGE]
    plain = {settings.LANGUAGE_CODE[:2], (get_language() or "")[:2]}
    # That both write in the language of the page says something only where nothing else does.
    telling = [one for one in shared if one not in plain] or ([] if besides_others else shared)
    names = [_language(one) for one in sorted(telling)]
    if not names:
        return []
    if len(names) == 1:
        return [_("you both write in {language}").format(language=names[0])]
    some = {"languages": ", ".join(names[:-1]), "last": names[-1]}
    return [_("you both write in {languages} and {last}").format(**some)]


def _language(code: str) -> str:
    """What the reader's own language calls it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return places.language_name(code)
