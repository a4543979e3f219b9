"""Needs, matching, shortlists, offers, missions."""
