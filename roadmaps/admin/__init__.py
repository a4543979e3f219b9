"""The office: selections, missions."""

from . import assistances, missions, selections

__all__ = ["assistances", "missions", "selections"]
