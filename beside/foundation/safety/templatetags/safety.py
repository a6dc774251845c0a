"""How helplines are said: ``{% load safety %}``. Numbers pass through as they are."""

from datetime import date

from django import template
from django.utils import formats
from django.utils.translation import get_language_info, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from beside.foundation.safety.helplines import Emergency, Line

register = template.Library()

_PURPOSES = {
    "all": gettext_lazy("Emergency services, any phone, any time"),
    "emergency": gettext_lazy("Emergency number"),
    "ambulance": gettext_lazy("Ambulance"),
    "police": gettext_lazy("Police"),
    "gendarmerie": gettext_lazy("Police (gendarmerie)"),
    "fire": gettext_lazy("Fire"),
    "ambulance and fire": gettext_lazy("Ambulance and fire"),
    "fire and rescue": gettext_lazy("Fire and rescue"),
    "rescue": gettext_lazy("Rescue"),
}


@register.filter
def purpose(number: Emergency) -> str:
    """What an emergency number is for."""
    return str(_PURPOSES.get(number.purpose, number.purpose))


@register.filter
def can_call(number: Emergency) -> bool:
    """Whether the number takes calls; a few are for texts only, and get no call link."""
    return not number.purpose.startswith("text")


# Beside those that Django knows: names of languages as their speakers write them.
_LANGUAGES = {
    "am": "አማርኛ", "as": "অসমীয়া", "bal": "بلوچی", "cmn": "普通话", "doi": "डोगरी", "fil": "Filipino", "gu": "ગુજરાતી",
    "ha": "Hausa", "kok": "कोंकणी", "ks": "کٲشُر", "mai": "मैथिली", "mni": "ꯃꯤꯇꯩꯂꯣꯟ", "no": "Norsk", "ps": "پښتو",
    "rw": "Kinyarwanda", "sat": "ᱥᱟᱱᱛᱟᱲᱤ", "sd": "سنڌي", "skr": "سرائیکی", "so": "Soomaali", "ti": "ትግርኛ",
    "tl": "Tagalog", "yue": "粵語", "zh": "中文", "zu": "isiZulu",
}  # fmt: skip


@register.filter
def language_names(line: Line) -> str:
    """The languages a line speaks, as their speakers write them; a code we have no name for stays a code."""
    return ", ".join(_language(code) for code in line.languages)


def _language(code: str) -> str:
    if code in _LANGUAGES:
        return _LANGUAGES[code]
    try:
        name = str(get_language_info(code)["name_local"])
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


@register.filter
def when_open(line: Line) -> str:
    """Whether the line is open now, its hours, its price: "Open now · day and night · free"."""
    hours = _("day and night") if line.hours == "24/7" else line.hours
    state = {True: _("Open now"), False: _("Closed now"), None: ""}[line.open_now]
    parts = [state, hours or _("Hours not known"), _("free") if line.cost == "free" else line.cost or ""]
    return " · ".join(part for part in parts if part)


@register.filter
def source_date(checked: str | None) -> str:
    """A source's date, as exact as the source is: "2 June 2026", "January 2026", "2026"; "" when unknown."""
    if not checked:
        return ""
    parts = [int(part) for part in checked.split("-")]
    if len(parts) == 1:
        return checked
    if len(parts) == 2:
        pattern = pgettext("a month of any year, as a Django date format", "F Y")
        return formats.date_format(date(parts[0], parts[1], 1), pattern)
    pattern = pgettext("a day of any year, as a Django date format", "j F Y")
    return formats.date_format(date(parts[0], parts[1], parts[2]), pattern)


@register.simple_tag
def took(minutes: float | None) -> str:
    """A length of time in the unit that fits: "4 minutes", "3 hours", "2 days"; a line where it is left out."""
    if minutes is None:
        return "–"
    if minutes < 90:
        count = max(1, round(minutes))
        return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}
    if minutes < 48 * 60:
        count = round(minutes / 60)
        return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
    count = round(minutes / 60 / 24)
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
