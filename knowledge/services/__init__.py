"""Verbs of the knowledge base: the only writers of its rows."""
