"""Blocks, reports, concerns and the cases a person judges; who is on call, and care for all of them."""

from beside.foundation.safety.models.blocks import Block
from beside.foundation.safety.models.care import Debrief, FollowUp, StaffBreak, StaffWish
from beside.foundation.safety.models.cases import OUTCOMES, Case
from beside.foundation.safety.models.concerns import Concern
from beside.foundation.safety.models.holding import AutomaticMeasure, EndedMembership, HiddenText, Pattern
from beside.foundation.safety.models.oncall import CareSettings, Duty, DutyChange, Page, PageTold, Place, SwapAsk
from beside.foundation.safety.models.reports import Report
from beside.foundation.safety.models.thresholds import ScoreCount, SiteThresholds

__all__ = [
    "OUTCOMES",
    "AutomaticMeasure",
    "Block",
    "CareSettings",
    "Case",
    "Concern",
    "Debrief",
    "Duty",
    "DutyChange",
    "EndedMembership",
    "FollowUp",
    "HiddenText",
    "Page",
    "PageTold",
    "Pattern",
    "Place",
    "Report",
    "ScoreCount",
    "SiteThresholds",
    "StaffBreak",
    "StaffWish",
    "SwapAsk",
]
