"""The final package as one PDF: roadmap, action plan, report on the participatory process. Made by a job.

Submitted, it is issued with a check code, once a language; before, it is a draft without one.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import Refused
from portal.collaboration.reading import ReadSection, read_sections
from portal.documents import pdf
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import issue_document, request_job
from portal.reference.languages import language_name
from portal.reference.queries import term_map

from ..models import Assistance, FinalPackage, Roadmap
from ..national import pdf as national_pdf
from ..national.whole import read_whole
from ..sections.package import PROCESS
from ..selection.notices import party_name
from ..stores import PACKAGES
from .checking import edition_of
from .material import used_in
from .queries_participation import ledger_of
from .queries_workshops import people_trained

KIND = "roadmaps.package"
TEMPLATE = "roadmaps/pdf/package.html"


def may_have(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """Who reads the assistance."""
    return isinstance(target, Assistance) and not reason_against("roadmaps.read", user, target)


def request(*, assistance: Assistance, by: Any, language: str) -> Job:
    """Ask for the package as a PDF in a language of the portal; the same job while it is under way.

    Raises `Refused` while there is no validated edition.
    """
    package = FinalPackage.objects.filter(assistance=assistance).first()
    if package is None or (package.edition_id is None and edition_of(assistance) is None):
        raise Refused(_("The roadmap is not validated yet."))
    stamp = package.submitted_at or timezone.now()
    return request_job(
        kind=KIND,
        params={},
        requested_by=by,
        language=language,
        target=assistance,
        key=f"{KIND}:{assistance.pk}:{language}:{stamp.isoformat()}",
    )


def key_of(package: FinalPackage, language: str) -> str:
    """The key under which a submitted package is issued, once a submission and language."""
    assert package.submitted_at is not None
    return f"{KIND}:{package.pk}:{language}:{package.submitted_at.timestamp():.0f}"


def issued(package: FinalPackage, language: str) -> IssuedDocument | None:
    """The issued PDF of a submitted package in a language: one query."""
    if package.is_written or package.submitted_at is None:
        return None
    return IssuedDocument.objects.filter(key=key_of(package, language)).select_related("stored_file").first()


def participation_of(assistance: Assistance, package: FinalPackage) -> Mapping[str, Any]:
    """Who took part, in all and by sector: as submitted, or as the ledger of the roadmap stands; {} without one."""
    if package.figures and not package.is_written:
        return dict(package.figures)
    roadmap = Roadmap.objects.filter(country=assistance.country_id, is_current=True).first()
    return asdict(ledger_of(roadmap)) if roadmap is not None else {}


def figures_of(participation: Mapping[str, Any], language: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Each sector in words, with its figures."""
    kinds = {code: str(term.text) for code, term in term_map("stakeholder_kind", language).items()}
    return [(kinds.get(row["kind"], row["kind"]), row) for row in participation.get("by_sector", ())]


def report_of(package: FinalPackage) -> list[ReadSection]:
    """The process report, read."""
    return read_sections([PROCESS], {PROCESS.code: PACKAGES.read_section(package, PROCESS)})


def build(context: JobContext) -> JobResult:
    """Lay the package out; a submitted one is issued with its check code."""
    target = context.target
    package = (
        FinalPackage.objects.select_related("assistance__country", "edition").filter(assistance=target.pk).first()
        if isinstance(target, Assistance)
        else None
    )
    if package is None:
        raise JobRefused(_("This package is no longer there."))
    assistance, language = package.assistance, context.language
    edition = package.edition or edition_of(assistance)
    if edition is None:
        raise JobRefused(_("The roadmap is not validated yet."))
    with translation.override(language):
        context.progress(1, 2, _("Reading the package"))
        participation = participation_of(assistance, package)
        written = edition.language or assistance.language
        values = {
            **national_pdf.facts(read_whole(edition), language),
            "assistance": assistance,
            "package": package,
            "party": party_name(assistance.country_id, language),
            "report": report_of(package),
            "figures": figures_of(participation, language),
            "ledger": participation,
            "edition_language": written,
            "written_in": language_name(written, language) if written != language else "",
            "trained": people_trained(assistance),
            "material": used_in(assistance, language),
        }
        title, name = _("Final package"), f"{assistance.reference.lower()}-package-{language}.pdf"

        def lay_out(code: str = "") -> bytes:
            return pdf.render(
                TEMPLATE,
                values,
                language=language,
                title=title,
                reference=assistance.reference,
                date=package.submitted_at,
                check_code=code,
            )

        context.progress(1, 2, _("Laying out the pages"))
        if package.is_written:
            return JobResult(name=name, content_type="application/pdf", data=lay_out())
        document = issue_document(
            kind="package",
            title=title,
            reference=assistance.reference,
            target=package,
            language=language,
            build=lay_out,
            name=name,
            key=key_of(package, language),
        )
    with document.stored_file.open() as stream:
        return JobResult(name=name, content_type="application/pdf", data=stream.read())
