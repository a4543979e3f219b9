"""The knowledge base in the office."""

from . import entries, imports, platform, usage

__all__ = ["entries", "imports", "platform", "usage"]
