"""Who may do what with a national roadmap; each question answers the reason why not.

A roadmap is its Party's: the focal points write it, the signatory signs, the Secretariat reads, verifies
with evidence and opens reporting. Nobody verifies a country they have a tie to.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from applications.interests import countries_of
from portal.accounts import rules as people
from portal.accounts import standing
from portal.accounts.questions import question

from ..models import Roadmap


def _focal_point(user: Any, thing: Any) -> str:
    if not people.is_focal_point(user, thing):
        return _("Only a focal point of the Party can do this.")
    return ""


def _officer_without_tie(user: Any, thing: Any) -> str:
    if not people.is_officer(user):
        return _("Only a programme officer can do this.")
    if people.country_of(thing) in countries_of(user):
        return _("You have a tie to this Party: a colleague must do this.")
    return ""


@question("roadmaps.read_roadmap")
def read_roadmap(user: Any, thing: Any = None) -> str:
    """Read everything of a roadmap, drafts too: the people of its Party."""
    return "" if people.is_of_party(user, thing) else _("You do not see this roadmap.")


@question("roadmaps.read_comments")
def read_comments(user: Any, roadmap: Any = None) -> str:
    """Read what is said about it while it is written: who reads its drafts."""
    if people.is_of_party(user, roadmap) or people.is_secretariat(user) or people.covers(user, roadmap):
        return ""
    return _("You do not see this roadmap.")


@question("roadmaps.comment_roadmap")
def comment_roadmap(user: Any, roadmap: Any = None) -> str:
    """Comment it: the people of its Party, the field office that covers it, an officer without a tie to the Party."""
    if people.is_of_party(user, roadmap) or people.covers(user, roadmap):
        return ""
    return _officer_without_tie(user, roadmap)


@question("roadmaps.begin_roadmap")
def begin_roadmap(user: Any, country: Any = None) -> str:
    """Begin the roadmap of a Party: one of its focal points."""
    return _focal_point(user, country)


@question("roadmaps.write_roadmap")
def write_roadmap(user: Any, roadmap: Any = None) -> str:
    """Write it, keep its team, consultations and reports: a focal point of the Party."""
    return _focal_point(user, roadmap)


@question("roadmaps.sign_roadmap")
def sign_roadmap(user: Any, roadmap: Any = None) -> str:
    """Sign what the writers hand over: the signatory of the Party."""
    if not people.is_signatory(user, roadmap):
        return _("Only the signatory of the Party can sign.")
    return ""


@question("roadmaps.validate_roadmap")
def validate_roadmap(user: Any, roadmap: Any = None) -> str:
    """Record the validation by the competent authority, with its document: the signatory or a focal point."""
    if people.is_signatory(user, roadmap) or people.is_focal_point(user, roadmap):
        return ""
    return _("Only the signatory or a focal point of the Party can do this.")


@question("roadmaps.verify_measure")
def verify_measure(user: Any, roadmap: Any = None) -> str:
    """Say what status was found, with evidence: an officer without a tie to the Party."""
    return _officer_without_tie(user, roadmap)


@question("roadmaps.record_stage")
def record_stage(user: Any, country: Any = None) -> str:
    """Note a stage from a letter: an officer without a tie to the Party."""
    return _officer_without_tie(user, country)


@question("roadmaps.manage_rounds")
def manage_rounds(user: Any, thing: Any = None) -> str:
    """Open, close and remind of a reporting round: an officer."""
    return "" if people.is_officer(user) else _("Only a programme officer can do this.")


@question("roadmaps.roadmap_office")
def roadmap_office(user: Any, roadmap: Any = None) -> str:
    """See roadmaps in the office: the Secretariat all of them, a field office those of its countries."""
    if people.is_staff_member(user) or people.covers(user, roadmap):
        return ""
    return _("You do not see this roadmap.")


def roadmaps_of(user: Any) -> QuerySet[Roadmap]:
    """The roadmaps of the Parties this person is a confirmed member of."""
    parties = standing.of(user).parties
    return Roadmap.objects.filter(country__in=parties) if parties else Roadmap.objects.none()


def roadmaps_in_office(user: Any) -> QuerySet[Roadmap]:
    """The roadmaps this person sees in the office."""
    if people.is_staff_member(user):
        return Roadmap.objects.all()
    countries = standing.of(user).field_countries
    return Roadmap.objects.filter(country__in=countries) if countries else Roadmap.objects.none()
