"""The dossier: application, screening, assessments, decision and history of a file as one PDF, by a job."""

from typing import Any

from django.utils.translation import gettext as _

from portal.activity.queries import history
from portal.documents import pdf
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import Job
from portal.documents.services import request_job
from portal.ui.dates import moment_utc

from . import queries_process as queries
from .models import Application, Decision
from .notices import party_name
from .queries import answers_of
from .rules_process import is_secretariat, visible_assessments

KIND = "applications.dossier"
TEMPLATE = "applications/pdf/dossier.html"


def may_read(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """The Secretariat, for files that were submitted. What stands in it is what the person may read."""
    return isinstance(target, Application) and target.submitted_at is not None and is_secretariat(user)


def request(*, application: Application, by: Any, language: str) -> Job:
    """Ask for the dossier; a second click while it is being made gives the same job."""
    return request_job(
        kind=KIND,
        params={},
        requested_by=by,
        language=language,
        target=application,
        key=f"{KIND}:{application.pk}:{language}",
    )


def build(context: JobContext) -> JobResult:
    """Make the dossier in the language asked for, as the person who asked may read it."""
    application = (
        Application.objects.select_related("call", "country", "round", "current_version")
        .filter(pk=getattr(context.target, "pk", None))
        .first()
    )
    if application is None or application.current_version is None:
        raise JobRefused(_("This application no longer exists."))
    context.progress(1, 4, _("Reading the answers"))
    reading = answers_of(application.current_version)
    context.progress(2, 4, _("Reading the assessments"))
    assessments = queries.assessments_with_scores(application)
    shown = visible_assessments(context.job.requested_by, application, assessments)
    values = {
        "application": application,
        "party": party_name(application, context.language),
        "reading": reading,
        "gates": queries.gates_with_checks(application),
        "assessments": shown,
        "hidden": len(assessments) - len(shown),
        "criteria": queries.labels_of(application.call_id, context.language),
        "decision": Decision.objects.filter(application=application)
        .select_related("prepared_by", "decided_by", "released_by")
        .first(),
        "history": list(history(application).select_related("actor").order_by("at", "id")),
    }
    context.progress(3, 4, _("Laying out the pages"))
    data = pdf.render(
        TEMPLATE,
        values,
        language=context.language,
        title=_("Dossier of %(party)s") % {"party": values["party"]},
        reference=f"{application.reference}, v{application.current_version.number}",
        facts=[
            (_("Application"), f"{application.reference}, v{application.current_version.number}"),
            (_("Party"), values["party"]),
            (_("Submitted"), moment_utc(application.submitted_at, context.language)),
        ],
    )
    context.progress(4, 4, "")
    return JobResult(f"{application.reference}-{_('dossier')}.pdf", "application/pdf", data)
