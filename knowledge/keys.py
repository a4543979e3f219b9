"""Names under which parts of the knowledge base are known elsewhere."""

KIND = "practice"
"""The kind of its records in the search."""
