"""What this floor hangs up in the rooms below it, once, at start: selections and missions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from expertise import ports as expertise_ports
from portal.accounts import ports as accounts_ports
from portal.accounts import standing
from portal.accounts.models import Role
from portal.accounts.rules import is_field_office, is_staff_member
from portal.activity import verbs
from portal.documents import jobs
from portal.office import places
from portal.ui import nav

from ..services.selection import erasure
from . import export, load, panels, papers, personal, waiting, waiting_office


def _reads_assistances(user: Any) -> bool:
    place = standing.of(user)
    return bool(place.parties or place.field_countries)


def _is_expert(user: Any) -> bool:
    """Asked on every page of the workspace: only who holds the role costs a query."""
    return standing.has_role(user, Role.Kind.EXPERT) and waiting.expert_of(user) is not None


def _in_office(user: Any) -> bool:
    return bool(is_staff_member(user) or is_field_office(user))


def connect() -> None:
    """Register jobs, verbs of the log, places, and what waits for whom."""
    jobs.register(papers.TERMS_JOB, _("Terms of reference"), papers.build_terms, may=papers.may_read)
    jobs.register(papers.REPORT_JOB, _("Mission report"), papers.build_report, may=papers.may_read)
    jobs.register(export.KIND, _("List of missions"), export.build, may=export.may_read)
    _verbs()
    accounts_ports.waiting.register(waiting.of_party)
    accounts_ports.waiting.register(waiting.of_expert)
    accounts_ports.waiting.register(waiting_office.for_officers)
    accounts_ports.files.register(waiting.files)
    accounts_ports.personal_data.register(personal.held)
    expertise_ports.erase.register(erasure.erase)
    expertise_ports.held.register(erasure.held)
    expertise_ports.not_chosen.register(load.not_chosen)
    expertise_ports.expert_panels.register(panels.of_expert)
    nav.register("workspace", _("Assistance"), "roadmaps:assistances", order=30, when=_reads_assistances)
    nav.register("workspace", _("My missions"), "roadmaps:missions", order=50, when=_is_expert)
    places.register("assistance", _("Assistances"), "admin:roadmaps_assistances", _in_office, order=10)
    places.register("assistance", _("Missions"), "admin:roadmaps_missions", _in_office, order=20)


def _verbs() -> None:
    verbs.register(
        {
            "assistance.opened": _("opened the assistance"),
            "assistance.changed": _("changed the period or the officer in charge"),
            "need.added": _("added a need"),
            "need.changed": _("changed a need"),
            "need.cancelled": _("cancelled a need"),
            "need.reopened": _("opened the need again"),
            "shortlist.shared": _("shared a shortlist"),
            "shortlist.ranked": _("ranked the experts"),
            "shortlist.others_asked": _("asked for other experts"),
            "shortlist.expert_left": _("took out an expert who left the Expert Facility"),
            "offer.made": _("made an offer to an expert"),
            "offer.accepted": _("accepted the offer"),
            "offer.declined": _("declined the offer"),
            "offer.taken_back": _("took the offer back"),
            "offer.lapsed": _("let the offer lapse, as it was not answered in time"),
            "offer.party_confirmed": _("confirmed the choice for the Party"),
            "offer.secretariat_confirmed": _("confirmed the choice for the Secretariat"),
            "offer.agreed": _("confirmed as the second: the expert is chosen by both sides"),
            "mission.begun": _("began the mission"),
            "mission.extended": _("agreed on other days or dates"),
            "mission.cancelled": _("cancelled the mission"),
            "mission.delivered": _("handed a deliverable over"),
            "mission.reported": _("sent the mission report"),
            "mission.evaluated": _("closed the mission, evaluated"),
        },
        for_party=True,
    )
    verbs.register(
        {
            "shortlist.proposed": _("prepared a shortlist"),
            "shortlist.closed": _("closed the shortlist"),
            "shortlist.reopened": _("opened the shortlist again"),
            "offer.interests_declared": _("declared to have no interest in the matter"),
            "mission.made": _("made the mission"),
            "mission.terms_written": _("wrote the terms of reference"),
            "mission.terms_issued": _("issued the terms of reference"),
            "mission.deliverable_added": _("named a deliverable"),
            "mission.deliverable_dropped": _("dropped a deliverable"),
            "mission.days_written": _("wrote down days worked"),
            "mission.days_struck": _("struck days worked"),
            "mission.appraised": _("gave an appraisal"),
        }
    )
