"""When a published entry is to be confirmed, and when it is shown as not confirmed."""

from datetime import timedelta

ASKED_AFTER = timedelta(days=365)
"""The owner is asked to confirm a year after the last time."""
OUTDATED_AFTER = timedelta(days=365 + 90)
"""Three months after that it is shown as not confirmed."""
