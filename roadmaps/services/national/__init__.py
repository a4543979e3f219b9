"""Verbs of a national roadmap. The only writers of its editions, its stage and its reports."""
