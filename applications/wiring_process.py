"""What this floor hangs up in the rooms below it, once, at start: the part about calls and the process."""

from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.accounts.questions import reason_against
from portal.activity import verbs
from portal.documents import jobs
from portal.office import places
from portal.ui import nav

from . import dossier, export, letters, personal, rules_process, waiting_process
from .services.announcement import LETTER_JOB


def connect() -> None:
    """Register jobs, verbs of the log, places in the office and the pages, and what waits for whom."""
    jobs.register(LETTER_JOB, _("Letter"), letters.build, may=letters.may_read)
    jobs.register(dossier.KIND, _("Dossier"), dossier.build, may=dossier.may_read)
    jobs.register(export.KIND, _("List of applications"), export.build, may=export.may_read)
    verbs.register(
        {
            "call.created": _("made the call"),
            "call.grid_changed": _("changed the grid"),
            "call.published": _("published the call"),
            "call.closed": _("closed the call"),
            "application.gate_confirmed": _("answered a condition"),
            "application.assessor_assigned": _("named an assessor"),
            "application.assessor_withdrawn": _("took the file back from an assessor"),
            "application.interests_declared": _("declared to have no interest in the file"),
            "application.conflict_declared": _("declared a conflict of interest"),
            "application.assessment_handed_in": _("handed in an assessment"),
            "application.decision_prepared": _("prepared the decision"),
            "application.decision_sent_back": _("gave the decision back"),
            "application.decided": _("took the decision"),
        }
    )
    accounts_ports.waiting.register(waiting_process.for_officers)
    accounts_ports.waiting.register(waiting_process.for_head)
    accounts_ports.waiting.register(waiting_process.for_assessors)
    accounts_ports.personal_data.register(personal.held)
    accounts_ports.erase.register(personal.erase)
    _places()


def _places() -> None:
    def in_office(user: object) -> bool:
        return not reason_against("applications.office", user)

    def in_secretariat(user: object) -> bool:
        return rules_process.is_secretariat(user)

    places.register("call", _("Calls"), "admin:applications_call_changelist", in_secretariat, order=10)
    places.register("call", _("Applications"), "admin:applications_files", in_office, order=20)
    places.register("call", _("Assessments"), "admin:applications_assessments", in_secretariat, order=30)
    places.register("call", _("Decision board"), "admin:applications_board", in_secretariat, order=40)
    places.register("call", _("Letters"), "admin:applications_letters", in_secretariat, order=50)
    places.register("settings", _("Ties to countries"), "admin:applications_tie_changelist", in_secretariat, order=60)
    nav.register("main", _("Open call"), "applications:calls", order=10)
    nav.register("main", _("Can you apply?"), "applications:eligibility", order=20)
    nav.register("foot", _("Register of requests"), "applications:register", order=43, group=_("Data"))
    nav.register(
        "workspace",
        _("My assessments"),
        "applications:assessments",
        order=40,
        when=rules_process.has_assessments,
    )
