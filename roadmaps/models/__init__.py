"""Assistance projects, the choice of experts and their missions, national roadmaps."""

from .appraisal import Appraisal, AppraisalMark
from .assistance import Assistance, AssistanceCounter
from .consultation import AttendanceCount, Consultation, Contribution, Stakeholder
from .diagnosis import Diagnosis
from .edition import Edition
from .edition_text import EditionText
from .item import Item
from .measure import Indicator, IndicatorValue, Measure
from .mission import DaysWorked, Deliverable, Mission, MissionReport
from .money import Commitment, Envelope, EnvelopeLine, Payment
from .need import Need
from .offer import Offer
from .package import FinalPackage
from .paper import Paper, PaperVersion, ThreadMessage
from .plan import PlannedStep, PlanVersion, StepEvidence, StepProgress
from .reporting import MeasureProgress, ProgressReport, ReportedValue, ReportingRound
from .risk import Risk, RiskReview
from .roadmap import Roadmap, StageRecord
from .roadmap_import import RoadmapImport
from .shortlist import Considered, Shortlist
from .survey import SurveyReply, SurveyRound
from .team_member import TeamMember
from .tool import Lesson, Tool, ToolChange
from .workshop import Participant, Workshop, WorkshopCount, WorkshopMaterial

__all__ = [
    "Appraisal",
    "AppraisalMark",
    "Assistance",
    "AssistanceCounter",
    "AttendanceCount",
    "Commitment",
    "Considered",
    "Consultation",
    "Contribution",
    "DaysWorked",
    "Deliverable",
    "Diagnosis",
    "Edition",
    "EditionText",
    "Envelope",
    "EnvelopeLine",
    "FinalPackage",
    "Indicator",
    "IndicatorValue",
    "Item",
    "Lesson",
    "Measure",
    "MeasureProgress",
    "Mission",
    "MissionReport",
    "Need",
    "Offer",
    "Paper",
    "PaperVersion",
    "Participant",
    "Payment",
    "PlanVersion",
    "PlannedStep",
    "ProgressReport",
    "ReportedValue",
    "ReportingRound",
    "Risk",
    "RiskReview",
    "Roadmap",
    "RoadmapImport",
    "Shortlist",
    "StageRecord",
    "Stakeholder",
    "StepEvidence",
    "StepProgress",
    "SurveyReply",
    "SurveyRound",
    "TeamMember",
    "ThreadMessage",
    "Tool",
    "ToolChange",
    "Workshop",
    "WorkshopCount",
    "WorkshopMaterial",
]
