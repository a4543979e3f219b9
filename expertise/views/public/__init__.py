"""Public pages of the Expert Facility."""

from .calls import call_page, calls_page
from .contact import contact_page, sent_page
from .expert import expert_page
from .roster import roster_page

__all__ = ["call_page", "calls_page", "contact_page", "expert_page", "roster_page", "sent_page"]
