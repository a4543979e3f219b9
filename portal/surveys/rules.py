"""Who reads in the office what people have answered."""

from typing import Any

import rules
from rules.predicates import predicate

from portal.accounts.rules import is_secretariat

from . import ports
from .models import Link


def purposes_read_by(user: Any) -> list[str]:
    """The purposes whose answers this person reads."""
    return [form.purpose for form in ports.questionnaires() if form.may_read(user)]


@predicate
def sees_links(user: Any, link: Any = None) -> bool:
    """The list: the Secretariat and whoever reads one of the forms; a link: who reads its form."""
    if link is None:
        return bool(is_secretariat(user) or purposes_read_by(user))
    return link.purpose in purposes_read_by(user)


def visible_to(user: Any) -> Any:
    """The links whose answers this person reads."""
    return Link.objects.filter(purpose__in=purposes_read_by(user))


rules.add_rule("surveys.see_links", sees_links)
