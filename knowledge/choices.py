"""Short closed lists of the knowledge base; those of the Convention are reference data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an entry is (DOMAIN, "Knowledge base")."""

    PRACTICE = "practice", _("Good practice")
    MEASURE = "measure", _("Policy or measure")
    RESOURCE = "resource", _("Resource")
    STORY = "story", _("Process story")


class Proposer(models.TextChoices):
    """Who proposes an entry."""

    PARTY = "party", _("A Party")
    CIVIL_SOCIETY = "civil_society", _("A civil society organisation")
    EXPERT = "expert", _("An expert of the Facility")
    SECRETARIAT = "secretariat", _("The Secretariat")


class Licence(models.TextChoices):
    """Under what terms an entry may be used again."""

    BY = "CC-BY-4.0", _("CC BY 4.0: free use with attribution")
    BY_SA = "CC-BY-SA-4.0", _("CC BY-SA 4.0: free use with attribution, under the same licence")
    BY_SA_IGO = "CC-BY-SA-3.0-IGO", _("CC BY-SA 3.0 IGO: the licence of UNESCO’s open publications")
    ZERO = "CC0-1.0", _("CC0 1.0: no rights reserved")


LICENCE_URLS = {
    Licence.BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.BY_SA_IGO: "https://creativecommons.org/licenses/by-sa/3.0/igo/",
    Licence.ZERO: "https://creativecommons.org/publicdomain/zero/1.0/",
}


class Gender(models.TextChoices):
    """The gender-equality marker, as in the measures of national roadmaps."""

    NONE = "0", _("0: no contribution to gender equality")
    SOME = "1", _("1: contributes in part")
    SIGNIFICANT = "2", _("2: contributes significantly")
    PRINCIPAL = "3", _("3: gender equality is its principal aim")


class Evaluated(models.TextChoices):
    """Whether what was done was evaluated (Policy Monitoring Platform, record of a policy or measure)."""

    YES = "yes", _("Yes")
    PLANNED = "planned", _("Planned")
    NO = "no", _("No")


LANGUAGES = (
    ("ar", "العربية"),
    ("zh", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
)
"""The languages of entries: the six of the United Nations, in the order of their bar."""

RIGHT_TO_LEFT = frozenset({"ar"})
