"""The list of the sections of a record, each with how far it is and where it is written."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .checking import words_of
from .completeness import SectionState
from .models import Section as SavedSection
from .presence import writes_now


@dataclass(frozen=True)
class Task:
    """One line of the list. ``url`` is empty where the section is not written now."""

    state: SectionState
    stitch: str
    words: str
    url: str = ""


def task_of(state: SectionState, saved: SavedSection | None, user: Any, *, url: str = "", files: int = 0) -> Task:
    """The line of a section; says who is writing it. ``url`` is its page, for who may open it now."""
    words = words_of(state, files)
    if not state.complete and not state.wrong and writes_now(saved, user):
        assert saved is not None
        words = _("%(name)s is writing") % {"name": saved.saved_by}
    if url and state.begun and not state.complete:
        url += "?check=1"
    return Task(state, state.stitch, words, url)
