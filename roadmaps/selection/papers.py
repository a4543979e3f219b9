"""Terms of reference and mission reports as PDFs with a check code, made by jobs; one language a document."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import IssuedDocument
from portal.documents.services import issue_paper, result_of
from portal.reference.languages import language_name
from portal.ui.dates import day

from ..models import Mission, MissionReport
from ..services.mission.missions import TERMS_JOB
from ..services.mission.reports import REPORT_JOB
from . import states
from .notices import party_name
from .rules import missions_visible_to

__all__ = ["REPORT_JOB", "TERMS_JOB", "build_report", "build_terms", "may_read"]


def may_read(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """Who reads the mission reads its papers."""
    if not isinstance(target, Mission):
        return False
    return missions_visible_to(user).filter(pk=target.pk).exists() or not reason_against(
        "roadmaps.office", user, target
    )


def reference_of(mission: Mission) -> str:
    """What is printed on a paper: the assistance's reference and the mission's code; they name no person."""
    return " · ".join(part for part in (getattr(mission.assistance, "reference", ""), mission.code) if part)


def _mission(context: JobContext) -> Mission:
    target = context.target
    if not isinstance(target, Mission):
        raise JobRefused(_("This mission is no longer there."))
    rows = Mission.objects.select_related("expert", "assistance__country", "offer__need")
    return rows.get(pk=target.pk)


def _facts(mission: Mission, language: str) -> dict[str, Any]:
    need = mission.offer.need if mission.offer is not None else None
    return {
        "mission": mission,
        "party": party_name(mission.country_id, language),
        "working_language": language_name(mission.language, language),
        "activities": need.activities.split() if need is not None else [],
        "deliverables": list(mission.deliverables.all()),
    }


def build_terms(context: JobContext) -> JobResult:
    """The terms of reference; issuing them again replaces those before in the public register."""
    mission = _mission(context)
    if not mission.objective.strip() or not mission.tasks.strip():
        raise JobRefused(_("Write the objective and the tasks, and name at least one deliverable."))
    language = context.language
    with translation.override(language):
        title = _("Terms of reference")
        context.progress(1, 2, _("Writing the terms of reference"))
        issued = _issue(
            mission,
            "terms",
            title,
            "roadmaps/pdf/terms.html",
            _facts(mission, language),
            context,
            str(context.job.pk),
        )
    if language == mission.language:
        # Only while these terms still hold: a change in between asks for new ones.
        Mission.objects.filter(pk=mission.pk, state=states.PREPARED, terms_job=context.job.pk).update(terms=issued)
    return result_of(issued)


def build_report(context: JobContext) -> JobResult:
    """The report as it was sent, with the days and the deliverables."""
    mission = _mission(context)
    report = MissionReport.objects.filter(mission=mission, sent_at__isnull=False).first()
    if report is None:
        raise JobRefused(_("The report has not been sent."))
    language = context.language
    with translation.override(language):
        title = _("Mission report")
        rows = list(mission.days_worked.all())
        facts = {
            **_facts(mission, language),
            "report": report,
            "parts": parts_of(report),
            "days_worked": rows,
            "used": sum(row.days for row in rows),
        }
        context.progress(1, 2, _("Writing the report"))
        issued = _issue(mission, "report", title, "roadmaps/pdf/report.html", facts, context, "sent")
    MissionReport.objects.filter(pk=report.pk).update(issued=issued)
    return result_of(issued)


def parts_of(report: MissionReport) -> list[tuple[str, str]]:
    """(heading, text) of the parts that hold something."""
    names = ("done", "results", "difficulties", "recommendations", "follow_up")
    named = [(str(MissionReport._meta.get_field(name).verbose_name), getattr(report, name)) for name in names]
    return [(label[:1].upper() + label[1:], text) for label, text in named if text]


def _issue(
    mission: Mission, kind: str, title: str, template: str, facts: dict[str, Any], context: JobContext, key: str
) -> IssuedDocument:
    reference, language = reference_of(mission), context.language
    return issue_paper(
        kind=kind,
        title=title,
        reference=reference,
        target=mission,
        language=language,
        template=template,
        values=facts,
        facts=[(_("Reference"), reference), (_("Date"), day(context.job.created_at))],
        name=f"{mission.code}-{kind}-{language}.pdf",
        key=f"roadmaps.{kind}:{mission.pk}:{language}:{key}",
    )
