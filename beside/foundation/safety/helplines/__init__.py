"""Helplines: emergency numbers and crisis lines by country. Plain Python; see README.md."""

from .known import every_host, every_number
from .lines import Emergency, HelpFor, Line, Sms, compiled_on, countries, for_country, retired, shipped, top

__all__ = [
    "Emergency",
    "HelpFor",
    "Line",
    "Sms",
    "compiled_on",
    "countries",
    "every_host",
    "every_number",
    "for_country",
    "retired",
    "shipped",
    "top",
]
