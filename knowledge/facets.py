"""The facets of the knowledge base, with their words: the same for pages, feeds, data and API."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.reference.queries import country_choices, derived, roadmap, terms
from portal.reference.sortkeys import sort_key
from portal.search import kept

from .choices import LANGUAGES, Gender, Kind
from .keys import KIND

Choice = tuple[str, str]

LEGENDS: Mapping[str, Any] = {
    "kind": _("Kind"),
    "output": _("Outputs of the Open Roadmap"),
    "activity": _("Activities of the Open Roadmap"),
    "goal": _("Goals of the Convention"),
    "theme": _("Priority themes"),
    "domain": _("Assistance domains"),
    "sector": _("Cultural domains"),
    "chain": _("Links of the value chain"),
    "country": _("Country"),
    "region": _("Region"),
    "status": _("Groups of countries"),
    "sdg": _("SDG targets"),
    "year": _("Year"),
    "language": _("Language"),
    "gender": _("Gender-equality marker"),
}
NAMES = tuple(LEGENDS)
STATUS = {"ldc": _("Least developed countries"), "sids": _("Small island developing States")}
_LISTS = {
    "goal": "goal",
    "theme": "theme",
    "domain": "assistance_domain",
    "sector": "cultural_domain",
    "chain": "value_chain",
    "region": "region",
}
LONG = frozenset({"country", "year", "sdg", "goal", "domain", "sector", "chain", "theme", "gender"})
"""Facets that stand folded on the page until something of theirs is chosen."""


def choices(language: str) -> dict[str, list[Choice]]:
    """Facet → (code, words) of every code there is, in order; years and countries that no entry has, too."""
    return derived("knowledge.facets", language, lambda: _choices(language))


def _choices(language: str) -> dict[str, list[Choice]]:
    outputs = roadmap(language)
    found: dict[str, list[Choice]] = {name: [] for name in NAMES}
    found["kind"] = [(code, str(words)) for code, words in Kind.choices]
    found["output"] = [(row.code, f"{row.number} {row.text}") for row in outputs]
    found["activity"] = [(row.code, f"{row.code} {row.text}") for output in outputs for row in output.activities]
    for facet, list_name in _LISTS.items():
        found[facet] = [(row.code, row.text) for row in terms(list_name, language)]
    found["region"].sort(key=lambda pair: sort_key(pair[1]))
    found["country"] = country_choices(language)
    found["status"] = [(code, str(words)) for code, words in STATUS.items()]
    found["sdg"] = [(row.code, f"{row.code} {row.text}") for row in terms("sdg_target", language)]
    found["language"] = [(code, name) for code, name in LANGUAGES]
    found["gender"] = [(code, str(words)) for code, words in Gender.choices]
    return found


def words_of(facet: str, code: str, language: str) -> str:
    """One code in words; the code itself where there are none (a year, a country no longer in use)."""
    known = derived(f"knowledge.facets.{facet}", language, lambda: dict(choices(language)[facet]))
    return known.get(code, code)


def is_known(facet: str, code: str, language: str) -> bool:
    """Whether a code can be asked for: it is one of the list, or some entry carries it."""
    if facet == "year":
        return len(code) == 4 and code.isascii() and code.isdigit()
    if any(code == known for known, _words in choices(language)[facet]):
        return True
    return code in kept.facets(KIND).count().counts.get(facet, {})
