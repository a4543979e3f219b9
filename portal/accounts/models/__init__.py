"""People, their roles and the Parties they speak for."""

from .invitation import Invitation
from .membership import Membership
from .role import Role
from .user import User

__all__ = ["Invitation", "Membership", "Role", "User"]
