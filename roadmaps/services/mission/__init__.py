"""Verbs of a mission: its terms, the days and deliverables, the report, the appraisals."""
