"""Words that come with Beside: feelings, topics, content notes, starters, and the first spaces."""

from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from beside.features.spaces.models import Need, Space
from beside.foundation.profiles.models import Experience

FEELINGS: Final[dict[str, "str | Promise"]] = {
    "sad": pgettext_lazy("feeling", "Sad"),
    "anxious": pgettext_lazy("feeling", "Anxious"),
    "lonely": pgettext_lazy("feeling", "Lonely"),
    "angry": pgettext_lazy("feeling", "Angry"),
    "ashamed": pgettext_lazy("feeling", "Ashamed"),
    "tired": pgettext_lazy("feeling", "Worn out"),
    "numb": pgettext_lazy("feeling", "Numb"),
    "confused": pgettext_lazy("feeling", "Confused"),
    "hopeful": pgettext_lazy("feeling", "Hopeful"),
    "grateful": pgettext_lazy("feeling", "Grateful"),
    "relieved": pgettext_lazy("feeling", "Relieved"),
    "proud": pgettext_lazy("feeling", "Proud"),
}
TOPICS: Final[dict[str, "str | Promise"]] = {
    "sleep": _("Sleep"),
    "family": _("Family"),
    "love": _("Love and partners"),
    "friends": _("Friends"),
    "work": _("Work and study"),
    "money": _("Money and home"),
    "treatment": _("Treatment"),
    "medication": _("Medication"),
    "body": _("Body and health"),
    "food": _("Food and eating"),
    "drinking": _("Alcohol and drugs"),
    "loss": _("Loss"),
    "trauma": _("Hard things that happened"),
    "self-harm": _("Self-harm"),
    "suicide": _("Thoughts of suicide"),
    "identity": _("Who I am"),
    "small-steps": _("Small steps"),
}
NOTES: Final[dict[str, "str | Promise"]] = {
    "suicide": _("This is about thoughts of suicide."),
    "self-harm": _("This is about self-harm."),
    "eating": _("This is about eating and weight."),
    "violence": _("This is about violence."),
    "abuse": _("This is about abuse."),
    "loss": _("This is about a death."),
    "other": _("This may be hard to read."),
}
STARTERS: Final[dict[str, tuple["str | Promise", ...]]] = {
    Need.HEARD: (_("I read this and …"), _("That sounds …"), _("I am glad you wrote this, because …")),
    Need.EXPERIENCE: (_("I have been there: …"), _("For me it was …"), _("What I remember is …")),
    Need.IDEAS: (_("What helped me was …"), _("One small thing I tried …"), _("What I would try again is …")),
    Need.GOOD: (_("This made me smile because …"), _("I am glad that …"), _("It reminds me of …")),
}

# Key of an experience, name, what the space is for. Few, so that none is an empty hall; an organisation adds its own.
_FIRST: Final = (
    ("depression", _("Low days"), _("For when everything is heavy. Nobody here needs you to be cheerful.")),
    ("anxiety", _("Worry and panic"), _("For racing thoughts, tight chests and the days one puts things off.")),
    ("trauma", _("After hard things"), _("For living with what happened. You tell only what you want to tell.")),
    ("grief", _("Missing someone"), _("For loss of every kind and every age.")),
    ("carer", _("Caring for someone"), _("For those who look after others, and forget themselves.")),
    ("loneliness", _("Company"), _("For quiet evenings, small talk and small good things.")),
)


def seed() -> int:
    """Open the first spaces where there are none yet; returns how many. Again changes nothing."""
    with transaction.atomic():
        if Space.objects.exists():
            return 0
        about = {row.key: row for row in Experience.objects.filter(key__in=[key for key, _name, _for in _FIRST])}
        made = [
            Space(key=key, name=str(name), purpose=str(purpose), experience=about.get(key))
            for key, name, purpose in _FIRST
        ]
        Space.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)
