"""Verbs of the applications floor: one function, one transaction, the only writers of state."""
