"""Moments said as a person would say them."""

from datetime import date, datetime, tzinfo
from functools import lru_cache
from html import escape

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

_NUMBERS = (
    "", gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three"), gettext_lazy("four"),
    gettext_lazy("five"), gettext_lazy("six"), gettext_lazy("seven"), gettext_lazy("eight"),
    gettext_lazy("nine"), gettext_lazy("ten"), gettext_lazy("eleven"), gettext_lazy("twelve"),
    gettext_lazy("thirteen"), gettext_lazy("fourteen"), gettext_lazy("fifteen"), gettext_lazy("sixteen"),
    gettext_lazy("seventeen"), gettext_lazy("eighteen"), gettext_lazy("nineteen"), gettext_lazy("twenty"),
)  # fmt: skip
# The first hour of each part of the day. Before five it is still night for whoever is awake.
_NOON, _EVENING, _DAWN = 12, 18, 5
_PARTS_OF_DAY = {
    -1: (
        gettext_lazy("early yesterday"),
        gettext_lazy("yesterday morning"),
        gettext_lazy("yesterday afternoon"),
        gettext_lazy("yesterday evening"),
    ),
    0: (
        gettext_lazy("early this morning"),
        gettext_lazy("this morning"),
        gettext_lazy("this afternoon"),
        gettext_lazy("this evening"),
    ),
    1: (
        gettext_lazy("early tomorrow"),
        gettext_lazy("tomorrow morning"),
        gettext_lazy("tomorrow afternoon"),
        gettext_lazy("tomorrow evening"),
    ),
}


def in_words(moment: datetime, now: datetime, tz: tzinfo) -> str:
    """Say ``moment`` as seen at ``now`` by someone living in ``tz``.

    "just now", "five minutes ago", "this morning", "yesterday evening", "on Tuesday", "3 November",
    "3 November 2024"; ahead: "in ten minutes", "this evening", "tomorrow morning". Both moments must know
    their zone: raises ``ValueError`` otherwise, because a guess could be hours wrong.
    """
    if moment.tzinfo is None or now.tzinfo is None:
        raise ValueError("a moment without a zone")
    seconds = (now - moment).total_seconds()
    if abs(seconds) < 60:
        return _("just now")
    if abs(seconds) < 3600:
        return _minutes(int(abs(seconds)) // 60, seconds > 0, get_language())
    there, here = moment.astimezone(tz), now.astimezone(tz)
    days = (there.date() - here.date()).days
    if abs(days) <= 1:
        return _part_of_day(sum(there.hour >= start for start in (_DAWN, _NOON, _EVENING)), days, get_language())
    if abs(days) < 7:
        return _on(there.date(), get_language())
    return _of_this_year(there.date(), get_language()) if there.year == here.year else day(there.date())


def exactly(moment: datetime, tz: tzinfo) -> str:
    """The day and time in ``tz``, in full: "Tuesday 3 November 2026, 19:30"."""
    return _exactly(moment.astimezone(tz).replace(tzinfo=None), get_language())


def drawn(moment: datetime, now: datetime | None, tz: tzinfo) -> str:
    """As HTML: in words, with the exact time on hover and for screen readers; the exact time alone without ``now``."""
    exact = escape(exactly(moment, tz))
    began = f'<time datetime="{moment.isoformat()}"'
    if now is None:
        return f"{began}>{exact}</time>"
    return f'{began} title="{exact}">{escape(in_words(moment, now, tz))}<span class="vh"> ({exact})</span></time>'


def day(which: date) -> str:
    """A day of any year: "3 November 2026"."""
    return _day(which, get_language())


def with_weekday(which: date, *, year: bool) -> str:
    """ "Tuesday 3 November", and its year where that is asked for."""
    return _with_weekday(which, year, get_language())


def formatted(which: date, pattern: str) -> str:
    """A day or a moment in a form of Django's, as ``date_format`` says it."""
    return _formatted(which, pattern, get_language())


# Remembered, since lists and tables say the same days over and over, and each takes several translations.
@lru_cache(maxsize=8_192)
def _exactly(there: datetime, _language: str | None) -> str:
    return formats.date_format(there, pgettext("a day and time in full, as a Django date format", "l j F Y, H:i"))


@lru_cache(maxsize=1_024)
def _on(which: date, _language: str | None) -> str:
    return _("on %(weekday)s") % {"weekday": formats.date_format(which, "l")}


@lru_cache(maxsize=1_024)
def _of_this_year(which: date, _language: str | None) -> str:
    return formats.date_format(which, pgettext("a day of this year, as a Django date format", "j F"))


@lru_cache(maxsize=8_192)
def _day(which: date, _language: str | None) -> str:
    return formats.date_format(which, pgettext("a day of any year, as a Django date format", "j F Y"))


@lru_cache(maxsize=8_192)
def _with_weekday(which: date, year: bool, _language: str | None) -> str:
    if year:
        return formats.date_format(which, pgettext("a weekday, day and year, as a Django date format", "l j F Y"))
    return formats.date_format(which, pgettext("a weekday and day, as a Django date format", "l j F"))


@lru_cache(maxsize=8_192)
def _formatted(which: date, pattern: str, _language: str | None) -> str:
    return formats.date_format(which, pattern)


def number(count: int) -> str:
    """Small numbers as words (one to twenty), others in figures."""
    return str(_NUMBERS[count]) if 0 < count < len(_NUMBERS) else str(count)


@lru_cache(maxsize=1_024)
def _minutes(count: int, ago: bool, _language: str | None) -> str:
    words = {"count": number(count)}
    if ago:
        return ngettext("a minute ago", "%(count)s minutes ago", count) % words
    return ngettext("in a minute", "in %(count)s minutes", count) % words


@lru_cache(maxsize=512)
def _part_of_day(part: int, days: int, _language: str | None) -> str:
    return str(_PARTS_OF_DAY[days][part])
