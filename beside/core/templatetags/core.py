"""Tags every page may use: ``{% load core %}``."""

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Form
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from beside.core import avatars, clock, dates, icons

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """``{% icon "phone" %}``, or ``{% icon "lock" _("Private") %}`` where no words stand beside it."""
    return icons.draw(name, str(label))


@register.simple_tag
def avatar(seed: str, size: str = "") -> SafeString:
    """``{% avatar name %}``, ``{% avatar name "big" %}``, ``{% avatar name "small" %}``."""
    return avatars.draw(str(seed), size)


@register.simple_tag
def when(moment: datetime | None, form: str = "words") -> SafeString:
    """``{% when post.at %}``: the moment in words, with the exact time on hover and for screen readers.

    ``{% when post.at "exact" %}`` says the exact time at once; use it inside cached fragments, where words
    would grow stale. Nothing for None. Times are in the zone that is active for this request.
    """
    if moment is None:
        return SafeString("")
    tz = timezone.get_current_timezone()
    return SafeString(dates.drawn(moment, None if form == "exact" else clock.now(), tz))


@register.filter(expects_localtime=True)
def day(which: date | None, form: str = "") -> str:
    """``{{ letter.on_day|day }}``: "3 November 2026"; ``{{ one.day|day:"l j F" }}`` in another form of Django's.

    Of a moment, the day it is where the reader lives.
    """
    if not which:
        return ""
    only = which.date() if isinstance(which, datetime) else which
    return dates.formatted(only, form) if form else dates.day(only)


@register.filter(expects_localtime=True)
def clock_time(moment: datetime | None) -> str:
    """``{{ entry.at|clock_time }}``: "19:30" where the reader lives."""
    return dates.formatted(moment.replace(year=2000, month=1, day=1, tzinfo=None), "H:i") if moment else ""


@register.filter
def in_words(count: int) -> str:
    """``{{ 3|in_words }}``: small numbers as words."""
    return dates.number(int(count))


@register.simple_tag
def control(field: BoundField, why: str = "", placeholder: bool = True) -> SafeString:
    """The widget of ``field``, tied to its why-text, hint and error for screen readers.

    ``placeholder=False`` drops a placeholder that only repeats the label.
    """
    attrs: dict[str, Any] = {}
    described = describedby(field, why)
    if described:
        attrs["aria-describedby"] = described
    if field.errors:
        attrs["aria-invalid"] = "true"
    if not placeholder:
        attrs["placeholder"] = False
    return field.as_widget(attrs=attrs)


@register.simple_tag
def describedby(field: BoundField, why: str = "") -> str:
    """The ids of what is said about ``field``, in the order in which it is read out."""
    given = str(field.field.widget.attrs.get("aria-describedby", ""))
    parts = [given] if given else []
    parts += [f"{field.auto_id}_why"] if why else []
    parts += [f"{field.auto_id}_hint"] if field.help_text else []
    parts += [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(parts)


@register.simple_tag
def group_attrs(field: BoundField, why: str = "") -> SafeString:
    """Attributes of the fieldset around a set of choices."""
    described = describedby(field, why)
    attrs = {"aria-describedby": described} if described else {}
    return SafeString(flatatt(attrs))


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether ``field`` is a single tick box, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def first_id(field: BoundField) -> str:
    """Where a link in the error summary leads: the control itself, or the first choice of a set."""
    if field.use_fieldset:
        return next((option.id_for_label for option in field), str(field.auto_id))
    return str(field.id_for_label or field.auto_id)


@register.filter
def mistakes(form: Form) -> int:
    """How many things are to be put right."""
    return sum(len(found) for found in form.errors.values())


@register.simple_block_tag
def card(content: str, title: str = "", kind: str = "", level: int = 2, icon: str = "") -> SafeString:
    """``{% card title=_("Slow breathing") %} … {% endcard %}``; kind "" (plain), "warm" or "sunk"."""
    given = {"body": content, "title": title, "kind": kind, "level": level, "icon": icon}
    return render_to_string("core/parts/card.html", given)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """``{% dialog id="end" title=_("End this?") %} … {% enddialog %}``.

    Opened by ``<a href="/…/end" data-dialog="end">``. The link leads to a page that asks the
    same, so that it works without script.
    """
    return render_to_string("core/parts/dialog.html", {"body": content, "id": id, "title": title})
