"""The knowledge base in the office."""

from . import entries

__all__ = ["entries"]
