"""Conditions of the table of transitions: each answers why a change is not possible, "" when it is.

Those about the file stand here; those about screening, assessment and decision in
``conditions_process``. A condition reads, it never writes.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Application

Condition = Callable[["Application"], str]
CONDITIONS: dict[str, Condition] = {}


def condition(name: str) -> Callable[[Condition], Condition]:
    """Register a function under the name used in ``states.Step.condition``."""

    def register(function: Condition) -> Condition:
        CONDITIONS[name] = function
        return function

    return register


def why_not(name: str, application: "Application") -> str:
    """The reason why the condition does not hold, "" when it does. Raises KeyError for an unknown name."""
    return CONDITIONS[name](application) if name else ""
