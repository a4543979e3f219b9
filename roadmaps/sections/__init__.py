"""What is written of a national roadmap, described once: its own sections, an activity, a measure, a report."""

from .edition import BY_CODE, SECTIONS
from .item import ITEM
from .measure import MEASURE
from .progress import progress_section

__all__ = ["BY_CODE", "ITEM", "MEASURE", "SECTIONS", "progress_section"]
