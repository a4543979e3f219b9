"""The knowledge base in the office."""

from . import entries, imports

__all__ = ["entries", "imports"]
