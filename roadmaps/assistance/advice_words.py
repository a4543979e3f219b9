"""The advice on the composition of a national team, in words."""

from django.utils.translation import gettext as _

from .composition import Advice


def words_of(point: Advice) -> str:
    """One point: what is advised, and what there is."""
    if point.code == "ministries":
        return _("At least %(wanted)s ministries take part: %(has)s so far.") % {
            "wanted": point.wanted, "has": point.has,
        }  # fmt: skip
    if point.code == "balance":
        if not point.wanted:
            return _("Women and men are in balance (at least 40 %% of each): nobody’s gender is given yet.") % {}
        return _("Women and men are in balance (at least 40 %% of each): the fewer are %(has)s of %(said)s.") % {
            "has": point.has, "said": point.wanted,
        }  # fmt: skip
    return {
        "private_sector": _("The private sector takes part."),
        "civil_society": _("Civil society takes part."),
        "women_org": _("Organisations of women take part."),
        "youth_org": _("Organisations of young people take part."),
    }[point.code]
