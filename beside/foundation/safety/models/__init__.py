"""Blocks, reports, concerns, cases, decisions, answers; on call, care for all of them; what is said of helplines."""

from beside.foundation.safety.models.answers import Answer
from beside.foundation.safety.models.appeals import Appeal, Opening, Opinion
from beside.foundation.safety.models.blocks import Block
from beside.foundation.safety.models.care import Debrief, FollowUp, StaffBreak, StaffWish
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
from beside.foundation.safety.models.helplines import LineSaid
from beside.foundation.safety.models.holding import AutomaticMeasure, EndedMembership, HiddenText, Pattern
from beside.foundation.safety.models.legal import LegalSettings, OutsideNotice, PublishedReport, Risk
from beside.foundation.safety.models.oncall import CareSettings, Duty, DutyChange, Page, PageTold, Place, SwapAsk
from beside.foundation.safety.models.reports import Report
from beside.foundation.safety.models.thresholds import ScoreCount, SiteThresholds

__all__ = [
    "KEEPS_OUT",
    "OUTCOMES",
    "RESTRICTING",
    "TOLD",
    "Answer",
    "Appeal",
    "AutomaticMeasure",
    "Block",
    "CareSettings",
    "Case",
    "Concern",
    "Debrief",
    "Decision",
    "Duty",
    "DutyChange",
    "EndedMembership",
    "FollowUp",
    "HiddenText",
    "LegalSettings",
    "Limit",
    "LineSaid",
    "Opening",
    "Opinion",
    "OutsideNotice",
    "Page",
    "PageTold",
    "Pattern",
    "Place",
    "PublishedReport",
    "Report",
    "Restriction",
    "Risk",
    "ScoreCount",
    "SiteThresholds",
    "StaffBreak",
    "StaffWish",
    "SwapAsk",
]
