"""Pages of the community of experts: meetings, trainings, shared documents, letters."""

from .files import calendar_view, certificate_view, document_view, letter_view
from .gatherings import answer_view, gathering_page, gatherings_page

__all__ = [
    "answer_view",
    "calendar_view",
    "certificate_view",
    "document_view",
    "gathering_page",
    "gatherings_page",
    "letter_view",
]
