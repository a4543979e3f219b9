"""Assistance projects, the choice of experts, and their missions."""

from .appraisal import Appraisal, AppraisalMark
from .assistance import Assistance, AssistanceCounter
from .mission import DaysWorked, Deliverable, Mission, MissionReport
from .need import Need
from .offer import Offer
from .shortlist import Considered, Shortlist

__all__ = [
    "Appraisal",
    "AppraisalMark",
    "Assistance",
    "AssistanceCounter",
    "Considered",
    "DaysWorked",
    "Deliverable",
    "Mission",
    "MissionReport",
    "Need",
    "Offer",
    "Shortlist",
]
