"""What runs by itself for those who run the service."""

from django.urls import reverse

from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety import actions


def remind_of_helplines() -> None:
    """Tell the operators, once in a half-year, that confirmed helplines want another look."""
    actions.remind_of_old(reverse("console_helplines:list"), actor=BESIDE)
