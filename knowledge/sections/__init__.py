"""What is written of an entry, described once: what holds in every language, and its words in one."""

from .facts import FACTS, MEANS, TIES
from .story import story_of

__all__ = ["FACTS", "MEANS", "TIES", "story_of"]
