"""Waits and shares in words."""

from datetime import timedelta

from django import template

from beside.journeys.answering.queries import in_words

register = template.Library()


@register.filter
def wait(value: timedelta | None) -> str:
    """A wait as people say it; a dash where too little is known."""
    return in_words(value) if isinstance(value, timedelta) else "–"


@register.filter
def share(value: float | None) -> str:
    """A share as a percentage; a dash where too little is known."""
    return f"{value * 100:.0f} %" if isinstance(value, float) else "–"
