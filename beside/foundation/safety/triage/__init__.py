"""Triage: a text in, a concern out, with its reasons in words. Plain Python; see README.md."""

from .assess import RULES_VERSION, assess
from .learning import allow as allow_learnt
from .learning import available as learnt_available
from .model import (
    ABUSE_DISCLOSED,
    EATING_DISORDER,
    FLAGS,
    HARM_TO_OTHERS,
    LEARNT,
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
from .noticing import needs_context
from .thresholds import SHIPPED, Thresholds, from_own_traffic
from .words import Reading, read

__all__ = [
    "ABUSE_DISCLOSED",
    "EATING_DISORDER",
    "FLAGS",
    "HARM_TO_OTHERS",
    "LEARNT",
    "MEDICAL_EMERGENCY",
    "METHOD_SEEKING",
    "MINOR_AT_RISK",
    "PLAN_MEANS_TIMING",
    "RULES_VERSION",
    "SELF_HARM",
    "SHIPPED",
    "THIRD_PARTY",
    "Assessment",
    "Level",
    "Reading",
    "Reason",
    "Text",
    "Thresholds",
    "allow_learnt",
    "assess",
    "from_own_traffic",
    "learnt_available",
    "needs_context",
    "read",
]
