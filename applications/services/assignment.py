"""Naming the assessors of files, singly and in bulk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.models import Role, User
from portal.accounts.questions import require
from portal.activity.services import record
from portal.messaging.services import post

from .. import states
from ..interests import countries_of_each
from ..models import Application, Assessment
from ..notices import party_name
from .assessment import rank_when_complete
from .transition import Refused, move

ASSIGNABLE = (states.ELIGIBLE, states.ASSESSMENT)


@dataclass
class Outcome:
    """What a bulk assignment did: the assessments made, and why the others were not."""

    made: list[Assessment] = field(default_factory=list)
    refused: list[tuple[Application, str]] = field(default_factory=list)


@transaction.atomic
def assign(
    *, application: Application, assessors: Iterable[User], by: Any, due: date | None = None, reason: str = ""
) -> list[Assessment]:
    """Name assessors for a file; with as many as the call asks for, the assessment opens.

    A ranked file takes one more with a ``reason`` (marks far apart) until a decision is prepared: its
    assessment opens again. Raises NotAllowed, or Refused: the file is not eligible; a person is no
    assessor, is already named or has a tie to the Party; a due date that is past.
    """
    require("applications.assign", by, application)
    locked = Application.objects.select_for_update().get(pk=application.pk)
    again = locked.state == states.RANKED
    if locked.state not in ASSIGNABLE and not again:
        raise Refused(_("Assessors are named when a file is eligible."))
    if again and not reason.strip():
        raise Refused(_("The file is ranked: say why one more assessment is needed."))
    due = due or timezone.localdate() + timedelta(days=locked.call.days_to_assess)
    if due < timezone.localdate():
        raise Refused(_("The date to hand in has to be in the future."))
    people = list(dict.fromkeys(assessors))
    if not people:
        raise Refused(_("Choose at least one assessor."))
    ties = countries_of_each(person.pk for person in people)
    named = set(locked.assessments.values_list("assessor_id", flat=True))
    made = []
    for person in people:
        _refuse_person(person, locked, ties[person.pk], named)
        made.append(
            Assessment.objects.create(
                application=locked, version_id=locked.current_version_id, assessor=person, assigned_by=by, due=due
            )
        )
    for assessment in made:
        _tell(assessment)
        record(
            actor=by,
            verb="application.assessor_assigned",
            target=application,
            new={"assessor": str(assessment.assessor), "due": due.isoformat()},
        )
    if again:
        Application.objects.filter(pk=locked.pk).update(score=None)
        move(application=application, to=states.ASSESSMENT, by=by, reason=reason)
    else:
        _open_when_complete(application, by)
    return made


def _refuse_person(person: User, application: Application, ties: frozenset[int], named: set[int]) -> None:
    name = {"name": str(person)}
    if not person.is_active or not standing.has_role(person, Role.Kind.ASSESSOR):
        raise Refused(_("%(name)s is not an assessor.") % name)
    if application.country_id in ties:
        raise Refused(_("%(name)s has a tie to this Party: nobody assesses their own country.") % name)
    if person.pk in named:
        raise Refused(_("%(name)s is already named for this file.") % name)


def _open_when_complete(application: Application, by: Any) -> None:
    """Eligible becomes under assessment with the last assessor named."""
    wanted = application.call.assessors_per_file
    have = application.assessments.exclude(state=Assessment.State.CONFLICT).count()
    application.refresh_from_db(fields=["state"])
    if application.state == states.ELIGIBLE and have >= wanted:
        move(application=application, to=states.ASSESSMENT, by=by)


def assign_in_bulk(
    *,
    applications: Sequence[Application],
    assessors: Sequence[User],
    by: Any,
    due: date | None = None,
    reason: str = "",
) -> Outcome:
    """The same assessors for several files; a file that cannot have one of them is left as it was.

    Each file is its own transaction, so that one refusal does not undo the others.
    """
    outcome = Outcome()
    for application in applications:
        try:
            outcome.made += assign(application=application, assessors=assessors, by=by, due=due, reason=reason)
        except Refused as refusal:
            outcome.refused.append((application, str(refusal)))
    return outcome


@transaction.atomic
def withdraw_assignment(*, assessment: Assessment, by: Any, reason: str) -> None:
    """Take a file back from an assessor who has not handed in. Raises NotAllowed or Refused."""
    require("applications.assign", by, assessment.application)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    # The file first, then the assessment: in the order of handing in, or the two could wait for each other.
    application = Application.objects.select_for_update().get(pk=assessment.application_id)
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.state == Assessment.State.SUBMITTED:
        raise Refused(_("This assessment is handed in: it stays."))
    record(
        actor=by,
        verb="application.assessor_withdrawn",
        target=locked.application,
        old={"assessor": str(locked.assessor)},
        reason=reason,
    )
    locked.delete()
    rank_when_complete(application=application, by=by)


def _tell(assessment: Assessment) -> None:
    application, person = assessment.application, assessment.assessor
    post(
        code="assessment.assigned",
        to=person,
        context={
            "reference": application.ref,
            "party": party_name(application, person.language),
            "due": assessment.due,
        },
        links={"link": assessment_link(application, person.language)},
        target=application,
        key=f"assessment.assigned:{assessment.pk}",
    )


def assessment_link(application: Application, language: str) -> str:
    """The path of the assessor's page of a file."""
    with translation.override(language):
        return reverse("applications:assessment", args=[application.ref])
