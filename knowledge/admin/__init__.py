"""The knowledge base in the office."""

from . import entries, imports, platform

__all__ = ["entries", "imports", "platform"]
