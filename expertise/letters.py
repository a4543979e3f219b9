"""The letter of a decision as a PDF, in the person's language, with a check code. Made by a job."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import IssuedDocument
from portal.documents.services import issue_paper, result_of

from .models import Candidacy

TEMPLATE = "expertise/pdf/letter.html"


def title_of(outcome: str) -> str:
    """The heading of a letter, in the present language."""
    return {
        Candidacy.Outcome.ADMITTED: _("You are admitted to the Expert Facility"),
        Candidacy.Outcome.DECLINED: _("Your application to the Expert Facility is not accepted"),
    }[Candidacy.Outcome(outcome)]


def reference_of(candidacy: Candidacy) -> str:
    """What stands on the letter: the call and the code of the person, no name."""
    return f"{candidacy.call.slug}/{candidacy.expert.code}"


def context_of(candidacy: Candidacy) -> dict[str, Any]:
    """Everything the template says, in the language that is active."""
    titles = dict(candidacy.call.texts.values_list("language", "title"))
    expert = candidacy.expert
    return {
        "candidacy": candidacy,
        "expert": expert,
        "call_title": titles.get(candidacy.language) or candidacy.call.slug,
        "term_ends_on": expert.term_ends_on,
        "signatory": str(candidacy.decided_by) if candidacy.decided_by_id else "",
        "signatory_title": _("Head of the programme"),
    }


def build(context: JobContext) -> JobResult:
    """Make the PDF once: a second run, or a second worker, gives the same issued document back."""
    candidacy = (
        Candidacy.objects.select_related("call", "expert", "decided_by")
        .filter(pk=context.params.get("candidacy"), decided_at__isnull=False)
        .first()
    )
    if candidacy is None:
        raise JobRefused(_("The application no longer exists, or is not decided."))
    issued = _issue(candidacy)
    Candidacy.objects.filter(pk=candidacy.pk).update(letter=issued)
    return result_of(issued)


def _issue(candidacy: Candidacy) -> IssuedDocument:
    with translation.override(candidacy.language):
        title, reference, values = title_of(candidacy.outcome), reference_of(candidacy), context_of(candidacy)
        return issue_paper(
            kind="expert-letter",
            title=title,
            reference=reference,
            target=candidacy,
            language=candidacy.language,
            template=TEMPLATE,
            values=values,
            date=candidacy.decided_at,
            name=f"{reference.replace('/', '-')}.pdf",
            key=f"expertise.letter:{candidacy.pk}",
        )


def may_read(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """The job's own page is for the Secretariat; the person gets the letter on their own pages."""
    return target is not None and not reason_against("expertise.office", user, target)
