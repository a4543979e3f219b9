"""People in the office, under Settings."""

from . import invitations, memberships, people

__all__ = ["invitations", "memberships", "people"]
