"""Screening: the gates of a file, one by one, then eligible or not."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.activity.services import record

from .. import states
from ..gates import is_stale, propose
from ..models import Application, CallGate, GateCheck, Letter
from .announcement import order_letter
from .transition import Refused, move


@transaction.atomic
def open_screening(*, application: Application, by: Any) -> None:
    """Take a submitted file into screening and write down what the records say of each gate."""
    require("applications.screen", by, application)
    move(application=application, to=states.SCREENING, by=by)
    refresh_gates(application=application)


def refresh_gates(*, application: Application) -> None:
    """Write the proposals of the records into the gates no person has confirmed for this version."""
    language = get_language() or "en"
    checks = {check.gate_id: check for check in application.gate_checks.select_related("gate")}
    for gate in application.call.gates.all():
        check = checks.get(gate.pk) or GateCheck(application=application, gate=gate)
        if check.confirmed_at and not is_stale(check, application):
            continue
        found = propose(application, gate, language)
        check.outcome, check.datum, check.datum_date, check.source = (
            found.outcome,
            found.datum,
            found.datum_date,
            found.source[:300],
        )
        check.confirmed_by = check.confirmed_at = None
        check.save()


@transaction.atomic
def confirm_gate(
    *,
    application: Application,
    gate: CallGate,
    outcome: str,
    by: Any,
    note: str = "",
    datum: str = "",
    datum_date: Any = None,
    source: str = "",
) -> GateCheck:
    """A person's answer to one gate; it may correct what the records say.

    Raises NotAllowed, and Refused: not in screening; an answer that is none of yes, no, not known; a no,
    or an answer against the records, without a note.
    """
    require("applications.screen", by, application)
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state != states.SCREENING:
        raise Refused(_("Gates are confirmed while the file is in screening."))
    if gate.call_id != locked.call_id:
        raise Refused(_("This condition belongs to another call."))
    if outcome not in GateCheck.Outcome.values:
        raise Refused(_("Answer yes, no or not known."))
    found = propose(locked, gate, get_language() or "en")
    against = found.outcome not in (GateCheck.Outcome.UNKNOWN, outcome)
    if not note.strip() and (outcome == GateCheck.Outcome.NO or against):
        raise Refused(_("Say in the note why the answer is this one."))
    check, _made = GateCheck.objects.get_or_create(application=locked, gate=gate)
    old = {"outcome": check.outcome, "note": check.note}
    check.outcome, check.note = outcome, note.strip()
    check.datum = datum.strip() or found.datum
    check.datum_date = datum_date or found.datum_date
    check.source = (source.strip() or found.source)[:300]
    known = outcome != GateCheck.Outcome.UNKNOWN
    check.confirmed_by, check.confirmed_at = (by, timezone.now()) if known else (None, None)
    check.save()
    record(
        actor=by,
        verb="application.gate_confirmed",
        target=application,
        old={gate.code: old["outcome"]},
        new={gate.code: outcome},
        reason=check.note,
    )
    return check


@transaction.atomic
def mark_eligible(*, application: Application, by: Any) -> None:
    """The file passes. Only with a yes to every required gate; the yeses of the records become the actor's.

    Raises NotAllowed or Refused (naming the gate that is missing).
    """
    require("applications.screen", by, application)
    refresh_gates(application=application)
    move(application=application, to=states.ELIGIBLE, by=by)
    application.gate_checks.filter(confirmed_at__isnull=True, outcome=GateCheck.Outcome.YES).update(
        confirmed_by=by, confirmed_at=timezone.now()
    )


@transaction.atomic
def mark_ineligible(*, application: Application, by: Any, reason: str, instead: str) -> None:
    """The file does not pass. Asks for the reason and for what the Party can do instead; both are told it.

    Raises NotAllowed or Refused.
    """
    require("applications.screen", by, application)
    if not reason.strip() or not instead.strip():
        raise Refused(_("Give the reason, and say what the Party can do instead."))
    move(
        application=application,
        to=states.INELIGIBLE,
        by=by,
        reason=f"{reason.strip()}\n\n{instead.strip()}",
    )
    order_letter(application=application, kind=Letter.Kind.INELIGIBLE, by=by)
