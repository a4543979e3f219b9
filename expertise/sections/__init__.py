"""The eleven sections of a profile (DOMAIN, "A profile"), and the one a candidacy adds."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Section

from .person import ACTIVITIES, COUNTRIES, FIELDS, IDENTITY, LANGUAGES, PRESENTATION
from .record import CAREER, DECLARATION, EDUCATION, FILES, MOTIVATION, PUBLICATIONS

SECTIONS: tuple[Section, ...] = (
    IDENTITY,
    PRESENTATION,
    ACTIVITIES,
    FIELDS,
    LANGUAGES,
    COUNTRIES,
    CAREER,
    EDUCATION,
    PUBLICATIONS,
    FILES,
    DECLARATION,
)
BY_CODE: dict[str, Section] = {section.code: section for section in SECTIONS}
GROUPS: tuple[tuple[str, object], ...] = (
    ("you", _("You")),
    ("know", _("What you know")),
    ("done", _("What you have done")),
)

__all__ = ["BY_CODE", "FILES", "GROUPS", "MOTIVATION", "SECTIONS"]
