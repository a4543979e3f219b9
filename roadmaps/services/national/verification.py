"""The status the Secretariat found, with its evidence, beside the one the Party declares."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.ui.pages import bump_content

from ...models import Measure
from .guards import lock


@transaction.atomic
def verify(*, measure: Measure, status: str, evidence: str, by: User, on: date | None = None) -> Measure:
    """Record the status found for a measure, in every edition that is written or in force.

    Raises `NotAllowed` for who is not an officer or has a tie to the Party; `Refused` for an unknown status,
    without evidence, or for a day to come.
    """
    locked = lock(roadmap=measure.edition.roadmap, rule="roadmaps.verify_measure", by=by)
    if status not in Measure.Status.values:
        raise Refused(_("Choose the status found."))
    if not evidence.strip():
        raise Refused(_("Give the evidence: the law as published, a report, a visit, with its date and where it is."))
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise Refused(_("The date is in the future. Give the day of the verification."))
    old = {"status": measure.verified}
    rows = Measure.objects.filter(edition__roadmap=locked, key=measure.key)
    rows.filter(edition__frozen_at=None).update(**_found(status, evidence, day, by))
    rows.filter(edition=locked.edition_id).update(**_found(status, evidence, day, by))
    record(
        actor=by, verb="roadmap.measure_verified", target=locked, old=old,
        new={"measure": str(measure)[:200], "status": status}, reason=evidence.strip(),
    )  # fmt: skip
    bump_content()
    measure.refresh_from_db()
    return measure


def _found(status: str, evidence: str, day: date, by: User) -> dict[str, object]:
    return {"verified": status, "verified_on": day, "verified_by": by, "evidence": evidence.strip()}
