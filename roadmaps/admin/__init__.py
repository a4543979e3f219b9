"""The office: assistances, selections, missions, matching, health of the roster."""

from . import assistances, health, matching, missions, selections, weights

__all__ = ["assistances", "health", "matching", "missions", "selections", "weights"]
