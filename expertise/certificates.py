"""The certificate of a training as a PDF, in the expert's language, with a check code. Made by a job."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import IssuedDocument
from portal.documents.services import issue_paper, result_of
from portal.ui.prose import to_html

from .models import Attendance
from .notices_office import tell_expert

TEMPLATE = "expertise/pdf/certificate.html"


def build(context: JobContext) -> JobResult:
    """Make the PDF once: a second run, or a second worker, gives the same issued document back."""
    attendance = (
        Attendance.objects.select_related("gathering", "expert__user")
        .filter(pk=context.params.get("attendance"), state=Attendance.State.ATTENDED)
        .first()
    )
    if attendance is None:
        raise JobRefused(_("Nobody took part under this number."))
    issued = _issue(attendance, context.language)
    Attendance.objects.filter(pk=attendance.pk).update(certificate=issued)
    tell_expert(
        expert=attendance.expert,
        code="gathering.certificate",
        key=f"gathering.certificate:{attendance.pk}",
        target=attendance.gathering,
        context={"title": title_in(attendance, context.language)},
        link=f"/{context.language}/workspace/expert/gatherings/",
    )
    return result_of(issued)


def title_in(attendance: Attendance, language: str) -> str:
    """The title of the training in a language, else in any."""
    titles = dict(attendance.gathering.texts.values_list("language", "title"))
    return titles.get(language) or next(iter(titles.values()), str(attendance.gathering))


def _issue(attendance: Attendance, language: str) -> IssuedDocument:
    gathering = attendance.gathering
    texts = {text.language: text for text in gathering.texts.all()}
    text = texts.get(language) or next(iter(texts.values()), None)
    reference = f"{gathering.code}/{attendance.expert.code}"
    one_day = gathering.starts_at.date() == gathering.ends_at.date()
    hours = round((gathering.ends_at - gathering.starts_at).total_seconds() / 3600)
    with translation.override(language):
        title = _("Certificate of participation")
        values = {
            "expert": attendance.expert,
            "gathering": gathering,
            "text": text,
            "agenda": to_html(text.agenda) if text is not None and text.agenda else "",
            "hours": hours if one_day else 0,
            "signatory": _("Secretariat of the 2005 Convention"),
        }
        return issue_paper(
            kind="certificate",
            title=title,
            reference=reference,
            target=attendance,
            language=language,
            template=TEMPLATE,
            values=values,
            date=gathering.ends_at,
            name=f"{reference.replace('/', '-')}.pdf",
            key=f"expertise.certificate:{attendance.pk}",
        )


def may_read(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """The job's own page is for the Secretariat; the expert gets the certificate on their own pages."""
    return target is not None and not reason_against("expertise.office", user, target)
