"""Blocks, reports, concerns, the cases a person judges, and what they decided."""

from beside.foundation.safety.models.appeals import Appeal, Opening, Opinion
from beside.foundation.safety.models.blocks import Block
from beside.foundation.safety.models.cases import OUTCOMES, Case
from beside.foundation.safety.models.concerns import Concern
from beside.foundation.safety.models.decisions import (
    KEEPS_OUT,
    RESTRICTING,
    TOLD,
    Decision,
    Limit,
    Restriction,
)
from beside.foundation.safety.models.reports import Report

__all__ = [
    "KEEPS_OUT",
    "OUTCOMES",
    "RESTRICTING",
    "TOLD",
    "Appeal",
    "Block",
    "Case",
    "Concern",
    "Decision",
    "Limit",
    "Opening",
    "Opinion",
    "Report",
    "Restriction",
]
