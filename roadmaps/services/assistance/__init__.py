"""The verbs of an assistance under way: its plan, its steps."""
