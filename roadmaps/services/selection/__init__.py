"""Verbs of the choice of an expert: needs, shortlists, the agreement of both sides, offers."""
