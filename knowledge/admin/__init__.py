"""The knowledge base in the office."""

from . import entries, imports, interface, platform, usage

__all__ = ["entries", "imports", "interface", "platform", "usage"]
