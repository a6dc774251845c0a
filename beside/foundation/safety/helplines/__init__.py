"""Helplines: emergency numbers and crisis lines by country. Plain Python; see README.md."""

from .lines import Emergency, HelpFor, Line, Sms, compiled_on, countries, for_country, retired, shipped, top

__all__ = [
    "Emergency",
    "HelpFor",
    "Line",
    "Sms",
    "compiled_on",
    "countries",
    "for_country",
    "retired",
    "shipped",
    "top",
]
