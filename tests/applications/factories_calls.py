"""Calls, and files carried through the process by its own services."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from applications import states
from applications.models import Application, Assessment, Call, Round
from applications.services import assessment as assessing
from applications.services import assignment, calls, screening
from portal.accounts.models import User
from tests.accounts.factories import assessor, country, officer

from .factories import complete_application


def default_call(slug: str = "open-call", *, days: int = 60, by: User | None = None, **fields: Any) -> Call:
    """A draft with the default grid, open since yesterday, one round in ``days`` days."""
    now = timezone.now()
    call = calls.create_default(
        slug=slug, opens_at=now - timedelta(days=1), cut_offs=[now + timedelta(days=days)], by=by
    )
    for name, value in fields.items():
        setattr(call, name, value)
    call.save()
    return call


def published_call(slug: str = "open-call", *, by: User | None = None, **fields: Any) -> Call:
    """The same, published by an officer."""
    call = default_call(slug, **fields)
    return calls.publish(call=call, by=by or officer())


def submitted_file(
    call: Call, iso3: str = "UGA", *, at: datetime | None = None, region: str = "", **fields: Any
) -> Application:
    """A complete, submitted file of a Party in the call's first round."""
    party = country(iso3, **({"region": region} if region else {}))
    application = complete_application(party, call, states.SUBMITTED, at=at, **fields)
    if application.round is None:
        application.round = Round.objects.filter(call=call).first()
        application.save(update_fields=["round"])
    return application


def answer_gates(application: Application, by: User) -> None:
    """A person says yes to every gate."""
    for gate in application.call.gates.all():
        screening.confirm_gate(application=application, gate=gate, outcome="yes", note="Read and checked.", by=by)


def screened_file(call: Call, iso3: str = "UGA", *, by: User, **fields: Any) -> Application:
    """A file in screening."""
    application = submitted_file(call, iso3, **fields)
    screening.open_screening(application=application, by=by)
    application.refresh_from_db()
    return application


def eligible_file(call: Call, iso3: str = "UGA", *, by: User, **fields: Any) -> Application:
    """A file that passed every gate."""
    application = screened_file(call, iso3, by=by, **fields)
    answer_gates(application, by)
    screening.mark_eligible(application=application, by=by)
    application.refresh_from_db()
    return application


def assigned_file(
    call: Call, iso3: str = "UGA", *, by: User, assessors: Sequence[User] = (), **fields: Any
) -> Application:
    """A file under assessment by these people (two new ones by default)."""
    application = eligible_file(call, iso3, by=by, **fields)
    people = list(assessors) or [assessor(), assessor()]
    assignment.assign(application=application, assessors=people, by=by)
    application.refresh_from_db()
    return application


def opened(assessment: Assessment) -> Assessment:
    """Interests declared, none found."""
    return assessing.declare_interests(assessment=assessment, by=assessment.assessor, conflict=False)


def give_scores(assessment: Assessment, level: int = 4) -> Assessment:
    """Open an assessment and give every criterion this level, with a reason; not handed in."""
    assessment = opened(assessment)
    for criterion in assessment.application.call.criteria.all():
        assessing.save_score(
            assessment=assessment,
            criterion=criterion,
            level=level,
            justification=f"Level {level} for {criterion.code}: the file shows it.",
            by=assessment.assessor,
        )
    return assessment


def ranked_file(
    call: Call, iso3: str = "UGA", *, by: User, levels: Sequence[int] = (4, 3), **fields: Any
) -> Application:
    """A file assessed by as many people as there are levels, and ranked."""
    application = assigned_file(call, iso3, by=by, assessors=[assessor() for _level in levels], **fields)
    for assessment, level in zip(application.assessments.order_by("pk"), levels, strict=True):
        assessing.hand_in(assessment=give_scores(assessment, level), by=assessment.assessor)
    application.refresh_from_db()
    return application
