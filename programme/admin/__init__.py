"""What this floor shows in the office: the desk where the Secretariat corrects the reference data.

It stands here and not in ``portal.reference`` because that room lies below the office and may not import it.
"""

from . import countries, vocabulary

__all__ = ["countries", "vocabulary"]
