"""All countries: the list with its filters and its file, and a page for each."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.queries_calls import open_call
from portal.documents.serving import csv_file
from portal.documents.spreadsheets import Column
from portal.reference import queries as reference
from portal.reference.languages import language_name
from portal.reference.models.country import Confidence
from portal.reference.models.country_language import LanguageStatus
from portal.reference.rows import CountryRow
from portal.reference.source_words import in_words
from portal.ui.dates import day
from portal.ui.pages import public_page, shelf
from portal.ui.ports import about_country, gathered
from roadmaps.state.citing import citation
from roadmaps.state.queries_public import missions_in

from .. import countryfigures, countrytable, facts, hub
from ..filters import GROUP_WORDS, PARTY_WORDS, CountryFilter

NOTHING_ASKED: dict[str, Any] = {"q": "", "region": [], "party": [], "group": []}


def _regions(language: str) -> list[tuple[str, str]]:
    return sorted(((row.code, row.text) for row in reference.terms("region", language)), key=lambda pair: pair[1])


def _filter(data: Any, language: str) -> CountryFilter:
    return CountryFilter(data, queryset=reference.countries(language), regions=_regions(language))


@require_safe
@public_page
def listing(request: HttpRequest) -> HttpResponse:
    """Every country there is, or those that match; never a page of pages: the list is short."""
    language = translation.get_language() or "en"
    asked = _filter(request.GET, language) if request.GET else None
    chosen = asked.asked() if asked else NOTHING_ASKED
    if asked and any(chosen.values()):
        found, counts = list(asked.qs.values_list("iso3", flat=True)), asked.counts()
    else:
        # The whole list is in hand; its counts are asked once.
        found = [row.iso3 for row in reference.country_rows(language)]
        counts = reference.derived("country_counts", language, lambda: _filter({}, language).counts())
    regions = _regions(language)
    return render(
        request,
        "programme/countries.html",
        {
            "rows": countrytable.rows(found, language),
            "count": len(found),
            "q": chosen["q"],
            "facets": _facets(regions, chosen, counts),
            "chosen": _chosen(regions, chosen),
            "query": _query(chosen),
            "citation": citation(_("Countries"), request.path + _query(chosen), timezone.now().date()),
        },
    )


def _facets(
    regions: list[tuple[str, str]], chosen: dict[str, Any], counts: dict[str, dict[str, int]]
) -> list[dict[str, Any]]:
    """Legend, name and choices (code, words, how many, chosen) of each facet."""
    lists = (("party", _("Party to the Convention"), PARTY_WORDS), ("group", _("Group"), GROUP_WORDS),
             ("region", _("Region"), regions))  # fmt: skip
    return [
        {
            "name": name,
            "legend": legend,
            "choices": [
                {"code": code, "words": words, "count": counts[name][code], "chosen": code in chosen[name]}
                for code, words in choices
                if code != "unknown" or counts[name][code] or code in chosen[name]
            ],
        }
        for name, legend, choices in lists
    ]


def _chosen(regions: list[tuple[str, str]], chosen: dict[str, Any]) -> list[tuple[str, str]]:
    """Each filter in force, in words, with the address that drops it."""
    words: dict[str, dict[str, Any]] = {
        "region": dict(regions), "party": dict(PARTY_WORDS), "group": dict(GROUP_WORDS),
    }  # fmt: skip
    found = [(_("“%(words)s”") % {"words": chosen["q"]}, _query({**chosen, "q": ""}))] if chosen["q"] else []
    for name, labels in words.items():
        for code in chosen[name]:
            rest = {**chosen, name: [other for other in chosen[name] if other != code]}
            found.append((str(labels[code]), _query(rest)))
    return found


def _query(chosen: dict[str, Any]) -> str:
    """The filters as an address, one form for one meaning; empty without any."""
    text = urlencode({name: value for name, value in chosen.items() if value}, doseq=True)
    return f"?{text}" if text else ""


@require_safe
@public_page
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same list to take away, with every datum and its source."""
    language = translation.get_language() or "en"
    columns = [
        Column("iso2"), Column("iso3"), Column("m49"), Column("name"), Column("region"), Column("electoral_group"),
        Column("party", "yesno"), Column("deposit_date", "date"), Column("deposit_not_before", "date"),
        Column("deposit_not_after", "date"), Column("instrument"), Column("instrument_confidence"), Column("source"),
        Column("confidence"), Column("developing", "yesno"), Column("ldc", "yesno"), Column("sids", "yesno"),
    ]  # fmt: skip
    rows = (
        (
            row.iso2, row.iso3, row.m49, row.name, row.region_name, row.electoral_group, row.party,
            row.deposit_date, row.deposit_earliest, row.deposit_latest, row.deposit_type, row.type_confidence,
            row.source, row.confidence, row.developing, row.ldc, row.sids,
        )
        for row in _filter(request.GET, language).qs
    )  # fmt: skip
    return csv_file("countries", columns, rows)


def _country(iso3: str, language: str) -> CountryRow:
    """The country of an address. Raises Http404 for an unknown code."""
    row = reference.country_row(iso3, language)
    if row is None:
        raise Http404(f"no country {iso3}")
    return row


@require_safe
@public_page
def country(request: HttpRequest, iso3: str) -> HttpResponse:
    """What is public of one country. Its address is in small letters; Http404 for an unknown code."""
    language = translation.get_language() or "en"
    row = _country(iso3, language)
    if iso3 != row.iso3.lower():
        return redirect("programme:country", iso3=row.iso3.lower(), permanent=True)
    today = timezone.now().date()
    roadmap_sections = shelf.get(
        ("programme.country_roadmap", row.iso3, language, today), lambda: _roadmap_sections(row, language, today)
    )
    requests, assistances = hub.requests_of(row.id), hub.assistances_of(row.id)
    missions = missions_in(row.id)
    parts = gathered(about_country, row.iso3, language)
    return render(
        request,
        "programme/country.html",
        {
            "country": row,
            "citation": citation(row.name, request.path, today),
            "region": reference.term_map("region", language).get(row.region),
            "status": facts.status(row),
            "deposit": facts.deposit_sentence(row) if row.party else "",
            "verdict": facts.may_apply(row),
            "call": open_call(language),
            "roadmap_sections": roadmap_sections,
            "has_figures": bool(
                roadmap_sections.strip() or requests or assistances or missions or any(part.figure for part in parts)
            ),
            "convention_sections": shelf.get(
                ("programme.country_convention", row.iso3, language), lambda: _convention_sections(row, language)
            ),
            "requests": requests,
            "assistances": assistances,
            "missions": missions,
            "parts": parts,
        },
    )


@require_safe
@public_page
def figures_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    """The figures of a country's page as a file. Raises Http404 for an unknown code."""
    language = translation.get_language() or "en"
    row = _country(iso3, language)
    columns = [
        Column("iso3"), Column("name"), Column("figure"), Column("code"), Column("value"), Column("on", "date"),
        Column("source"),
    ]  # fmt: skip
    found = countryfigures.lines(row, timezone.now().date(), language)
    return csv_file(f"figures-{row.iso3.lower()}", columns, ((row.iso3, row.name, *line) for line in found))


def _roadmap_sections(row: CountryRow, language: str, today: date) -> str:
    """Stage, activities, measures, who took part."""
    roadmap = hub.roadmap_of(row, today, language)
    return render_to_string(
        "programme/parts/country_roadmap.html",
        {
            "country": row,
            "stage": hub.stage_of(row, today, day),
            "roadmap": roadmap,
            "counted": hub.counted(roadmap) if roadmap else "",
        },
    )


def _convention_sections(row: CountryRow, language: str) -> str:
    """The Convention, groups and languages."""
    group = reference.term_map("electoral_group", language).get(row.electoral_group)
    return render_to_string(
        "programme/parts/country_convention.html",
        {
            "country": row,
            "region": reference.term_map("region", language).get(row.region),
            "electoral_group": facts.electoral_group(group) if group else "",
            "status": facts.status(row),
            "deposit": facts.deposit_sentence(row) if row.party else "",
            "instrument": facts.instrument(row) if row.party else "",
            "source": in_words(row.source),
            "confidence": Confidence(row.confidence).label if row.confidence else "",
            "languages": [
                (language_name(spoken.language, language), spoken.language, LanguageStatus(spoken.status).label)
                for spoken in reference.languages_of(row.id)
                if spoken.status != LanguageStatus.REGIONAL
            ],
        },
    )
