"""Verbs of the collaboration room."""

from .completion import Point, answer_request, ask_completion, close_request
from .sections import Conflict, copy_sections, save_section

__all__ = [
    "Conflict",
    "Point",
    "answer_request",
    "ask_completion",
    "close_request",
    "copy_sections",
    "save_section",
]
