"""Early warnings in words, each with the page of the records behind it."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.ui.dates import day
from portal.ui.numbers import grouped

from . import early_warnings as early
from .early_warnings import Warning

LABELS = {
    early.LATE_STEP: lambda: _("Late step"),
    early.SILENT: lambda: _("No sign of life"),
    early.EXPERT_AWAY: lambda: _("Expert unavailable"),
    early.IDLE_MISSION: lambda: _("Mission without days"),
    early.TEAM_CHANGED: lambda: _("Team changed"),
    early.FOCAL_CHANGED: lambda: _("Focal point changed"),
    early.MONEY_SHORT: lambda: _("Money short"),
    early.RISK_REVIEW: lambda: _("Risk to review"),
}


def sentence(one: Warning) -> str:
    """A warning in words."""
    if one.code == early.LATE_STEP:
        text = (
            ngettext(
                "Step %(step)s should have begun %(days)s day ago",
                "Step %(step)s should have begun %(days)s days ago",
                one.days,
            )
            if one.name == early.TO_BEGIN
            else ngettext("Step %(step)s is %(days)s day late", "Step %(step)s is %(days)s days late", one.days)
        )
        return text % {"step": one.about, "days": one.days}
    if one.code == early.SILENT:
        return ngettext("No sign of life for %(days)s day", "No sign of life for %(days)s days", one.days) % {
            "days": one.days
        }
    if one.code == early.EXPERT_AWAY:
        return _("%(name)s is not available") % {"name": one.name}
    if one.code == early.IDLE_MISSION:
        text = ngettext(
            "%(name)s: no day written down for %(days)s day",
            "%(name)s: no day written down for %(days)s days",
            one.days,
        )
        return text % {"name": one.name, "days": one.days}
    if one.code == early.TEAM_CHANGED:
        return _("The national team changed on %(date)s") % {"date": day(one.on)}
    if one.code == early.MONEY_SHORT:
        return _money_words(one)
    if one.code == early.RISK_REVIEW:
        text = ngettext(
            "A risk should have been looked at %(days)s day ago",
            "A risk should have been looked at %(days)s days ago",
            one.days,
        )
        return text % {"days": one.days}
    return _("The focal point changed on %(date)s") % {"date": day(one.on)}


def _money_words(one: Warning) -> str:
    if one.about == "days":
        text = ngettext(
            "Missions have %(days)s expert day more than agreed",
            "Missions have %(days)s expert days more than agreed",
            one.days,
        )
        return text % {"days": one.days}
    return _("USD %(left)s of the envelope are left") % {"left": grouped(one.days)}


@lru_cache(maxsize=64)
def _pattern(language: str, name: str, arguments: int) -> str:
    """The address of a page with places for its arguments: looked up once a language, not once a row."""
    marks = [f"x{place}x" for place in range(arguments)]
    with translation.override(language):
        found = reverse(name, args=marks)
    for place, mark in enumerate(marks):
        found = found.replace(mark, f"{{{place}}}")
    return found


def link(name: str, *arguments: str) -> str:
    """The address of a page in the language of the reader. Arguments are references and codes only."""
    return _pattern(translation.get_language() or "en", name, len(arguments)).format(*arguments)


def address(reference: str, iso3: str, party: str, one: Warning) -> str:
    """The page of the records behind a warning of the assistance of that reference; `party` is named in the page's
    language."""
    if one.code == early.LATE_STEP:
        return link("roadmaps:assistance_step", reference, one.about)
    if one.code in (early.EXPERT_AWAY, early.IDLE_MISSION):
        return link("admin:roadmaps_mission", one.about)
    if one.code == early.TEAM_CHANGED:
        return link("admin:roadmaps_national", iso3.lower()) + "#team"
    if one.code == early.FOCAL_CHANGED:
        return f"{link('admin:accounts_membership_changelist')}?{urlencode({'party': party})}"
    if one.code == early.RISK_REVIEW:
        return link("roadmaps:risks", reference)
    if one.code == early.MONEY_SHORT:
        return link("roadmaps:money", reference)
    return link("admin:roadmaps_assistance", reference)
