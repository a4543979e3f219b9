"""Verbs of the collaboration room."""

from .answers import Saved, save_answers
from .comments import answer_comment, settle_comment, write_comment
from .completion import Point, answer_request, ask_completion, close_request
from .records import save_record
from .sections import Conflict, copy_sections, erase_sections, save_section

__all__ = [
    "Conflict",
    "Point",
    "Saved",
    "answer_comment",
    "answer_request",
    "ask_completion",
    "close_request",
    "copy_sections",
    "erase_sections",
    "save_answers",
    "save_record",
    "save_section",
    "settle_comment",
    "write_comment",
]
