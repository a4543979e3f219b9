"""What this floor hangs up in the rooms below it, once, at start: assistances under way."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from applications import ports as applications_ports
from portal.accounts import ports as accounts_ports
from portal.accounts.rules import is_field_office, is_staff_member
from portal.activity import verbs
from portal.documents import jobs
from portal.office import places
from portal.surveys import ports as surveys

from ..sections.evaluation import EVALUATION
from ..services.assistance.workshops import CERTIFICATE_JOB
from . import money_held, package_pdf, waiting, workshop_certificates
from .opened import of_applications
from .queries_workshops import PURPOSE


def _in_office(user: Any) -> bool:
    return bool(is_staff_member(user) or is_field_office(user))


def connect() -> None:
    """Register the verbs of the log, and the board in the office."""
    accounts_ports.waiting.register(waiting.of_party)
    accounts_ports.waiting.register(waiting.for_officers)
    accounts_ports.files.register(waiting.files)
    applications_ports.assistances.register(of_applications)
    applications_ports.money_held.register(money_held.of_applications)
    jobs.register(
        CERTIFICATE_JOB,
        _("Certificate of a workshop"),
        workshop_certificates.build,
        may=workshop_certificates.may_read,
    )
    jobs.register(package_pdf.KIND, _("Final package"), package_pdf.build, may=package_pdf.may_have)
    surveys.register(
        surveys.Questionnaire(
            purpose=PURPOSE,
            name=_("Evaluation of a workshop"),
            section=EVALUATION,
            readers=_("Those who organised the workshop read the answers, without your name."),
            thanks=_("Thank you. Your answers make the next workshop better."),
            heading=lambda link: str(link.record.title),
        )
    )
    places.register("assistance", _("Tools and methods"), "admin:roadmaps_tools", is_staff_member, order=35)
    places.register("assistance", _("Board of assistances"), "admin:roadmaps_board", _in_office, order=5)
    verbs.register(
        {
            "assistance.plan_changed": _("changed the plan"),
            "assistance.step_begun": _("began a step"),
            "assistance.step_done": _("finished a step"),
            "assistance.step_reopened": _("opened a step again"),
            "assistance.evidence_added": _("showed evidence of a step"),
            "assistance.package_signed": _("signed the final package"),
            "assistance.package_signature_lapsed": _("changed the final package after it was signed"),
            "assistance.package_submitted": _("submitted the final package"),
            "assistance.package_returned": _("returned the final package"),
            "assistance.package_accepted": _("accepted the final package"),
            "assistance.evidence_dropped": _("took evidence of a step away"),
            "assistance.taken_over": _("took the assistance over"),
            "mission.taken_over": _("took the mission over"),
            "assistance.envelope_changed": _("changed the envelope"),
            "assistance.line_kept": _("kept a line of the envelope"),
            "assistance.committed": _("committed money"),
            "assistance.paid": _("wrote a payment down"),
            "assistance.payment_struck": _("struck a payment"),
            "assistance.commitment_closed": _("closed a commitment"),
            "assistance.workshop_added": _("planned a workshop"),
            "assistance.workshop_changed": _("changed a workshop"),
            "assistance.material_picked": _("picked material for a workshop"),
            "assistance.material_dropped": _("took material of a workshop out"),
            "assistance.workshop_marked": _("noted who came to a workshop"),
            "assistance.evaluation_asked": _("sent the evaluation of a workshop"),
            "assistance.certificates_ordered": _("had certificates made"),
            "assistance.participant_named": _("named a participant of a workshop"),
            "assistance.lesson_kept": _("made a lesson of a challenge"),
            "assistance.document_shared": _("shared a document"),
            "assistance.document_renewed": _("shared a new version of a document"),
            "assistance.document_archived": _("archived a document"),
        },
        for_party=True,
    )
    verbs.register(
        {
            "tool.added": _("added a tool"),
            "tool.changed": _("changed a tool"),
            "tool.adapted": _("adapted a tool to a Party"),
            "tool.archived": _("archived a tool"),
            "assistance.message_written": _("wrote in the messages"),
            "assistance.risk_noted": _("noted a risk"),
            "assistance.risk_changed": _("changed a risk"),
            "assistance.risk_reviewed": _("reviewed a risk"),
            "assistance.risk_closed": _("closed a risk"),
        }
    )
