"""What apps, the office, the scheduler and the commands do with the search."""

from .indexing import refresh, reindex
from .synonyms import load_synonyms, save_group

__all__ = ["load_synonyms", "refresh", "reindex", "save_group"]
