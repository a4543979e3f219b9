"""What this floor hangs up in the rooms below it, once, at start: national roadmaps."""

from typing import Any

from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.accounts import standing
from portal.accounts.rules import is_secretariat, is_staff_member
from portal.activity import verbs
from portal.collaboration import ports as discussions
from portal.documents import jobs
from portal.office import places
from portal.reference.languages import page_language
from portal.search import ports as search
from portal.surveys import ports as surveys
from portal.surveys.models import Link
from portal.ui import nav

from ..sections.contribution import CONTRIBUTION
from ..services.national import contributions
from . import discussing, found, pdf, waiting
from .notices import party_name


def _has_party(user: Any) -> bool:
    return bool(standing.of(user).parties)


def _why_over(link: Link) -> str:
    """A consultation that was cancelled takes no contribution."""
    return _text("This consultation is cancelled.") if link.record is None or link.record.is_cancelled else ""


def _asked(link: Link) -> str:
    """Whose roadmap it is, and the questions the consultation puts."""
    consultation = link.record
    if consultation is None:
        return ""
    party = party_name(consultation.roadmap, page_language())
    whose = str(_("National roadmap of the Party: %(party)s.")) % {"party": party}
    return f"{whose} {consultation.questions or CONTRIBUTION.lead}"


def _in_office(user: Any) -> bool:
    return is_staff_member(user) or bool(standing.of(user).field_countries)


def connect() -> None:
    """Register the verbs of the log, the place in the workspace, and what waits for the people of a Party."""
    verbs.register(
        {
            "roadmap.begun": _("began the roadmap"),
            "roadmap.stage": _("brought the roadmap to another stage"),
            "roadmap.activities_chosen": _("chose the activities"),
            "roadmap.measure_added": _("added a measure"),
            "roadmap.measure_removed": _("removed a measure"),
            "roadmap.measure_moved": _("moved a measure to another activity"),
            "roadmap.measure_verified": _("verified the status of a measure"),
            "roadmap.signature_asked": _("handed the roadmap over for signature"),
            "roadmap.signature_lapsed": _("changed the roadmap after it was signed"),
            "roadmap.signed": _("signed the roadmap"),
            "roadmap.validated": _("recorded the validation"),
            "roadmap.edition_opened": _("opened the next edition"),
            "roadmap.presented": _("noted the public presentation"),
            "roadmap.text_saved": _("saved the roadmap in a language"),
            "roadmap.original_attached": _("attached the original"),
            "roadmap.value_given": _("gave a value of an indicator"),
            "roadmap.import_taken_in": _("sent a spreadsheet"),
            "roadmap.imported": _("took over a spreadsheet"),
            "roadmap.member_added": _("added a member of the national team"),
            "roadmap.member_changed": _("changed a member of the national team"),
            "roadmap.consultation_added": _("added a consultation"),
            "roadmap.consultation_changed": _("changed a consultation"),
            "roadmap.photo_added": _("added a photo of a consultation"),
            "roadmap.photo_removed": _("took a photo away"),
            "roadmap.contribution_read": _("read a contribution"),
            "roadmap.report_begun": _("began the progress report"),
            "roadmap.report_sent": _("sent the progress report"),
        },
        for_party=True,
    )
    verbs.register(
        {
            "roadmap.stage_recorded": _("noted the stage of a Party from a source"),
            "roadmap.round_opened": _("opened a reporting round"),
            "roadmap.round_closed": _("closed a reporting round"),
            "roadmap.round_reminded": _("reminded Parties of their report"),
        }
    )
    places.register("assistance", _("National roadmaps"), "admin:roadmaps_nationals", _in_office, order=40)
    places.register("assistance", _("Reporting rounds"), "admin:roadmaps_rounds", is_secretariat, order=45)
    surveys.register(
        surveys.Questionnaire(
            purpose=contributions.PURPOSE,
            name=_("Contribution to a national roadmap"),
            section=CONTRIBUTION,
            readers=_("The national team reads it before it is shown. Your name and address are not shown."),
            thanks=_("Thank you. The national team reads your contribution."),
            heading=lambda link: str(link.record.title),
            lead=_asked,
            may_answer=_why_over,
            on_answered=contributions.received,
        )
    )
    discussions.register(discussing.COMMENTS)
    for source in found.SOURCES:
        search.register(source)
    jobs.register(pdf.ROADMAP, _("National roadmap"), pdf.build, may=pdf.may_have)
    nav.register("workspace", _("National roadmap"), "roadmaps:roadmaps", order=25, when=_has_party)
    accounts_ports.waiting.register(waiting.of_party)
    accounts_ports.files.register(waiting.files)
