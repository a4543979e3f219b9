"""Public pages of the call."""

from .detail import call_page
from .eligibility import eligibility_page
from .list import calls_page
from .register import register_page

__all__ = ["call_page", "calls_page", "eligibility_page", "register_page"]
