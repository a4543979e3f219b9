"""Verbs: one function, one transaction; the only writers of state."""
