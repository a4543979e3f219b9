"""Assistance projects, the choice of experts and their missions, national roadmaps."""

from .appraisal import Appraisal, AppraisalMark
from .assistance import Assistance, AssistanceCounter
from .consultation import AttendanceCount, Consultation, Contribution, Stakeholder
from .edition import Edition
from .item import Item
from .measure import Indicator, IndicatorValue, Measure
from .mission import DaysWorked, Deliverable, Mission, MissionReport
from .need import Need
from .offer import Offer
from .roadmap import Roadmap, StageRecord
from .shortlist import Considered, Shortlist
from .team_member import TeamMember

__all__ = [
    "Appraisal",
    "AppraisalMark",
    "Assistance",
    "AssistanceCounter",
    "AttendanceCount",
    "Considered",
    "Consultation",
    "Contribution",
    "DaysWorked",
    "Deliverable",
    "Edition",
    "Indicator",
    "IndicatorValue",
    "Item",
    "Measure",
    "Mission",
    "MissionReport",
    "Need",
    "Offer",
    "Roadmap",
    "Shortlist",
    "StageRecord",
    "Stakeholder",
    "TeamMember",
]
