"""Who may do what with a file: its Party's people here, the Secretariat's in ``rules_process``.

Asked by name: ``rules.test_rule("applications.write", user, application)``. No access answers 404.
"""

from typing import Any

import rules
from rules.predicates import predicate

from portal.accounts import standing
from portal.accounts.rules import is_focal_point, is_of_party

from . import rules_process as process
from . import states
from .models import Application
from .models.application import ApplicationQuerySet

_WRITABLE = (states.DRAFT, states.CLARIFICATION_ASKED)


@predicate
def is_writable(user: Any, application: Any = None) -> bool:
    """The Party's turn to write: a draft, or a clarification that was asked."""
    return application is not None and application.state in _WRITABLE


@predicate
def is_draft(user: Any, application: Any = None) -> bool:
    return application is not None and application.state == states.DRAFT


@predicate
def is_asked(user: Any, application: Any = None) -> bool:
    return application is not None and application.state == states.CLARIFICATION_ASKED


@predicate
def is_undecided(user: Any, application: Any = None) -> bool:
    """Before a decision: the Party may still withdraw."""
    return application is not None and application.state in states.BEFORE_DECISION


# ``start`` takes the Country; every other one the Application.
rules.add_rule("applications.start", is_focal_point)
rules.add_rule("applications.read", is_of_party)
rules.add_rule("applications.write", is_focal_point & is_writable)
rules.add_rule("applications.submit", is_focal_point & is_draft)
rules.add_rule("applications.answer", is_focal_point & is_asked)
rules.add_rule("applications.withdraw", is_focal_point & is_undecided)


def visible_to(user: Any) -> ApplicationQuerySet:
    """The files of the Parties this person is a confirmed member of; empty for everybody else.

    What the Secretariat and assessors see is asked of ``rules_process``.
    """
    parties = standing.of(user).parties
    return Application.objects.filter(country__in=parties) if parties else Application.objects.none()


__all__ = ["process", "visible_to"]
