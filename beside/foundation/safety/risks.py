"""Kinds of harm an organisation is asked to think about, as rows to begin with; nothing here is judged for it.

The United Kingdom's Online Safety Act asks every service, however small, for an illegal content risk assessment with 17
kinds of priority illegal content, each judged by itself, and for one about children if they are likely to come; people
who are vulnerable, also by their mental health, are to be thought of. The European Union's Digital Services Act asks
small hosts for a contact point, notices and statements of reasons, but for no such list.

Sources, under ofcom.org.uk/online-safety/illegal-and-harmful-content/: quick-guide-to-online-safety-risk-assessments
(that there are 17 kinds) and helping-small-services-navigate-the-online-safety-act (every service, however small). The
names of the kinds are general knowledge, to be held against the guidance of the day.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beside.foundation.safety.models import Risk


@dataclass(frozen=True, slots=True)
class Kind:
    """A row to begin with. ``here`` says what this kind of service has in it that bears on the risk; may be empty."""

    key: str
    title: Promise
    here: Promise | str = ""


_SEALED = _("People write to each other in private, where nobody sees it unless somebody tells.")
KINDS: Final = (
    Kind(
        "suicide",
        _("Urging or helping somebody to end their life or harm themselves"),
        _(
            "People come here because they feel bad. Some speak of wanting to die: that is not against the law,"
            " and must not be treated so."
        ),
    ),
    Kind("harassment", _("Harassment, stalking, threats and abuse"), _SEALED),
    Kind("grooming", _("Approaching a child for sexual ends"),
         _("Adults alone join by default. Whoever opens it to younger people takes this on.")),
    Kind("child-images", _("Images of child sexual abuse"), _("Nobody can send pictures here.")),
    Kind("controlling", _("Controlling or coercive behaviour"), _SEALED),
    Kind("hate", _("Hatred against people for what they are")),
    Kind("intimate-images", _("Showing intimate pictures of somebody without their yes"),
         _("Nobody can send pictures here.")),
    Kind("fraud", _("Fraud and other crimes about money"), _("People in a hard time are asked for money more easily.")),
    Kind("drugs", _("Selling drugs or medicine")),
    Kind("adult-exploitation", _("Sexual exploitation of adults")),
    Kind("trafficking", _("Trafficking people")),
    Kind("immigration", _("Helping people across borders against the law")),
    Kind("terrorism", _("Terrorism")),
    Kind("weapons", _("Weapons")),
    Kind("extreme-pornography", _("Extreme pornography")),
    Kind("proceeds", _("Handling what was gained by crime")),
    Kind("interference", _("Interference by another state")),
    Kind("animals", _("Cruelty to animals")),
    Kind("other-illegal", _("Other things against the law")),
    Kind("children", _("Children who come here although they should not, and what could harm them"),
         _("The age is asked for, and not proven.")),
    Kind("contagion", _("Words about methods that others take up"),
         _("A text that gives a method waits for a person's look.")),
    Kind("unwell-staff", _("Those who help getting unwell themselves")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A kind and what the organisation made of it; a ``risk`` that was never kept has no number."""

    kind: Kind
    risk: Risk


def listed() -> list[Row]:
    """Every kind, in order, with what was made of it."""
    held = {risk.key: risk for risk in Risk.objects.all()}
    return [Row(kind, held.get(kind.key) or Risk(key=kind.key, title=str(kind.title))) for kind in KINDS]


def find(key: str) -> Row | None:
    """One of them; None for a key that is not listed."""
    return next((row for row in listed() if row.kind.key == key), None)
