"""The question "may this person do it?", asked again by every service, with the reason."""

from typing import Any

from ..rules_process import reason_against
from .transition import NotAllowed


def require(rule: str, actor: Any, target: Any = None) -> None:
    """Raises `NotAllowed`, with the reason in the reader's language, when the rule says no.

    It asks the rule itself, never ``user.has_perm``: a superuser passes every one of those.
    """
    reason = reason_against(rule, actor, target)
    if reason:
        raise NotAllowed(reason)
