"""The office: assistances, selections, missions."""

from . import missions, places

__all__ = ["missions", "places"]
