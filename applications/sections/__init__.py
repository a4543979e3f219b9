"""The fifteen sections of an application (DOMAIN, "An application carries")."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Section

from .country import CONTEXT, PARTY, STAND
from .means import (
    ATTACHMENTS,
    BUDGET,
    DECLARATION,
    DECLARATION_POINTS,
    GENDER,
    RISKS,
    SUSTAINABILITY,
    WORKPLAN,
)
from .request import ACTIVITIES, EXPERTISE, OBJECTIVES, PARTNERS, RESOURCES

SECTIONS: tuple[Section, ...] = (
    PARTY,
    CONTEXT,
    STAND,
    OBJECTIVES,
    ACTIVITIES,
    PARTNERS,
    RESOURCES,
    EXPERTISE,
    WORKPLAN,
    BUDGET,
    GENDER,
    RISKS,
    SUSTAINABILITY,
    ATTACHMENTS,
    DECLARATION,
)
BY_CODE: dict[str, Section] = {section.code: section for section in SECTIONS}
GROUPS: tuple[tuple[str, object], ...] = (
    ("country", _("The country")),
    ("request", _("The request")),
    ("means", _("The means")),
    ("sending", _("Before it is sent")),
)
LAST = DECLARATION.code

__all__ = ["BY_CODE", "DECLARATION_POINTS", "GROUPS", "LAST", "SECTIONS"]
