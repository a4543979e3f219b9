"""The letter of a decision as a PDF, in the Party's language, with a check code. Made by a job."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.services import issue_paper, result_of

from . import scoring, states
from .models import Assessment, BudgetLine, Decision, ExpertiseNeed, Letter, Score
from .notices import party_name
from .queries import chosen_codes
from .queries_calls import grid

TEMPLATE = "applications/pdf/letter.html"


@dataclass(frozen=True)
class Reason:
    """What the assessors gave one criterion, and why; no name stands beside it."""

    label: str
    weight: int
    points: Decimal
    reasons: tuple[str, ...]


def title_of(kind: str) -> str:
    """The heading of a letter, in the present language."""
    return {
        Letter.Kind.SELECTED: _("Your application is selected"),
        Letter.Kind.RESERVE: _("Your application is on the reserve list"),
        Letter.Kind.NOT_SELECTED: _("Your application is not selected"),
        Letter.Kind.INELIGIBLE: _("Your application is not eligible"),
    }[Letter.Kind(kind)]


def reasons_of(application: Any, language: str) -> list[Reason]:
    """Points and reasons by criterion, the mean over assessors: what the country reads, without names."""
    rows = (
        Score.objects.filter(assessment__application=application, assessment__state=Assessment.State.SUBMITTED)
        .order_by("assessment__submitted_at", "assessment_id")
        .values_list("criterion_id", "criterion__weight", "level", "justification")
    )
    by_criterion: dict[int, list[tuple[int, int, str]]] = {}
    for criterion, weight, level, reason in rows:
        by_criterion.setdefault(criterion, []).append((weight, level, reason))
    found = []
    for criterion in grid(application.call_id, language):
        marks = by_criterion.get(criterion.pk, [])
        if not marks:
            continue
        points = scoring.file_score([[(weight, level)] for weight, level, _why in marks], application.call.top_level)
        texts = tuple(why for _weight, _level, why in marks)
        found.append(Reason(criterion.label, criterion.weight, points or Decimal(0), texts))
    return found


def context_of(letter: Letter) -> dict[str, Any]:
    """Everything the template says, in the language that is active."""
    application = letter.application
    version = application.current_version
    decision = Decision.objects.filter(application=application).first()
    days = ExpertiseNeed.objects.filter(version=version).aggregate(total=Sum("days"))["total"] or 0
    asked = BudgetLine.objects.filter(version=version).aggregate(total=Sum("asked_usd"))["total"] or Decimal(0)
    change = application.transitions.filter(to_state=states.INELIGIBLE).last()
    return {
        "letter": letter,
        "application": application,
        "version": version,
        "round": application.round,
        "party": party_name(application, letter.language),
        "decision": decision,
        "score": decision.score if decision else None,
        "days": days,
        "logistics": min(asked, application.call.ceiling_logistics),
        "codes": chosen_codes(version.pk if version else None),
        "reasons": reasons_of(application, letter.language) if letter.kind != Letter.Kind.INELIGIBLE else [],
        "refusal": change.reason if change and letter.kind == Letter.Kind.INELIGIBLE else "",
        "threshold": application.call.threshold,
        "signatory": str(letter.signed_by) if letter.signed_by_id else "",
        "signatory_title": _("Head of the programme") if letter.kind != Letter.Kind.INELIGIBLE else _("Secretariat"),
    }


def build(context: JobContext) -> JobResult:
    """Make the PDF once: a second run, or a second worker, gives the same issued document back."""
    letter = (
        Letter.objects.select_related(
            "application__call",
            "application__country",
            "application__round",
            "application__current_version",
            "signed_by",
        )
        .filter(pk=context.params.get("letter"))
        .first()
    )
    if letter is None:
        raise JobRefused(_("The letter no longer exists."))
    with translation.override(letter.language):
        title = title_of(letter.kind)
        values = context_of(letter)
        context.progress(1, 2, _("Writing the letter"))
        issued = issue_paper(
            kind="letter",
            title=title,
            reference=letter.reference,
            target=letter,
            language=letter.language,
            template=TEMPLATE,
            values=values,
            date=letter.released_at,
            name=f"{letter.reference.replace('/', '-')}.pdf",
            key=f"applications.letter:{letter.pk}",
        )
    with transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(issued=issued)
    context.progress(2, 2, "")
    return result_of(issued)


def may_read(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """The job's own page is for the Secretariat; a Party gets its letter on the page of the decision."""

    return target is not None and not reason_against("applications.office", user, target)
