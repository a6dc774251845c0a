"""Blocks, reports, concerns and the cases a person judges."""

from beside.foundation.safety.models.blocks import Block
from beside.foundation.safety.models.cases import OUTCOMES, Case
from beside.foundation.safety.models.concerns import Concern
from beside.foundation.safety.models.reports import Report

__all__ = ["OUTCOMES", "Block", "Case", "Concern", "Report"]
