"""Pages of assessors, and the page where a Party reads its decision."""

from .decision import decision_page, letter_file
from .files import attachment
from .list import assessments_page
from .scoring import assessment_page, declare, hand_in, save

__all__ = [
    "assessment_page",
    "assessments_page",
    "attachment",
    "decision_page",
    "declare",
    "hand_in",
    "letter_file",
    "save",
]
