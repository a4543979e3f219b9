"""The office: selections, missions, national roadmaps."""

from . import roadmaps

__all__ = ["roadmaps"]
