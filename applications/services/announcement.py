"""Telling the Party: a second person releases the decision; the letter is made by a job."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.documents.models import Job
from portal.documents.services import request_job

from .. import states
from ..models import Application, Call, Decision, Letter
from ..notices import tell_party
from .ranking import places_left
from .transition import Refused, move

LETTER_JOB = "applications.letter"


@transaction.atomic
def release(*, decisions: Iterable[Decision], by: Any) -> list[Decision]:
    """Announce decisions: the state moves, the letter is ordered, the Party is told; each exactly once.

    Raises NotAllowed (not an officer, own country, or the one who prepared or decided), or Refused when
    one is not decided yet or is announced already, or the call has no place left (two rounds of a call may
    be announced at the same time). All of them or none.
    """
    decisions = list(decisions)
    _lock_calls(decisions)
    released = []
    for given in sorted(decisions, key=lambda row: row.application_id):
        Application.objects.select_for_update().get(pk=given.application_id)
        decision = Decision.objects.select_related("application__country", "application__call").get(pk=given.pk)
        application = decision.application
        words = {"reference": application.ref}
        if decision.is_released:
            raise Refused(_("%(reference)s is announced already.") % words)
        if not decision.is_decided:
            raise Refused(_("The head has not decided %(reference)s yet.") % words)
        require("applications.release", by, application)
        if decision.outcome == Decision.Outcome.SELECTED and places_left(application.call) < 1:
            raise Refused(_("Only %(left)s places are left in the whole call.") % {"left": 0})
        decision.released_by, decision.released_at = by, timezone.now()
        decision.save(update_fields=["released_by", "released_at"])
        _announce(application, decision, by)
        released.append(decision)
    return released


def _lock_calls(decisions: Iterable[Decision]) -> None:
    """One announcement of a call at a time: its places are counted under this lock."""
    calls = {decision.round.call_id for decision in decisions}
    list(Call.objects.select_for_update().filter(pk__in=calls).order_by("pk"))


def _announce(application: Application, decision: Decision, by: Any) -> None:
    """Move the state unless the file is on the reserve list and stays there; letter and message follow.

    The Party reads the reason of a change of state: it is the feedback. Why one file came before another
    (``decision.reason``) may speak of other Parties and stays in the office.
    """
    if application.state != decision.outcome:
        move(application=application, to=decision.outcome, by=by, reason=decision.feedback)
    letter = order_letter(application=application, kind=decision.outcome, by=decision.decided_by)
    tell_party(
        application=application,
        code=f"application.{decision.outcome}",
        reason=decision.feedback,
        key=f"application.announced:{letter.pk}",
    )


def order_letter(*, application: Application, kind: str, by: Any) -> Letter:
    """One letter of a kind for a file, in the Party's language, and the job that makes its PDF.

    ``by`` is who signs. Asking twice gives the same letter. Call it inside the transaction that decides.
    """
    number = application.letters.count() + 1
    letter, made = Letter.objects.get_or_create(
        application=application,
        kind=kind,
        defaults={
            "language": application.language,
            "number": number,
            "signed_by": by,
            "state": Letter.State.RELEASED,
            "released_at": timezone.now(),
        },
    )
    if made:
        _ask_for_pdf(letter)
    return letter


def _ask_for_pdf(letter: Letter) -> None:
    letter.job = request_job(
        kind=LETTER_JOB,
        params={"letter": letter.pk},
        requested_by=None,
        language=letter.language,
        target=letter.application,
        key=f"{LETTER_JOB}:{letter.pk}",
    )
    letter.save(update_fields=["job"])


@transaction.atomic
def make_again(*, letter: Letter, by: Any) -> None:
    """Ask once more for a letter whose PDF could not be made. Raises NotAllowed, or Refused when it is there."""
    locked = Letter.objects.select_for_update(of=("self",)).select_related("application", "job").get(pk=letter.pk)
    require("applications.screen", by, locked.application)
    if locked.issued_id is not None or (locked.job is not None and locked.job.state in Job.ACTIVE):
        raise Refused(_("This letter is made, or being made."))
    _ask_for_pdf(locked)


def announced(application: Application) -> bool:
    """Whether the Party has been told the outcome."""
    return application.state in (*states.DECIDED, states.INELIGIBLE)
