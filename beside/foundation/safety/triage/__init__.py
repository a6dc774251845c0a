"""Triage: a text in, a concern out, with its reasons in words. Plain Python; see README.md."""

from .assess import RULES_VERSION, assess
from .model import (
    ABUSE_DISCLOSED,
    EATING_DISORDER,
    FLAGS,
    HARM_TO_OTHERS,
    MEDICAL_EMERGENCY,
    METHOD_SEEKING,
    MINOR_AT_RISK,
    PLAN_MEANS_TIMING,
    SELF_HARM,
    THIRD_PARTY,
    Assessment,
    Level,
    Reason,
    Text,
)

__all__ = [
    "ABUSE_DISCLOSED",
    "EATING_DISORDER",
    "FLAGS",
    "HARM_TO_OTHERS",
    "MEDICAL_EMERGENCY",
    "METHOD_SEEKING",
    "MINOR_AT_RISK",
    "PLAN_MEANS_TIMING",
    "RULES_VERSION",
    "SELF_HARM",
    "THIRD_PARTY",
    "Assessment",
    "Level",
    "Reason",
    "Text",
    "assess",
]
