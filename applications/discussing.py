"""How an application is commented: by the people of its Party, among themselves.

What the Secretariat asks of a file is a completion request; it never reads what a Party says to itself.
"""

from collections.abc import Iterable, Mapping

import rules
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.models import User
from portal.accounts.queries import members_of
from portal.accounts.rules import is_focal_point
from portal.collaboration.ports import Discussed, Place

from . import states
from .models import Application
from .models.application import ApplicationQuerySet
from .notices import party_name
from .sections import SECTIONS

_WRITTEN = (states.DRAFT, states.CLARIFICATION_ASKED)


def why_not(user: User, application: Application) -> str:
    """Why this person may not comment it now; "" when they may: while it is written, the people of its Party."""
    if not rules.test_rule("applications.read", user, application):
        return _("Only the people of the Party can comment.")
    if application.state not in _WRITTEN:
        return _("This application has been sent: it is read, no longer written.")
    return ""


def places(application: Application, language: str) -> Mapping[str, Place]:
    """Its sections."""
    with translation.override(language):
        return {
            section.code: Place(
                f"{section.number}. {section.title}",
                reverse("applications:section", args=[application.ref, section.code]),
            )
            for section in SECTIONS
        }


def name(application: Application, language: str) -> str:
    """What it is called in a message."""
    with translation.override(language):
        return _("Application %(reference)s, %(party)s") % {
            "reference": application.ref,
            "party": party_name(application, language),
        }


def team(application: Application) -> Iterable[User]:
    """Who is told of a comment."""
    return members_of(application.country_id)


def written_by(user: User) -> ApplicationQuerySet:
    """The files this person writes now."""
    return Application.objects.filter(country__in=standing.of(user).writer_of, state__in=_WRITTEN)


COMMENTS = Discussed(
    model=Application,
    places=places,
    name=name,
    why_not=why_not,
    reads=lambda user, application: rules.test_rule("applications.read", user, application),
    writes=lambda user, application: bool(is_focal_point(user, application)),
    team=team,
    written_by=written_by,
    address=("applications:comments", lambda application: [application.ref]),
)
