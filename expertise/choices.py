"""Closed lists of the Expert Facility that are no vocabulary of the Convention."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Gender(TextChoices):
    """Self-declared, optional (DESIGN, "Privacy")."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Other")


class Level(IntegerChoices):
    """How well an activity of the Open Roadmap is known."""

    FAMILIAR = 1, _("Familiar: took part in such work")
    PRACTISED = 2, _("Practised: did such work several times")
    LEADING = 3, _("Leading: led such work or wrote on it")


class Evidence(TextChoices):
    """What shows it."""

    MISSION = "mission", _("A mission")
    PUBLICATION = "publication", _("A publication")
    LAW = "law", _("A law or policy drafted")
    POST = "post", _("A post held")
    TEACHING = "teaching", _("Teaching or training given")
    OTHER = "other", _("Something else")


class Skill(IntegerChoices):
    """How well a language is read or spoken."""

    NONE = 0, _("Not")
    BASIC = 1, _("Basic")
    GOOD = 2, _("Good")
    FLUENT = 3, _("Fluent")


class Part(TextChoices):
    """A part of the profile whose readers the expert chooses."""

    BIOGRAPHY = "biography", _("Presentation")
    ORGANISATION = "organisation", _("Organisation and function")
    RESIDENCE = "residence", _("Country of residence")
    NATIONALITY = "nationality", _("Nationality")
    GENDER = "gender", _("Gender")
    LANGUAGES = "languages", _("Languages")
    ACTIVITIES = "activities", _("Activities of the Open Roadmap")
    FIELDS = "fields", _("Fields, themes and cultural domains")
    COUNTRIES = "countries", _("Countries known")
    CAREER = "career", _("Career")
    EDUCATION = "education", _("Education")
    PUBLICATIONS = "publications", _("Publications")
    AVAILABILITY = "availability", _("Availability")
    CV = "cv", _("Curriculum vitae (file)")


class Audience(TextChoices):
    """Who reads a part. The Secretariat reads all of them."""

    PUBLIC = "public", _("Everybody")
    PARTIES = "parties", _("Parties in a selection")
    SECRETARIAT = "secretariat", _("The Secretariat only")


NEVER_PUBLIC = frozenset({Part.CV, Part.GENDER, Part.AVAILABILITY})
"""Parts that no choice of the expert puts on a public page."""

_OPEN = (Part.LANGUAGES, Part.ACTIVITIES, Part.FIELDS)
DEFAULT_AUDIENCE = {
    part: Audience.PUBLIC if part in _OPEN else Audience.PARTIES for part in Part if part != Part.GENDER
} | {Part.GENDER: Audience.SECRETARIAT}
"""Until the expert chooses; nothing is on a public page before the expert consents to be listed."""
