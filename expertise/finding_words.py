"""A finding of the vetting in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.reference.languages import language_names

from .findings import Facts, Finding
from .models import VettingRule

Kind = VettingRule.Kind


def in_words(kind: str, finding: Finding, facts: Facts, language: str) -> str:
    """What the records say to a rule, in one sentence; "" for a kind that only a person can judge."""
    number = finding.number or 0
    if kind == Kind.YEARS:
        if finding.number is None:
            return _("The profile names no number of years.")
        words = ngettext("Profile: %(number)s year.", "Profile: %(number)s years.", number)
        return words % {"number": number}
    if kind == Kind.LANGUAGES:
        names = language_names(language)
        worked = ", ".join(names.get(code, code) for code in finding.items)
        if worked:
            return _("Profile: works in %(languages)s.") % {"languages": worked}
        return _("The profile names no working language of the rule.")
    if kind == Kind.ACTIVITIES:
        if not finding.items:
            return _("The profile shows no activity with evidence.")
        words = ngettext(
            "Profile: %(number)s activity with evidence (%(codes)s).",
            "Profile: %(number)s activities with evidence (%(codes)s).",
            number,
        )
        return words % {"number": number, "codes": ", ".join(finding.items)}
    if kind == Kind.REFEREES:
        words = {"answered": facts.answered, "asked": facts.referees}
        return _("%(answered)s of %(asked)s referees have answered; read what they say below.") % words
    if kind == Kind.TRAINING:
        if not finding.items:
            return _("The profile names no training.")
        return _("Profile: “%(training)s”") % {"training": finding.items[0]}
    return ""
