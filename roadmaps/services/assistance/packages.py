"""The final package: written, signed off, submitted, answered; accepted it closes the assistance."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.services import record
from portal.collaboration.choices import codes_of
from portal.collaboration.parsing import RowReader, parse_section
from portal.collaboration.services import Saved, save_answers

from ...assistance.checking import edition_of, missing_of
from ...assistance.queries_participation import ledger_of
from ...models import Assistance, FinalPackage, Roadmap, StepProgress
from ...sections.package import PROCESS
from ...selection.notices import tell_officers, tell_party
from ...stores import PACKAGES
from .guards import lock

State = FinalPackage.State


def package_of(assistance: Assistance) -> FinalPackage:
    """The package as it stands, or a new one that is not saved."""
    found = FinalPackage.objects.filter(assistance=assistance).select_related("signed_by", "edition").first()
    package = found or FinalPackage(assistance=assistance)
    package.assistance = assistance
    return package


def _locked(assistance: Assistance, rule: str, by: Any) -> tuple[Assistance, FinalPackage]:
    locked = lock(assistance=assistance, rule=rule, by=by)
    package = FinalPackage.objects.get_or_create(assistance=locked)[0]
    package.assistance = locked
    return locked, package


def _refuse_unless_written(package: FinalPackage) -> None:
    if not package.is_written:
        raise Refused(_("The package is submitted and no longer changes, unless the Secretariat returns it."))


def _refuse_incomplete(package: FinalPackage) -> None:
    missing = missing_of(package)
    if missing:
        raise Refused(
            _("The package is not complete. %(reasons)s") % {"reasons": " · ".join(one.words for one in missing[:4])}
        )


@transaction.atomic
def save_report(
    *, assistance: Assistance, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int, by: Any
) -> Saved:
    """Keep what is typed in the process report; a signature given before lapses. Raises `Conflict` (nothing is stored
    then), `NotAllowed`, and `Refused` once it is submitted."""
    _assistance, package = _locked(assistance, "roadmaps.write_package", by)
    _refuse_unless_written(package)
    parsed = parse_section(PROCESS, posted, read_rows, codes_of)

    def changed(_values: Mapping[str, Any]) -> None:
        if package.state == State.SIGNED:
            FinalPackage.objects.filter(pk=package.pk).update(state=State.DRAFT, signed_at=None, signed_by=None)
            record(actor=by, verb="assistance.package_signature_lapsed", target=package.assistance)

    return save_answers(
        store=PACKAGES,
        record=package,
        section=PROCESS,
        parsed=parsed,
        expected_revision=expected_revision,
        by=by,
        changed=changed,
    )


@transaction.atomic
def sign(*, assistance: Assistance, by: Any) -> FinalPackage:
    """Sign the complete package off; signing twice changes nothing.

    Raises `NotAllowed`; `Refused` with what is missing, or once it is submitted.
    """
    locked, package = _locked(assistance, "roadmaps.sign_package", by)
    _refuse_unless_written(package)
    if package.state == State.SIGNED:
        return package
    _refuse_incomplete(package)
    package.state, package.signed_at, package.signed_by = State.SIGNED, timezone.now(), by
    package.save(update_fields=["state", "signed_at", "signed_by"])
    record(actor=by, verb="assistance.package_signed", target=locked)
    return package


@transaction.atomic
def submit(*, assistance: Assistance, by: Any) -> FinalPackage:
    """Submit the signed package to UNESCO, with the edition and the figures of participation as they are now.

    Raises `NotAllowed`, for the person who signed it too; `Refused` when it is not signed or something is missing.
    """
    locked, package = _locked(assistance, "roadmaps.write_package", by)
    if package.state == State.SUBMITTED:
        return package
    _refuse_unless_written(package)
    if package.state != State.SIGNED:
        raise Refused(_("The signatory of the Party signs it first."))
    if package.signed_by_id == by.pk:
        raise NotAllowed(_("You signed it yourself: somebody else submits it."))
    _refuse_incomplete(package)
    roadmap = Roadmap.objects.get(country=locked.country_id, is_current=True)
    package.edition, package.figures = edition_of(locked), asdict(ledger_of(roadmap))
    package.state, package.submitted_at, package.submitted_by = State.SUBMITTED, timezone.now(), by
    package.save(update_fields=["edition", "figures", "state", "submitted_at", "submitted_by"])
    record(actor=by, verb="assistance.package_submitted", target=locked)
    tell_officers(assistance=locked, **_message(locked, package, "assistance.package_submitted"))
    return package


def _message(assistance: Assistance, package: FinalPackage, code: str) -> dict[str, Any]:
    moment = package.answered_at or package.submitted_at
    return {
        "code": code,
        "key": f"{code}:{package.pk}:{moment}",
        "target": assistance,
        "to": ("roadmaps:package", [assistance.reference]),
        "context": {"reference": assistance.reference, "answer": package.answer},
    }


@transaction.atomic
def give_back(*, assistance: Assistance, reasons: str, by: Any) -> FinalPackage:
    """Return a submitted package with the reasons: the Party changes it and has it signed again.

    Raises `NotAllowed`; `Refused` without reasons or when nothing is submitted.
    """
    locked, package = _to_answer(assistance, by)
    if not reasons.strip():
        raise Refused(_("Give the reasons; the Party reads them."))
    package.signed_at, package.signed_by = None, None
    _answer(package, State.RETURNED, reasons, by)
    record(actor=by, verb="assistance.package_returned", target=locked, reason=package.answer)
    tell_party(assistance=locked, **_message(locked, package, "assistance.package_returned"))
    return package


@transaction.atomic
def accept(*, assistance: Assistance, words: str = "", by: Any) -> FinalPackage:
    """Accept a submitted package: the last step is done, the assistance closed. Raises `NotAllowed`, `Refused`."""
    locked, package = _to_answer(assistance, by)
    _answer(package, State.ACCEPTED, words, by)
    today = timezone.localdate()
    row = StepProgress.objects.get_or_create(assistance=locked, step="TA9")[0]
    submitted = timezone.localdate(package.submitted_at)
    row.started_on, row.done_on, row.done_by = min(row.started_on or submitted, today), today, by
    row.save(update_fields=["started_on", "done_on", "done_by"])
    locked.state, locked.state_changed_at = Assistance.State.CLOSED, timezone.now()
    locked.save(update_fields=["state", "state_changed_at"])
    record(actor=by, verb="assistance.package_accepted", target=locked)
    tell_party(assistance=locked, **_message(locked, package, "assistance.package_accepted"))
    return package


def _to_answer(assistance: Assistance, by: Any) -> tuple[Assistance, FinalPackage]:
    locked, package = _locked(assistance, "roadmaps.answer_package", by)
    if package.state != State.SUBMITTED:
        raise Refused(_("No package waits for an answer."))
    return locked, package


def _answer(package: FinalPackage, state: str, words: str, by: Any) -> None:
    package.state, package.answer = state, words.strip()[:4000]
    package.answered_at, package.answered_by = timezone.now(), by
    package.save(update_fields=["state", "answer", "answered_at", "answered_by", "signed_at", "signed_by"])
