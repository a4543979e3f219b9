"""Models of forms by private link; they point at records of any floor by content type."""

from .answer import Answer
from .link import Key, Link

__all__ = ["Answer", "Key", "Link"]
