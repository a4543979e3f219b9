"""Models of the collaboration room; they point at records of any floor by content type."""

from .comment import Comment
from .completion import CompletionPoint, CompletionRequest
from .section import Section

__all__ = ["Comment", "CompletionPoint", "CompletionRequest", "Section"]
