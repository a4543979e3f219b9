"""National roadmaps: writing, checks, validation, outputs, reports."""
