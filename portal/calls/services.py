"""How a call is published and closed; the services of each kind decide who may and what it needs."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services import Refused
from portal.activity.services import record
from portal.ui.pages import bump_content

from .model import AbstractCall

C = TypeVar("C", bound=AbstractCall)


class Incomplete(Refused):
    """A call that lacks something; ``items`` says each thing."""

    def __init__(self, items: list[str]) -> None:
        super().__init__(" ".join([_("The call cannot be published yet."), *items]))
        self.items = items


@transaction.atomic
def publish(call: C, *, by: User, verb: str, missing: Callable[[C, datetime], list[str]]) -> C:
    """Publish a draft; ``verb`` stands in the log. Raises Refused when it is none; Incomplete."""
    call = _locked(call)
    if not call.is_draft:
        raise Refused(_("This call is already published."))
    now = timezone.now()
    if lacking := missing(call, now):
        raise Incomplete(lacking)
    old = call.state
    call.state, call.published_by, call.published_at = call.State.PUBLISHED, by, now
    call.save(update_fields=["state", "published_by", "published_at"])
    record(actor=by, verb=verb, target=call, old={"state": old}, new={"state": call.state})
    bump_content()
    return call


@transaction.atomic
def close(call: C, *, by: User | None, verb: str, reason: str = "") -> C:
    """Close a published call, by a person with the reason or (``by`` None) by its date. Raises Refused."""
    call = _locked(call)
    if call.state != call.State.PUBLISHED:
        raise Refused(_("Only a published call can be closed."))
    if by is not None and not reason.strip():
        raise Refused(_("Give the reason."))
    old = call.state
    call.state, call.closed_at = call.State.CLOSED, timezone.now()
    call.save(update_fields=["state", "closed_at"])
    record(actor=by, verb=verb, target=call, old={"state": old}, new={"state": call.state}, reason=reason)
    bump_content()
    return call


def close_passed(model: type[C], close_one: Callable[[C], object], now: datetime) -> int:
    """Close the calls whose date is past. Safe to repeat. Returns how many were closed."""
    closed = 0
    for call in model._default_manager.filter(state=model.State.PUBLISHED, closes_at__lte=now):
        try:
            close_one(call)
        except Refused:  # a person closed it a moment ago
            continue
        closed += 1
    return closed


def _locked(call: C) -> C:
    return type(call)._default_manager.select_for_update().get(pk=call.pk)
