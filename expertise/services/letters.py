"""The letter of a decision on a candidacy: ordered once, made by a job."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services import Refused
from portal.documents.models import Job
from portal.documents.services import request_job

from ..models import Candidacy

LETTER_JOB = "expertise.letter"


def order(*, candidacy: Candidacy) -> Job:
    """The job that makes the letter, in the language of the application. Call it in the transaction that decides."""
    job = request_job(
        kind=LETTER_JOB,
        params={"candidacy": candidacy.pk},
        requested_by=None,
        language=candidacy.language,
        target=candidacy,
        key=f"{LETTER_JOB}:{candidacy.pk}",
    )
    Candidacy.objects.filter(pk=candidacy.pk).update(letter_job=job)
    candidacy.letter_job = job
    return job


@transaction.atomic
def make_again(*, candidacy: Candidacy, by: Any) -> Job:
    """Ask once more for a letter whose PDF could not be made. Raises `NotAllowed`, or `Refused` when it is there."""
    locked = Candidacy.objects.select_for_update(of=("self",)).select_related("letter_job").get(pk=candidacy.pk)
    require("expertise.vet", by, locked)
    if locked.decided_at is None:
        raise Refused(_("Nothing is decided yet."))
    if locked.letter_id is not None or (locked.letter_job is not None and locked.letter_job.state in Job.ACTIVE):
        raise Refused(_("This letter is made, or being made."))
    return order(candidacy=locked)
