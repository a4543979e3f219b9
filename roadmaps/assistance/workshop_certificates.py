"""The certificate of a workshop as a PDF with a check code, sent to its person by e-mail. Made by a job."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import IssuedDocument
from portal.documents.services import issue_paper, result_of
from portal.messaging.services import post
from portal.ui.prose import to_html

from ..models import Participant, Workshop
from ..selection.notices import party_name

TEMPLATE = "roadmaps/pdf/certificate.html"


def build(context: JobContext) -> JobResult:
    """Make the PDF once: a second run, or a second worker, gives the same issued document back."""
    rows = Participant.objects.select_related("workshop__assistance__country")
    person = rows.filter(pk=context.params.get("participant"), came=True).first()
    if person is None:
        raise JobRefused(_("Nobody took part under this number."))
    issued = _issue(person, context.language)
    Participant.objects.filter(pk=person.pk).update(certificate=issued)
    post(
        code="workshop.certificate",
        email=person.email,
        language=person.language,
        context={"receiver": person.name, "title": person.workshop.title},
        target=person.workshop,
        key=f"workshop.certificate:{person.pk}",
        attachments=[issued.stored_file],
    )
    return result_of(issued)


def _issue(person: Participant, language: str) -> IssuedDocument:
    workshop = person.workshop
    reference = f"{workshop.assistance.reference} · {workshop.code}/{person.code}"
    with translation.override(language):
        title = _("Certificate of participation")
        values = {
            "person": person,
            "workshop": workshop,
            "party": party_name(workshop.country_id, language),
            "agenda": to_html(workshop.agenda) if workshop.agenda else "",
            "signatory": _("Secretariat of the 2005 Convention"),
        }
        return issue_paper(
            kind="certificate",
            title=title,
            reference=reference,
            target=person,
            language=language,
            template=TEMPLATE,
            values=values,
            date=workshop.ends_at,
            name=f"certificate-{workshop.code}-{person.code}.pdf",
            key=f"roadmaps.certificate:{person.pk}",
        )


def may_read(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """The job's own page is for those who keep the workshop."""
    return isinstance(target, Workshop) and not reason_against("roadmaps.keep_workshops", user, target.assistance)
