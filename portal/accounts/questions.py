"""Questions "may this person …?" that answer with the reason why not.

A page can then say why a button is missing; the rule of the same name is true when there is no reason. Ask
``rules.test_rule(name, user, target)`` for yes or no, `reason_against` for the words.
"""

from collections.abc import Callable
from typing import Any

import rules
from rules.predicates import predicate

from .services.refusals import NotAllowed

Question = Callable[[Any, Any], str]
QUESTIONS: dict[str, Question] = {}


def question(name: str) -> Callable[[Question], Question]:
    """Register a question and the rule of the same name."""

    def register(asks: Question) -> Question:
        QUESTIONS[name] = asks
        if not rules.rule_exists(name):
            rules.add_rule(name, predicate(lambda user, target=None: not asks(user, target), name=name))
        return asks

    return register


def reason_against(name: str, user: Any, target: Any = None) -> str:
    """Why the person may not, in the reader's language; "" when they may. Raises KeyError for an unknown name."""
    return QUESTIONS[name](user, target)


def require(name: str, user: Any, target: Any = None) -> None:
    """Asked again by every service. Raises `NotAllowed` with the reason when the question says no.

    It asks the question itself, never ``user.has_perm``: a superuser passes every one of those.
    """
    reason = reason_against(name, user, target)
    if reason:
        raise NotAllowed(reason)
