"""The rows of the index. What both databases make of them stands in the migration."""

from .document import Document
from .edition import Edition
from .synonym_group import SynonymGroup
from .word import Word

__all__ = ["Document", "Edition", "SynonymGroup", "Word"]
