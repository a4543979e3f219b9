"""An assistance that was decided before the portal held it: taken over with its decision and its missions."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from expertise.models import Expert
from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.process import move
from portal.activity.services import record
from portal.documents.services import take
from portal.reference.models import Country

from ...models import Assistance, Envelope, Mission, StepEvidence, StepProgress
from ...selection import states
from ...selection.notices import party_page, tell_party
from ..references import next_reference
from .guards import lock
from .plans import make_first, refuse_period
from .progress import PURPOSE


@transaction.atomic
def take_over(
    *,
    country: Country,
    starts_on: date,
    ends_on: date,
    decided_on: date,
    decision: str,
    file: Any,
    officer: User | None = None,
    language: str = "en",
    reason: str = "",
    by: Any,
) -> Assistance:
    """Open an assistance without an application of this portal: its decision is the product of the first step.

    The steps share the time evenly; the head of the programme gives the envelope. Raises `NotAllowed`; `Refused` for
    dates out of order, a decision to come or without its name, an assistance of the Party that is under way, and a
    period beyond eighteen months without ``reason``; ``UploadRefused``.
    """
    require("roadmaps.open_assistance", by, country)
    refuse_period(None, starts_on, ends_on, reason)
    if not country.party:
        raise Refused(_("Only a Party to the Convention is assisted."))
    if decided_on > timezone.localdate():
        raise Refused(_("This date is still ahead: give the day it happened."))
    if not decision.strip():
        raise Refused(_("Name the decision: its number or its title."))
    Country.objects.select_for_update(of=("self",)).get(pk=country.pk)
    if Assistance.objects.filter(country=country, state=Assistance.State.OPEN).exists():
        raise Refused(_("An assistance of this Party is under way."))
    made = Assistance.objects.create(
        reference=next_reference(country, timezone.now()),
        country=country,
        language=language,
        starts_on=starts_on,
        ends_on=ends_on,
        officer=officer,
        opened_at=timezone.now(),
        opened_by=by,
    )
    make_first(assistance=made, by=by)
    Envelope.objects.create(assistance=made)
    first = StepProgress.objects.create(
        assistance=made, step="TA1", started_on=decided_on, done_on=decided_on, done_by=by
    )
    stored = take(file=file, owner=made, purpose=PURPOSE, by=by)
    StepEvidence.objects.create(progress=first, title=decision.strip()[:200], stored_file=stored, added_by=by)
    record(
        actor=by,
        verb="assistance.taken_over",
        target=made,
        new={"decision": decision.strip()[:200], "from": starts_on.isoformat(), "to": ends_on.isoformat()},
        reason=reason.strip()[:1000],
    )
    tell_party(
        assistance=made,
        to=party_page(made),
        code="assistance.opened",
        key=f"assistance.opened:{made.pk}",
        target=made,
        context={"reference": made.reference, "starts_on": starts_on, "ends_on": ends_on},
    )
    return made


@transaction.atomic
def take_over_mission(
    *,
    assistance: Assistance,
    expert: Expert,
    title: str,
    starts_on: date,
    ends_on: date,
    days: int,
    language: str,
    agreed: str,
    by: Any,
) -> Mission:
    """A mission that the Party and the Secretariat had agreed before the portal held it; it is under way.

    ``agreed`` names the letter or contract. Raises `NotAllowed`; `Refused` in an assistance that opened from an
    application (its experts are chosen here), for dates or days that make no sense, or without that name.
    """
    locked = lock(assistance=assistance, rule="roadmaps.open_assistance", by=by)
    if locked.application_id is not None:
        raise Refused(_("The experts of this assistance are chosen in the portal: begin with a need."))
    if ends_on < starts_on:
        raise Refused(_("The mission ends before it begins."))
    if not 1 <= days <= (ends_on - starts_on).days + 1:
        raise Refused(_("Give at least one day of work, and no more than there are days between the dates."))
    if not title.strip() or not agreed.strip():
        raise Refused(_("Give the title, and name the letter or contract in which it was agreed."))
    mission = Mission(
        kind=Mission.Kind.ASSISTANCE,
        expert=expert,
        assistance=locked,
        title=title.strip()[:200],
        starts_on=starts_on,
        ends_on=ends_on,
        days=days,
        language=language,
        objective=title.strip(),
        created_by=by,
    )
    require("roadmaps.manage_mission", by, mission)
    mission.save(force_insert=True)
    record(
        actor=by, verb="mission.taken_over", target=mission, new={"days": days}, reason=agreed.strip()[:500]
    )  # fmt: skip
    move(states.MISSION, record=mission, to=states.UNDER_WAY, by=by)
    return mission
