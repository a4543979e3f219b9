"""What a call for experts still lacks before it can be published, as a check-list."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from portal.calls import checking
from portal.calls.checking import Point, text_points

from .models import ExpertCall, VettingRule

TEXT_FIELDS = ("title", "summary", "body")
COUNTED = frozenset({VettingRule.Kind.YEARS, VettingRule.Kind.LANGUAGES, VettingRule.Kind.ACTIVITIES})
"""Kinds of rules that mean nothing without a number."""


def check_list(call: ExpertCall, now: datetime) -> list[Point]:
    """Every condition of publication, met or not, in the order in which one makes a call."""
    rules = list(call.rules.prefetch_related("texts"))
    lack = _("Write the title, the summary and who is sought in %(language)s.")
    texts = text_points(call.texts.all(), TEXT_FIELDS, lack)
    return [*texts, _rules(rules), *_words(rules), _numbers(call, rules), _dates(call, now)]


def missing(call: ExpertCall, now: datetime) -> list[str]:
    """What stands in the way of publication, in words; empty when nothing does."""
    return checking.missing(check_list(call, now))


def _rules(rules: list[VettingRule]) -> Point:
    done = any(rule.required for rule in rules)
    return Point("rules", _("Rules of the vetting"), done, _("Add at least one required rule."))


def _words(rules: list[VettingRule]) -> list[Point]:
    """Each rule has its words in each language."""
    points = []
    for code, name in settings.LANGUAGES:
        lacking = [
            str(rule)
            for rule in rules
            if not any(text.language == code and text.label.strip() for text in rule.texts.all())
        ]
        words = {"language": name, "rules": ", ".join(lacking) or "–"}
        lack = _("Write in %(language)s the words of: %(rules)s.") % words
        points.append(Point(f"words-{code}", _("Words of every rule in %(language)s") % words, not lacking, lack))
    return points


def _numbers(call: ExpertCall, rules: list[VettingRule]) -> Point:
    """What a rule counts has its number, and never more referees than the call asks for."""
    text = _("The number each rule counts to")
    bare = [rule for rule in rules if rule.kind in COUNTED and not rule.minimum]
    if bare:
        return Point("numbers", text, False, _("Give the number of: %(rules)s.") % {"rules": _named(bare)})
    asked = [rule for rule in rules if rule.kind == VettingRule.Kind.REFEREES and (rule.minimum or 0) > call.referees]
    if asked:
        lack = _("A rule asks for more answers of referees than the %(number)s referees of the call.")
        return Point("numbers", text, False, lack % {"number": call.referees})
    return Point("numbers", text, True)


def _named(rules: list[VettingRule]) -> str:
    return ", ".join(str(rule) for rule in rules)


def _dates(call: ExpertCall, now: datetime) -> Point:
    done = call.closes_at is None or call.closes_at > now
    return Point("dates", _("A closing date to come, or none"), done, _("The closing date is past: change it."))
