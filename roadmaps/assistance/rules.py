"""Who may do what in the course of an assistance; each question answers the reason why not.

The plan is changed by an officer; the Party and the officer both tell how the work goes. Nobody of the
Secretariat acts on a country they have a tie to.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from applications.interests import countries_of
from portal.accounts import rules as people
from portal.accounts.questions import question

from ..models import Assistance, Mission, Paper, Risk, ThreadMessage, Tool
from ..selection import states
from ..selection.rules import visible_to

PARTY_SIDE, SECRETARIAT_SIDE = ThreadMessage.Side.PARTY, ThreadMessage.Side.SECRETARIAT
FIELD_SIDE, EXPERT_SIDE = ThreadMessage.Side.FIELD_OFFICE, ThreadMessage.Side.EXPERT


def officer_without_tie(user: Any, thing: Any) -> str:
    """Why this person is not an officer who may act on the Party."""
    if not people.is_officer(user):
        return _("Only a programme officer can do this.")
    if people.country_of(thing) in countries_of(user):
        return _("You have a tie to this Party: a colleague must do this.")
    return ""


@question("roadmaps.plan_assistance")
def plan_assistance(user: Any, assistance: Any = None) -> str:
    """Change the plan, open a step again: an officer without a tie."""
    return officer_without_tie(user, assistance)


@question("roadmaps.progress_assistance")
def progress_assistance(user: Any, assistance: Any = None) -> str:
    """Say that a step has begun or is done, and show its evidence: a focal point of the Party, or an officer."""
    if people.is_focal_point(user, assistance):
        return ""
    if people.is_officer(user):
        return officer_without_tie(user, assistance)
    return _("Only a focal point of the Party or a programme officer can do this.")


@question("roadmaps.write_package")
def write_package(user: Any, assistance: Any = None) -> str:
    """Write the process report and submit the package: a focal point of the Party."""
    return "" if people.is_focal_point(user, assistance) else _("Only a focal point of the Party can do this.")


@question("roadmaps.sign_package")
def sign_package(user: Any, assistance: Any = None) -> str:
    """Sign the package off: the signatory of the Party."""
    return "" if people.is_signatory(user, assistance) else _("Only the signatory of the Party can sign.")


@question("roadmaps.answer_package")
def answer_package(user: Any, assistance: Any = None) -> str:
    """Accept the package or return it: an officer without a tie."""
    return officer_without_tie(user, assistance)


def head_without_tie(user: Any, thing: Any) -> str:
    """Why this person is not the head of the programme acting on a Party without a tie."""
    if not people.is_head(user):
        return _("Only the head of the programme can do this.")
    if people.country_of(thing) in countries_of(user):
        return _("You have a tie to this Party: a colleague must do this.")
    return ""


@question("roadmaps.keep_money")
def keep_money(user: Any, assistance: Any = None) -> str:
    """Divide the envelope into lines, commit and spend: an officer without a tie."""
    return officer_without_tie(user, assistance)


@question("roadmaps.set_envelope")
def set_envelope(user: Any, assistance: Any = None) -> str:
    """Change the agreed days or the envelope: the head of the programme, without a tie."""
    return head_without_tie(user, assistance)


@question("roadmaps.keep_risks")
def keep_risks(user: Any, assistance: Any = None) -> str:
    """Note and review the country's risks: a focal point of the Party, or an officer without a tie."""
    return progress_assistance(user, assistance)


@question("roadmaps.keep_programme_risks")
def keep_programme_risks(user: Any, assistance: Any = None) -> str:
    """Note and review the programme's risks, and make one of a warning: an officer without a tie."""
    return officer_without_tie(user, assistance)


def on_mission(user: Any) -> QuerySet[Mission]:
    """The missions this person has, or had, as an expert."""
    key = getattr(user, "pk", None)
    own = Mission.objects.filter(expert__user=key, expert__erased_at__isnull=True).exclude(state=states.CANCELLED)
    return own if key is not None else Mission.objects.none()


def open_to(user: Any) -> QuerySet[Assistance]:
    """The assistances whose page, steps, documents and thread this person reads: those they read anyway, and those
    they have a mission of."""
    missions = on_mission(user).filter(assistance__isnull=False).values("assistance")
    return visible_to(user) | Assistance.objects.filter(pk__in=missions)


def side_of(user: Any, assistance: Any) -> str:
    """Whose side a person is on in an assistance; "" for who has no part in it."""
    if people.is_of_party(user, assistance):
        return str(PARTY_SIDE)
    if people.is_staff_member(user):
        return str(SECRETARIAT_SIDE)
    if people.covers(user, assistance):
        return str(FIELD_SIDE)
    return str(EXPERT_SIDE) if on_mission(user).filter(assistance=assistance.pk).exists() else ""


def audiences_of(side: str) -> tuple[str, ...]:
    """Which documents a side sees."""
    every, parties, office = Paper.Audience.ALL, Paper.Audience.PARTIES, Paper.Audience.SECRETARIAT
    return {
        PARTY_SIDE: (every, parties),
        FIELD_SIDE: (every, parties),
        SECRETARIAT_SIDE: (every, parties, office),
        EXPERT_SIDE: (every,),
    }.get(side, ())  # type: ignore[call-overload, no-any-return]


def risks_visible_to(user: Any, assistance: Any) -> QuerySet[Risk]:
    """The risks a person reads: the programme's are for the Secretariat and the field office."""
    rows = Risk.objects.filter(assistance=assistance.pk).select_related("assistance")
    inner = people.is_staff_member(user) or people.covers(user, assistance)
    return rows if inner else rows.filter(scope=Risk.Scope.COUNTRY)


def _has_part(user: Any, assistance: Any) -> str:
    side = side_of(user, assistance) if assistance is not None else ""
    if not side:
        return _("You have no part in this assistance.")
    if side == SECRETARIAT_SIDE and people.country_of(assistance) in countries_of(user):
        return _("You have a tie to this Party: a colleague must do this.")
    return ""


@question("roadmaps.write_message")
def write_message(user: Any, assistance: Any = None) -> str:
    """Write in the thread: the Party, the Secretariat without a tie, the field office, experts with a mission."""
    return _has_part(user, assistance)


@question("roadmaps.share_document")
def share_document(user: Any, assistance: Any = None) -> str:
    """Share documents: the Party, the Secretariat without a tie, experts with a mission; a field office reads."""
    reason = _has_part(user, assistance)
    if not reason and side_of(user, assistance) == FIELD_SIDE:
        return _("A field office reads the documents and comments in the messages.")
    return reason


@question("roadmaps.keep_workshops")
def keep_workshops(user: Any, assistance: Any = None) -> str:
    """Plan workshops, say who came, send evaluations and certificates: who tells how steps go, and its experts."""
    reason = progress_assistance(user, assistance)
    if reason and assistance is not None and on_mission(user).filter(assistance=assistance.pk).exists():
        return ""
    return reason


@question("roadmaps.keep_tools")
def keep_tools(user: Any, thing: Any = None) -> str:
    """Keep the tools and methods of the steps: a programme officer."""
    return "" if people.is_officer(user) else _("Only a programme officer can do this.")


def tools_visible_to(user: Any, rows: QuerySet[Tool]) -> QuerySet[Tool]:
    """The tools a person reads: the common ones with any part in an assistance, adapted ones in their country."""
    if people.is_staff_member(user):
        return rows
    countries = set(open_to(user).values_list("country", flat=True))
    return rows.filter(Q(country__isnull=True) | Q(country__in=countries)) if countries else rows.none()
