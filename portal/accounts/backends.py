"""Rights come from rules; signing in is allauth's."""

from typing import Any

import rules
from django.contrib.auth.backends import BaseBackend

from .models import User


class PortalBackend(BaseBackend):
    """Answers ``has_perm`` by the named rule, and finds the person of a session. Authenticates nobody."""

    def get_user(self, user_id: Any) -> User | None:
        try:
            return User.objects.get(pk=user_id, is_active=True)
        except User.DoesNotExist:
            return None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return bool(user_obj.is_active and rules.perm_exists(perm) and rules.has_perm(perm, user_obj, obj))
