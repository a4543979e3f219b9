"""Members of the Expert Facility: admitted, on leave, back, retired, renewed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.activity.process import move

from .. import states
from ..models import Candidacy, Expert


@transaction.atomic
def admit(*, candidacy: Candidacy, actor: Any, at: datetime | None = None) -> Expert:
    """The person of an admitted candidacy becomes a member for the term of its call."""
    now = at or timezone.now()
    today = now.date()
    also = {"admitted_on": today, "term_ends_on": today.replace(year=today.year + candidacy.call.term_years)}
    also |= {"confirmed_on": today}
    return move(states.EXPERT, record=candidacy.expert, to=states.ACTIVE, actor=actor, at=now, also=also)


def go_on_leave(*, expert: Expert, actor: Any, reason: str = "") -> Expert:
    """On leave."""
    return move(states.EXPERT, record=expert, to=states.ON_LEAVE, actor=actor, reason=reason)


def come_back(*, expert: Expert, actor: Any, reason: str = "") -> Expert:
    """Back from leave."""
    return move(states.EXPERT, record=expert, to=states.ACTIVE, actor=actor, reason=reason)


def retire(*, expert: Expert, actor: Any, reason: str) -> Expert:
    """Retired."""
    return move(states.EXPERT, record=expert, to=states.RETIRED, actor=actor, reason=reason)


def renew(*, expert: Expert, actor: Any, reason: str) -> Expert:
    """A new term."""
    return move(states.EXPERT, record=expert, to=states.ACTIVE, actor=actor, reason=reason)
