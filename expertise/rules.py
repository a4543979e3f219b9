"""Who may do what in the Expert Facility; each question answers the reason why not.

Nobody checks or decides on themself, nor an officer on somebody they nominated. Being superuser gives a
look into the office and no part in what is decided (DESIGN, "Permissions").
"""

from typing import Any

from django.utils.translation import gettext as _

from portal.accounts import rules as people
from portal.accounts import standing
from portal.accounts.questions import question

from . import states
from .models import Candidacy, Expert
from .models.expert import ExpertQuerySet


def expert_of(user: Any) -> Expert | None:
    """The row of this person, or None; kept on the person for the request."""
    if not getattr(user, "is_authenticated", False):
        return None
    if not hasattr(user, "_expert"):
        user._expert = Expert.objects.filter(user=user.pk, erased_at__isnull=True).first()
    return user._expert


def forget(user: Any) -> None:
    """Read it anew next time: a service has just made or erased it."""
    if hasattr(user, "_expert"):
        del user._expert


def _is_own(user: Any, expert: Expert | None) -> bool:
    return expert is not None and expert.user_id is not None and expert.user_id == getattr(user, "pk", None)


def _own(user: Any, expert: Expert | None) -> str:
    return "" if user.is_active and _is_own(user, expert) else _("This profile is not yours.")


@question("expertise.write_profile")
def write_profile(user: Any, expert: Expert | None = None) -> str:
    """Write the profile, the availability, the readers of each part: the person alone."""
    if expert is not None and expert.erased_at is not None:
        return _("This profile has been erased.")
    return _own(user, expert)


@question("expertise.write_candidacy")
def write_candidacy(user: Any, candidacy: Candidacy | None = None) -> str:
    """Write and send an application: the person, while it is a draft."""
    if candidacy is None or candidacy.state != states.DRAFT:
        return _("This application has been sent: it no longer changes.")
    return _own(user, candidacy.expert)


@question("expertise.withdraw_candidacy")
def withdraw_candidacy(user: Any, candidacy: Candidacy | None = None) -> str:
    """The person, until it is decided; the head, who erases a person's data; the portal itself (nobody), in time."""
    if user is None or (candidacy is not None and people.is_head(user)):
        return ""
    return _own(user, candidacy.expert if candidacy is not None else None)


@question("expertise.nominate")
def nominate(user: Any, country: Any = None) -> str:
    """A Party's focal point for it, a field office for its countries, an officer for an institution."""
    if people.is_officer(user) or people.is_focal_point(user, country) or people.covers(user, country):
        return ""
    return _("Only a focal point, a field office or the Secretariat nominates experts.")


@question("expertise.manage_calls")
def manage_calls(user: Any, call: Any = None) -> str:
    """Write, publish and close calls for experts; care for meetings, trainings and shared documents."""
    return "" if people.is_secretariat(user) else _("Only a programme officer or the head can do this.")


def _not_involved(user: Any, candidacy: Candidacy | None) -> str:
    if candidacy is None:
        return ""
    if _is_own(user, candidacy.expert):
        return _("This is your own application: a colleague must do this.")
    if candidacy.nominations.filter(nominated_by=user.pk).exists():
        return _("You nominated this person: a colleague must do this.")
    return ""


@question("expertise.vet")
def vet(user: Any, candidacy: Candidacy | None = None) -> str:
    """Open the review, check each rule, propose the outcome: an officer who is not involved."""
    if not people.is_officer(user):
        return _("Only a programme officer can do this.")
    return _not_involved(user, candidacy)


@question("expertise.decide_candidacy")
def decide_candidacy(user: Any, thing: Candidacy | Expert | None = None) -> str:
    """Admit or decline: the head, who is not involved and did not write the proposal."""
    if not people.is_head(user):
        return _("Only the head of the programme decides.")
    if isinstance(thing, Expert):
        return _("This is your own profile: a colleague must do this.") if _is_own(user, thing) else ""
    if thing is not None and thing.proposed_by_id == user.pk:
        return _("You proposed this outcome: writer and signatory are never the same person.")
    return _not_involved(user, thing)


@question("expertise.renew")
def renew(user: Any, expert: Expert | None = None) -> str:
    """Renew a term: the Secretariat, never for themself."""
    if not people.is_secretariat(user):
        return _("Only a programme officer or the head can do this.")
    return _("This is your own profile: a colleague must do this.") if _is_own(user, expert) else ""


@question("expertise.care_for")
def care_for(user: Any, expert: Expert | None = None) -> str:
    """Go on leave, come back, retire: the person or the Secretariat."""
    return "" if _is_own(user, expert) or people.is_secretariat(user) else _("This profile is not yours.")


@question("expertise.apply")
def apply(user: Any, call: Any = None) -> str:
    """Apply to the Expert Facility: whoever is signed in and is no member now."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return _("Sign in first.")
    mine = expert_of(user)
    if mine is not None and mine.is_member:
        return _("You are a member of the Expert Facility: ask for a renewal when your term ends.")
    return ""


@question("expertise.erase")
def erase(user: Any, expert: Expert | None = None) -> str:
    """Erase what is held on an expert: the person, or the head who was asked to."""
    if expert is None or expert.erased_at is not None:
        return _("This profile has been erased.")
    return "" if _is_own(user, expert) or people.is_head(user) else _("This profile is not yours.")


@question("expertise.weigh")
def weigh(user: Any, thing: Any = None) -> str:
    """Change the weights of the matching: an officer or the head."""
    return "" if people.is_secretariat(user) else _("Only a programme officer or the head can do this.")


@question("expertise.office")
def office(user: Any, thing: Any = None) -> str:
    """See the roster and the applications of experts in the office."""
    return "" if people.is_staff_member(user) else _("You do not see the roster.")


def visible_to(user: Any) -> ExpertQuerySet:
    """The experts whose whole profile this person reads: all for the Secretariat, else the own."""
    if people.is_staff_member(user):
        return Expert.objects.all()
    mine = expert_of(user)
    return Expert.objects.filter(pk=mine.pk) if mine is not None else Expert.objects.none()


def nominating_for(user: Any) -> frozenset[int]:
    """The ids of the countries this person may nominate for."""
    place = standing.of(user)
    return place.writer_of | place.field_countries


def may_nominate(user: Any) -> bool:
    """Whether this person speaks for anybody who nominates."""
    return bool(nominating_for(user)) or bool(people.is_officer(user))
