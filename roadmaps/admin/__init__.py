"""The office: assistances, selections, missions, matching, health of the roster."""

from . import health, matching, missions, places, weights

__all__ = ["health", "matching", "missions", "places", "weights"]
