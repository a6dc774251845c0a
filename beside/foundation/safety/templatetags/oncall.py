"""How hours and moments ahead are said: ``{% load oncall %}``. In the zone that is active for this request."""

from datetime import datetime, tzinfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.core.dates import exactly, formatted, with_weekday

register = template.Library()


def _clock(moment: datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}"


def _day(moment: datetime) -> str:
    return with_weekday(moment.date(), year=False)


def in_short(moment: datetime, present: datetime, zone: tzinfo) -> str:
    """A moment ahead, as short as is plain: "22:00" (today), "tomorrow, 08:00", "Thursday, 08:00", or day and time."""
    there, here = moment.astimezone(zone), present.astimezone(zone)
    days = (there.date() - here.date()).days
    if days == 0:
        return _clock(there)
    if days == 1:
        return _("tomorrow, %(clock)s") % {"clock": _clock(there)}
    day = formatted(there.date(), "l") if 1 < days < 7 else _day(there)
    return f"{day}, {_clock(there)}"


@register.simple_tag
def short(moment: datetime | None) -> SafeString:
    """``{% short staffing.until_at %}``: see ``in_short``; the whole time on hover. Nothing for None."""
    if moment is None:
        return SafeString("")
    zone = timezone.get_current_timezone()
    shape = '<time datetime="{}" title="{}">{}</time>'
    return format_html(shape, moment.isoformat(), exactly(moment, zone), in_short(moment, now(), zone))


@register.simple_tag
def hours(begins: datetime, ends: datetime) -> SafeString:
    """``{% hours row.begins row.ends %}``: "Tuesday 24 November, 09:00–17:00"; a weekday more where it ends later."""
    zone = timezone.get_current_timezone()
    since, until = begins.astimezone(zone), ends.astimezone(zone)
    later = "" if until.date() == since.date() else formatted(until.date(), "l") + " "
    shape = '<time datetime="{}">{}, {}</time>–<time datetime="{}">{}{}</time>'
    return format_html(shape, begins.isoformat(), _day(since), _clock(since), ends.isoformat(), later, _clock(until))
