"""Who may do what in the course of an assistance; each question answers the reason why not.

The plan is changed by an officer; the Party and the officer both tell how the work goes. Nobody of the
Secretariat acts on a country they have a tie to.
"""

from typing import Any

from django.utils.translation import gettext as _

from applications.interests import countries_of
from portal.accounts import rules as people
from portal.accounts.questions import question


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
