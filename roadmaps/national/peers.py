"""Comparable countries with their measures, for a country that drafts: profiles, reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.reference import queries as reference
from portal.reference.languages import language_name
from portal.reference.models import CountryLanguage
from portal.reference.rows import CountryRow
from portal.reference.sizes import areas
from portal.ui.pages import shelf
from portal.ui.ports import Part, about_country, gathered

from ..state import queries as state_queries
from ..state.queries_public import MeasureRow, measures_of
from . import comparable
from .comparable import Comparable, Profile

_LANGUAGES = ("official", "de_facto_official")


@dataclass(frozen=True)
class Peer:
    """A comparable country: why, and what it does on the activities in question, and its practices."""

    country: CountryRow
    why: str
    public: bool
    measures: list[MeasureRow]
    parts: list[Part]


def peers_of(country: CountryRow, activities: Iterable[str], language: str) -> list[Peer]:
    """The countries most comparable to this one among those with a validated roadmap."""
    today = timezone.now().date()
    force, taken = state_queries.in_force(today), state_queries.taken(today, today)
    spoken = shelf.get("roadmaps.spoken", _spoken)
    mine = frozenset(activities)
    rows = {row.iso3: row for row in reference.country_rows(language)}
    others = [_profile(row, spoken, frozenset(taken.get(row.id, {}))) for row in rows.values() if row.id in force]
    found = comparable.suggest(_profile(country, spoken, mine), others)
    return [
        Peer(
            country=rows[one.code],
            why=in_words(one, rows[one.code], language),
            public=force[rows[one.code].id].public,
            measures=[row for row in measures_of(force[rows[one.code].id].pk) if not mine or row.activity in mine],
            parts=gathered(about_country, one.code, language),
        )
        for one in found
    ]


def _spoken() -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    rows = CountryLanguage.objects.filter(active=True, status__in=_LANGUAGES)
    for country, language in rows.values_list("country_id", "language"):
        found.setdefault(country, set()).add(language)
    return {country: frozenset(languages) for country, languages in found.items()}


def _profile(row: CountryRow, spoken: dict[int, frozenset[str]], activities: frozenset[str]) -> Profile:
    return Profile(
        code=row.iso3,
        region=row.region,
        ldc=bool(row.ldc),
        sids=bool(row.sids),
        languages=spoken.get(row.id, frozenset()),
        area=areas().get(row.iso3),
        activities=activities,
    )


def in_words(one: Comparable, country: CountryRow, language: str) -> str:
    """Why a country is comparable, in a sentence."""
    region = reference.term_map("region", language).get(country.region)
    words: dict[str, Any] = {
        comparable.REGION: _("same region (%(region)s)") % {"region": region.text if region else country.region},
        comparable.LDC: _("both are least developed countries"),
        comparable.SIDS: _("both are small island developing States"),
        comparable.LANGUAGE: _("a common language (%(languages)s)")
        % {"languages": ", ".join(language_name(code, language) for code in one.languages)},
        comparable.SIZE: _("similar size"),
        comparable.ACTIVITIES: ngettext(
            "%(count)s activity in common (%(codes)s)", "%(count)s activities in common (%(codes)s)",
            len(one.activities),
        ) % {"count": len(one.activities), "codes": ", ".join(one.activities)},
    }  # fmt: skip
    sentence = pgettext("between two sources", "; ").join(str(words[reason]) for reason in one.reasons)
    return f"{sentence[:1].upper()}{sentence[1:]}."
