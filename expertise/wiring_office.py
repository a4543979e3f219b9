"""What this floor hangs up in the rooms below it, once, at start: the Secretariat's side and the public pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.activity import verbs
from portal.documents import jobs
from portal.office import places
from portal.ui import nav

from . import certificates, export_experts, letters, ports, waiting_office
from .erasing_office import erase
from .rules import expert_of, office
from .services.gatherings import CERTIFICATE_JOB
from .services.letters import LETTER_JOB


def connect() -> None:
    """Register jobs, verbs of the log, places in the office and the menus, and what waits for whom."""
    jobs.register(LETTER_JOB, _("Letter to an expert"), letters.build, may=letters.may_read)
    jobs.register(CERTIFICATE_JOB, _("Certificate"), certificates.build, may=certificates.may_read)
    jobs.register(
        export_experts.EXPERTS, _("List of experts"), export_experts.build_experts, may=export_experts.may_read
    )
    jobs.register(
        export_experts.CANDIDACIES,
        _("List of applications of experts"),
        export_experts.build_candidacies,
        may=export_experts.may_read,
    )
    verbs.register(
        {
            "expert_call.created": _("made the call for experts"),
            "expert_call.rules_changed": _("changed the rules of the call"),
            "expert_call.published": _("published the call for experts"),
            "expert_call.closed": _("closed the call for experts"),
            "candidacy.review_opened": _("opened the review"),
            "candidacy.rule_answered": _("answered a rule"),
            "candidacy.proposed": _("proposed the outcome"),
            "candidacy.sent_back": _("gave the proposal back"),
            "candidacy.admitted": _("admitted the person"),
            "candidacy.declined": _("declined the application"),
            "gathering.invited": _("invited experts"),
            "gathering.announced": _("announced the meeting or training"),
            "gathering.answered": _("answered the invitation"),
            "gathering.cancelled": _("cancelled the meeting or training"),
            "gathering.held": _("wrote down who took part"),
            "shared_document.shared": _("shared a document with the experts"),
            "shared_document.withdrawn": _("withdrew a shared document"),
            "mailing.prepared": _("prepared a message to experts"),
            "mailing.released": _("let the messages go"),
            "mailing.stopped": _("stopped the messages"),
            "contact.passed_on": _("passed the request on to the expert"),
            "contact.closed": _("closed the request"),
        }
    )
    accounts_ports.waiting.register(waiting_office.for_officers)
    accounts_ports.waiting.register(waiting_office.for_head)
    accounts_ports.waiting.register(waiting_office.for_experts)
    ports.erase.register(erase)
    _places()


def _places() -> None:
    def in_office(user: Any) -> bool:
        return not office(user)

    def is_in_community(user: Any) -> bool:
        return expert_of(user) is not None

    places.register("experts", _("Experts"), "admin:expertise_experts", in_office, order=10)
    places.register("experts", _("Applications of experts"), "admin:expertise_candidacies", in_office, order=20)
    places.register("experts", _("Calls for experts"), "admin:expertise_expertcall_changelist", in_office, order=30)
    places.register("experts", _("Nominations"), "admin:expertise_nominations", in_office, order=40)
    places.register(
        "experts", _("Meetings and trainings"), "admin:expertise_gathering_changelist", in_office, order=60
    )
    places.register(
        "experts", _("Shared documents"), "admin:expertise_shareddocument_changelist", in_office, order=65
    )
    places.register("experts", _("Messages to experts"), "admin:expertise_mailing_changelist", in_office, order=70)
    places.register(
        "experts", _("Requests to reach experts"), "admin:expertise_contactrequest_changelist", in_office, order=75
    )
    nav.register("main", _("Experts"), "expertise:roster", order=40)
    nav.register("foot", _("Experts"), "expertise:roster", order=43, group=_("Data"))
    nav.register("workspace", _("Community of experts"), "expertise:gatherings", order=62, when=is_in_community)
