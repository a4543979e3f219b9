"""Who may do what with the survey of Parties; each question answers the reason why not."""

from typing import Any

from django.utils.translation import gettext as _

from applications.interests import countries_of
from portal.accounts import rules as people
from portal.accounts.questions import question


@question("roadmaps.manage_survey")
def manage_survey(user: Any, thing: Any = None) -> str:
    """Open, close and remind of a round, ask a Party: a programme officer."""
    return "" if people.is_officer(user) else _("Only a programme officer can do this.")


@question("roadmaps.record_letter")
def record_letter(user: Any, country: Any = None) -> str:
    """Write down what a Party told by letter: an officer without a tie to it."""
    if not people.is_officer(user):
        return _("Only a programme officer can do this.")
    if country is not None and people.country_of(country) in countries_of(user):
        return _("You have a tie to this Party: a colleague must do this.")
    return ""


@question("roadmaps.read_survey")
def read_survey(user: Any, thing: Any = None) -> str:
    """Read the replies: the Secretariat."""
    return "" if people.is_secretariat(user) else _("You do not see the survey.")
