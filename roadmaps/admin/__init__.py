"""The office: selections, missions, matching, health of the roster."""

from . import health, matching, weights

__all__ = ["health", "matching", "weights"]
