"""The receipt of an application, and the whole application, as PDFs made by jobs."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.rules import is_of_party, is_secretariat
from portal.documents import pdf
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import Job
from portal.documents.services import issue_paper, request_job, result_of
from portal.ui.dates import moment_utc

from .models import Application, Version
from .notices import party_name
from .queries import answers_of
from .sections import DECLARATION_POINTS

RECEIPT = "applications.receipt"
APPLICATION = "applications.application"


def may_receive(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """The Party's team; the Secretariat once it is submitted."""
    if not isinstance(target, Application):
        return False
    if is_of_party(user, target):
        return True
    return target.submitted_at is not None and bool(is_secretariat(user))


def request(*, application: Application, by: User, language: str = "") -> Job:
    """Ask for the receipt of a submitted application; the same job while it is under way."""
    language = language or application.language
    return request_job(
        kind=RECEIPT,
        params={},
        requested_by=by,
        language=language,
        target=application,
        key=f"{RECEIPT}:{application.pk}:{language}",
    )


def request_application(*, application: Application, version: Version, by: User, language: str) -> Job:
    """Ask for the whole application as one PDF, in the version given."""
    return request_job(
        kind=APPLICATION,
        params={"version": version.number},
        requested_by=by,
        language=language,
        target=application,
        key=f"{APPLICATION}:{application.pk}:{version.number}:{language}:{version.frozen_at or ''}",
    )


def _application(context: JobContext) -> Application:
    target = context.target
    if not isinstance(target, Application):
        raise JobRefused(_("This application is no longer there."))
    return Application.objects.select_related("country", "call", "round", "current_version").get(pk=target.pk)


def build_receipt(context: JobContext) -> JobResult:
    """Issue the receipt, with its check code: who sent what, when, and the hash of each file joined."""
    application = _application(context)
    if application.reference is None or application.submitted_at is None:
        raise JobRefused(_("This application has not been submitted."))
    version = application.versions.select_related("frozen_by").order_by("number").first()
    language = context.language
    with translation.override(language):
        reading = answers_of(version)
        title = _("Receipt of an application")
        party = party_name(application, language)
        facts = {
            "application": application,
            "reading": reading,
            "party": party,
            "institution": version.lead_institution,
            "sent_at": moment_utc(application.submitted_at),
            "sent_by": str(version.frozen_by or ""),
            "cut_off": moment_utc(application.round.cut_off) if application.round else "",
            "files": next(section.files for section in reading.sections if section.section.files),
        }
        context.progress(1, 2, _("Writing the receipt"))
        issued = issue_paper(
            kind="receipt",
            title=title,
            reference=application.reference,
            target=application,
            language=language,
            template="applications/pdf/receipt.html",
            values=facts,
            date=application.submitted_at,
            name=f"{application.reference}-{_('receipt')}.pdf",
            key=f"{RECEIPT}:{application.pk}:{language}",
        )
    return result_of(issued)


def build_application(context: JobContext) -> JobResult:
    """The whole application as it was sent (or as it stands), every question with its answer."""
    application = _application(context)
    version = application.versions.filter(number=context.params.get("version", 1)).first()
    if version is None:
        raise JobRefused(_("This version is no longer there."))
    language = context.language
    with translation.override(language):
        context.progress(1, 3, _("Reading the answers"))
        reading = answers_of(version)
        title = _("Application for technical assistance")
        party = party_name(application, language)
        context.progress(2, 3, _("Laying out the pages"))
        data = pdf.render(
            "applications/pdf/application.html",
            {
                "application": application,
                "version": version,
                "reading": reading,
                "party": party,
                "declaration_points": DECLARATION_POINTS,
                "is_draft": version.is_open,
            },
            language=language,
            title=title,
            reference=application.ref,
            date=version.frozen_at,
        )
    suffix = f"-v{version.number}" if version.number > 1 else ""
    return JobResult(name=f"{application.ref}{suffix}.pdf", content_type="application/pdf", data=data)
