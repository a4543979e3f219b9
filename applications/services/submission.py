"""Submitting an application: once, in time, complete."""

from datetime import datetime

import rules
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.collaboration.completeness import Problem

from .. import receipt, states
from ..closing import round_for, why_call_closed
from ..models import Application, ReferenceCounter, Version
from ..notices import tell_officers, tell_party
from ..queries import limits_of, open_version, problems_of
from .screening import refresh_gates
from .transition import NotAllowed, Refused, move


class Incomplete(Refused):
    """Sections are not complete; ``problems`` says which answers."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(_("Some answers are missing or need a change."))
        self.problems = problems


@transaction.atomic
def submit(*, application: Application, by: User, at: datetime | None = None) -> Application:
    """Send the draft: reference, frozen version, round, gates the records answer, receipt.

    Idempotent: what was submitted already is given back unchanged, so that two clicks at once make one
    submission. Raises `NotAllowed`, `Refused` (the call is closed: the draft stays), `Incomplete`.
    """
    now = at or timezone.now()
    locked = (
        Application.objects.select_for_update(of=("self",)).select_related("call", "country").get(pk=application.pk)
    )
    if locked.submitted_at is not None and locked.state != states.WITHDRAWN:
        return locked
    if locked.state != states.DRAFT:
        raise Refused(_("This application was withdrawn."))
    if not rules.test_rule("applications.submit", by, locked):
        raise NotAllowed(_("Only a confirmed focal point of this Party submits its application."))
    closed = why_call_closed(locked.call, now)
    if closed:
        raise Refused(closed)
    version = open_version(locked)
    if version is None:
        raise Refused(_("This version was sent already."))
    problems, _answers, _unparsed = problems_of(version, limits_of(locked.call))
    if problems:
        raise Incomplete(problems)

    locked.reference = next_reference(application=locked, at=now)
    locked.submitted_at = now
    locked.round = round_for(locked.call, now)
    locked.save(update_fields=["reference", "submitted_at", "round"])
    move(application=locked, to=states.SUBMITTED, by=by, at=now)
    freeze(version=version, by=by, at=now)
    locked.current_version = version
    refresh_gates(application=locked)
    tell_party(application=locked, code="application.received", key=f"application.received:{locked.pk}")
    tell_officers(application=locked, code="application.arrived", key=f"application.arrived:{locked.pk}")
    receipt.request(application=locked, by=by)
    return locked


def freeze(*, version: Version, by: User, at: datetime) -> None:
    """Close a version for good; raises `Refused` when it is closed already."""
    if not Version.objects.filter(pk=version.pk, frozen_at__isnull=True).update(frozen_at=at, frozen_by=by):
        raise Refused(_("This version was sent already."))
    version.frozen_at, version.frozen_by = at, by


def next_reference(*, application: Application, at: datetime) -> str:
    """The next reference of the Party's year (DCE-2026-UGA-001), from a counter locked until commit.

    A rollback gives the number back, so the series has no gap.
    """
    key = {"year": at.year, "country_id": application.country_id}
    ReferenceCounter.objects.get_or_create(**key)
    counter = ReferenceCounter.objects.select_for_update().get(**key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"DCE-{at.year}-{application.country.iso3}-{counter.last:03d}"


__all__ = ["Incomplete", "NotAllowed", "Refused", "freeze", "next_reference", "submit"]
