"""Who may correct the reference data: the Secretariat (officers, head, superuser), told by the port."""

from typing import Any

import rules
from rules.predicates import predicate

from . import ports


@predicate
def may_correct(user: Any, record: Any = None) -> bool:
    """The same for every record: all of it is the Secretariat's to correct."""
    return bool(user.is_authenticated and ports.may_correct(user))


rules.add_rule("reference.change", may_correct)
