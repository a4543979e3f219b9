"""Who may do what with an assistance, a selection and a mission; each question answers the reason why not.

Nobody acts on a country they have a tie to; being superuser gives no part in a choice (DESIGN, "Permissions").
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from applications.interests import countries_of
from portal.accounts import rules as people
from portal.accounts import standing
from portal.accounts.questions import question

from ..models import Assistance, Considered, Mission, Need, Offer
from . import states


def _has_tie(user: Any, thing: Any) -> bool:
    return getattr(thing, "country_id", None) in countries_of(user)


def _is_the_expert(user: Any, thing: Any) -> bool:
    expert = getattr(thing, "expert", None)
    return expert is not None and expert.user_id is not None and expert.user_id == getattr(user, "pk", None)


def _is_considered(user: Any, thing: Any) -> str:
    """Who stands on a shortlist of this need takes no part in the choice (a shortlist, a need or an offer)."""
    need = getattr(thing, "need_id", None) or (thing.pk if isinstance(thing, Need) else None)
    if need is None or getattr(user, "pk", None) is None:
        return ""
    if Considered.objects.filter(shortlist__need=need, expert__user=user.pk).exists():
        return _("You are among the experts considered: a colleague must do this.")
    return ""


def _officer_without_tie(user: Any, thing: Any) -> str:
    if not people.is_officer(user):
        return _("Only a programme officer can do this.")
    if thing is not None and getattr(thing, "country_id", None) is not None and _has_tie(user, thing):
        return _("You have a tie to this Party: a colleague must do this.")
    if _is_the_expert(user, thing):
        return _("You are the expert concerned: a colleague must do this.")
    return ""


def acts_for_secretariat(user: Any, thing: Any) -> bool:
    """Whether somebody of the Secretariat has no tie to the Party and is not the expert concerned."""
    return not _has_tie(user, thing) and not _is_the_expert(user, thing)


@question("roadmaps.open_assistance")
def open_assistance(user: Any, application: Any = None) -> str:
    """Open an assistance for a selected application; describe its needs."""
    return _officer_without_tie(user, application)


@question("roadmaps.read")
def read(user: Any, thing: Any = None) -> str:
    """Read an assistance and its selections: its Party, its field office, the Secretariat."""
    if people.is_staff_member(user) or people.is_of_party(user, thing) or people.covers(user, thing):
        return ""
    return _("You do not see this assistance.")


@question("roadmaps.prepare_selection")
def prepare_selection(user: Any, thing: Any = None) -> str:
    """Match, propose a shortlist, make an offer: an officer without a tie who is not among the experts."""
    return _officer_without_tie(user, thing) or _is_considered(user, thing)


@question("roadmaps.take_back")
def take_back(user: Any, offer: Offer | None = None) -> str:
    """Take an offer back: an officer, or the portal itself (no user) when a profile is erased."""
    return "" if user is None else prepare_selection(user, offer)


@question("roadmaps.prefer")
def prefer(user: Any, shortlist: Any = None) -> str:
    """Rank the experts of a shortlist, or ask for others: a focal point of the Party."""
    if not people.is_focal_point(user, shortlist):
        return _("Only a focal point of the Party can do this.")
    return _is_considered(user, shortlist)


@question("roadmaps.answer_offer")
def answer_offer(user: Any, offer: Offer | None = None) -> str:
    """Accept or decline: the expert it was made to."""
    return "" if _is_the_expert(user, offer) else _("This offer was not made to you.")


@question("roadmaps.agree")
def agree(user: Any, offer: Offer | None = None) -> str:
    """Confirm a choice for one of the two sides; nobody of those considered is on either."""
    if _is_the_expert(user, offer):
        return _("You are the expert concerned: a colleague must do this.")
    side = "" if offer is not None and people.is_focal_point(user, offer) else _officer_without_tie(user, offer)
    return side or _is_considered(user, offer)


@question("roadmaps.manage_mission")
def manage_mission(user: Any, mission: Mission | None = None) -> str:
    """Write the terms of a mission and begin it: an officer without a tie."""
    return _officer_without_tie(user, mission)


@question("roadmaps.report_mission")
def report_mission(user: Any, mission: Mission | None = None) -> str:
    """Report days, deliverables and results: the expert of the mission."""
    return "" if _is_the_expert(user, mission) else _("This mission is not yours.")


@question("roadmaps.cancel_mission")
def cancel_mission(user: Any, mission: Mission | None = None) -> str:
    """The expert who steps back, an officer without a tie, or the portal (no user) when a profile is erased."""
    return "" if user is None or _is_the_expert(user, mission) else _officer_without_tie(user, mission)


@question("roadmaps.appraise")
def appraise(user: Any, mission: Mission | None = None) -> str:
    """Give an appraisal: the expert, a focal point of the Party, an officer without a tie, once it is reported."""
    if mission is not None and mission.state not in (states.REPORTED, states.EVALUATED):
        return _("The mission has not been reported yet.")
    if _is_the_expert(user, mission) or (mission is not None and people.is_focal_point(user, mission)):
        return ""
    return _officer_without_tie(user, mission)


@question("roadmaps.office")
def office(user: Any, thing: Any = None) -> str:
    """See assistances, selections and missions in the office: the Secretariat, a field office its countries."""
    if people.is_staff_member(user) or people.covers(user, thing):
        return ""
    return _("You do not see this assistance.")


def visible_to(user: Any) -> QuerySet[Assistance]:
    """The assistances this person reads: all for the Secretariat, those of the own Parties or covered countries."""
    if people.is_staff_member(user):
        return Assistance.objects.all()
    place = standing.of(user)
    countries = place.parties | place.field_countries
    return Assistance.objects.filter(country__in=countries) if countries else Assistance.objects.none()


def missions_visible_to(user: Any) -> QuerySet[Mission]:
    """The missions this person reads: the own, those of the own Parties or covered countries; all for staff."""
    if people.is_staff_member(user):
        return Mission.objects.all()
    if not getattr(user, "is_authenticated", False):
        return Mission.objects.none()
    place = standing.of(user)
    own = Mission.objects.filter(expert__user=user.pk, expert__erased_at__isnull=True)
    countries = place.parties | place.field_countries
    return own | Mission.objects.filter(assistance__country__in=countries) if countries else own
