"""Models of the applications floor, one noun a file."""

from .application import Application, ReferenceCounter
from .assessment import Assessment
from .attachment import Attachment
from .call import Call
from .call_text import CallText
from .criterion import Criterion, CriterionText, Level, LevelText
from .decision import Decision
from .gate import CallGate
from .letter import Letter
from .round import Round
from .rows import (
    ActivityChoice,
    BudgetLine,
    ExpectedResult,
    ExpertiseNeed,
    OwnResource,
    Partner,
    Risk,
    StageAnswer,
    WorkItem,
)
from .score import Score
from .screening import GateCheck
from .tie import Tie
from .transition import Transition
from .version import Version

__all__ = [
    "ActivityChoice",
    "Application",
    "Assessment",
    "Attachment",
    "BudgetLine",
    "Call",
    "CallGate",
    "CallText",
    "Criterion",
    "CriterionText",
    "Decision",
    "ExpectedResult",
    "ExpertiseNeed",
    "GateCheck",
    "Letter",
    "Level",
    "LevelText",
    "OwnResource",
    "Partner",
    "ReferenceCounter",
    "Risk",
    "Round",
    "Score",
    "StageAnswer",
    "Tie",
    "Transition",
    "Version",
    "WorkItem",
]
