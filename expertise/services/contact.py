"""Reaching an expert through the Secretariat: what was written, passed on or closed."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services import Refused
from portal.activity.services import record
from portal.reference.queries import retention

from ..models import ContactRequest, Expert
from ..notices_office import tell_expert, tell_officers

State = ContactRequest.State


@transaction.atomic
def write(*, expert: Expert, name: str, organisation: str, email: str, message: str, language: str) -> ContactRequest:
    """Somebody writes to an expert who is listed publicly; the officers are told. Raises `Refused` otherwise.

    The writer may be signed out and is not entered in the log; the expert's address is never shown.
    """
    if not Expert.objects.listed().filter(pk=expert.pk).exists():
        raise Refused(_("This expert is no longer listed."))
    request = ContactRequest.objects.create(
        expert=expert, name=name, organisation=organisation, email=email, message=message, language=language
    )
    tell_officers(
        code="contact.arrived",
        key=f"contact.arrived:{request.pk}",
        target=request,
        context={"expert": expert.name, "name": name, "organisation": organisation, "message": message},
        page="admin:expertise_contactrequest_change",
        at=request.pk,
    )
    return request


def _locked(request: ContactRequest, by: Any) -> ContactRequest:
    require("expertise.manage_calls", by)
    locked = ContactRequest.objects.select_for_update(of=("self",)).select_related("expert__user").get(pk=request.pk)
    if locked.state != State.NEW:
        raise Refused(_("This request has been handled already."))
    return locked


def _settle(request: ContactRequest, state: str, by: Any, reason: str = "") -> None:
    request.state, request.handled_by, request.handled_at = state, by, timezone.now()
    request.save(update_fields=["state", "handled_by", "handled_at"])
    record(actor=by, verb=f"contact.{state}", target=request, new={"state": state}, reason=reason)


@transaction.atomic
def pass_on(*, request: ContactRequest, by: Any) -> ContactRequest:
    """Send it to the expert, with the writer's address. Raises `NotAllowed`, or `Refused` (handled, no account)."""
    locked = _locked(request, by)
    told = tell_expert(
        expert=locked.expert,
        code="contact.passed_on",
        key=f"contact.passed_on:{locked.pk}",
        target=locked,
        context={
            "name": locked.name,
            "organisation": locked.organisation,
            "email": locked.email,
            "message": locked.message,
        },
    )
    if not told:
        raise Refused(_("This expert has no account any more: the request cannot be passed on."))
    _settle(locked, State.PASSED_ON, by)
    return locked


@transaction.atomic
def close(*, request: ContactRequest, by: Any, reason: str) -> ContactRequest:
    """Close it without passing it on. Raises `NotAllowed`, or `Refused` (handled, no reason)."""
    locked = _locked(request, by)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    _settle(locked, State.CLOSED, by, reason)
    return locked


def forget_old(now: datetime | None = None) -> int:
    """Delete handled requests after their period of retention. Safe to repeat. Returns how many."""
    kept = retention("contact_request")
    if not kept:
        return 0
    days = 31 * kept.get("months", 0) + kept.get("days", 0)
    before = (now or timezone.now()) - timedelta(days=days)
    number, _rows = ContactRequest.objects.exclude(state=State.NEW).filter(handled_at__lt=before).delete()
    return number
