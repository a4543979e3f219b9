"""The office: assistances, selections, missions, matching, health of the roster, national roadmaps."""

from . import health, matching, missions, places, roadmaps, survey, tools, weights

__all__ = ["health", "matching", "missions", "places", "roadmaps", "survey", "tools", "weights"]
