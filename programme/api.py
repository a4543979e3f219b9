"""Countries, the Open Roadmap and the figures of the programme, for programs."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop as _
from ninja import Field, Router, Schema

from applications.queries_calls import figures as call_figures
from knowledge.models import Entry
from knowledge.queries import count_by_activity
from portal.machines.answers import Page, page_of, sliced
from portal.machines.document import ANSWERS, declared
from portal.machines.params import LANG, PAGING, Param, read
from portal.reference import queries as reference
from portal.reference.rows import CountryRow
from portal.ui.pages import shelf
from roadmaps.state.queries import editions

from .filters import GROUPS, LONGEST_NAME, PARTY, CountryFilter

countries = Router()
activities = Router()
programme = Router()

NAME = Param("q", _("Part of a name of the country, in any language; accents do not matter."), example="uganda",
             longest=LONGEST_NAME)  # fmt: skip
REGION = Param("region", _("Region; any of those given."), many=True,
               choices=lambda: [row.code for row in reference.terms("region", "en")])  # fmt: skip
STATUS = Param("party", _("Party to the Convention: yes, no or unknown."), many=True, choices=lambda: PARTY)
GROUP = Param("group", _("Group of countries; all of those given."), many=True, choices=lambda: GROUPS)
OF_COUNTRIES = (NAME, REGION, STATUS, GROUP)


class CountryOut(Schema):
    """A country and its place in the Convention."""

    iso3: str = Field(description=_("ISO 3166-1 alpha-3."))
    iso2: str = Field(description=_("ISO 3166-1 alpha-2."))
    m49: str = Field(description=_("M49 code of the United Nations."))
    name: str = Field(description=_("Its name."))
    url: str = Field(description=_("Its page."))
    region: str = Field(description=_("Region."))
    electoral_group: str = Field(description=_("Electoral group of UNESCO."))
    party: bool | None = Field(description=_("Party to the Convention; null when not known."))
    deposit_date: str | None = Field(description=_("Day of deposit of its instrument."))
    deposit_earliest: str | None = Field(description=_("Not before, where the day is not known."))
    deposit_latest: str | None = Field(description=_("Not after, where the day is not known."))
    developing: bool | None = Field(description=_("Developing country; null when not known."))
    ldc: bool | None = Field(description=_("Least developed country; null when not known."))
    sids: bool | None = Field(description=_("Small island developing State; null when not known."))
    source: str = Field(description=_("Where this is known from."))
    confidence: str = Field(description=_("How sure the source is: high, medium or low."))


class CountryPage(Page):
    """A page of countries."""

    results: list[CountryOut] = Field(description=_("The countries of this page, by name."))


class ActivityOut(Schema):
    """An activity of the Open Roadmap."""

    code: str = Field(description=_("Activity of the Open Roadmap, 1.1 to 5.4."))
    text: str = Field(description=_("Its words."))
    language: str = Field(description=_("The language of the words."))
    standing: str = Field(description=_("approved by the Conference of Parties, or a working translation."))
    url: str = Field(description=_("Its page."))
    output: str = Field(description=_("Its output, O1 to O5."))
    output_text: str = Field(description=_("The words of its output."))
    goal: str = Field(description=_("The goal of the Convention its output serves."))
    practices: int = Field(description=_("Published entries of the knowledge base tied to it."))


class ActivityPage(Page):
    """The activities."""

    results: list[ActivityOut] = Field(description=_("The activities of this page, by number."))


class Figures(Schema):
    """Figures of the programme, as its pages show them."""

    applications: int = Field(description=_("Applications submitted."))
    countries_applying: int = Field(description=_("Countries that applied."))
    selected: int = Field(description=_("Countries selected."))
    places_total: int = Field(description=_("Countries the calls may select in all."))
    parties: int = Field(description=_("Parties to the Convention."))
    roadmaps_validated: int = Field(description=_("Countries with a validated roadmap."))
    practices: int = Field(description=_("Entries of the knowledge base that are public."))


@countries.get(
    "/", response={200: CountryPage, **ANSWERS}, url_name="countries", operation_id="countries",
    summary=_("Every country"), openapi_extra=declared((*OF_COUNTRIES, *PAGING)),
)  # fmt: skip
def country_list(request: HttpRequest) -> Any:
    """A page of countries, narrowed as on the page of countries."""
    given = read(request.GET, (*OF_COUNTRIES, *PAGING))
    language = given["lang"]
    rows = reference.country_rows(language)
    if any(given[param.name] for param in OF_COUNTRIES):
        regions = [(row.code, row.text) for row in reference.terms("region", language)]
        asked = CountryFilter(request.GET, queryset=reference.countries(language), regions=regions)
        known = {row.iso3: row for row in rows}
        rows = [known[iso3] for iso3 in asked.qs.values_list("iso3", flat=True) if iso3 in known]
    with translation.override(language):
        shown = [_country(row) for row in sliced(rows, given["page"], given["size"])]
        return page_of(request, len(rows), given["page"], given["size"], shown)


@countries.get(
    "/{iso3}/", response={200: CountryOut, **ANSWERS}, url_name="country", operation_id="country",
    summary=_("One country"), openapi_extra=declared((LANG,)),
)  # fmt: skip
def country(request: HttpRequest, iso3: str) -> Any:
    """A country by its code. Http404 for an unknown one."""
    language = read(request.GET, (LANG,))["lang"]
    row = reference.country_row(iso3, language)
    if row is None:
        raise Http404
    with translation.override(language):
        return _country(row)


def _country(row: CountryRow) -> dict[str, Any]:
    same = (
        "iso3", "iso2", "m49", "name", "region", "electoral_group", "party", "developing", "ldc", "sids", "source",
        "confidence",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in same},
        **{name: getattr(row, name).isoformat() if getattr(row, name) else None
           for name in ("deposit_date", "deposit_earliest", "deposit_latest")},
        "url": settings.PUBLIC_URL + reverse("programme:country", args=[row.iso3.lower()]),
    }  # fmt: skip


@activities.get(
    "/", response={200: ActivityPage, **ANSWERS}, url_name="activities", operation_id="activities",
    summary=_("The Open Roadmap"), openapi_extra=declared(PAGING),
)  # fmt: skip
def activity_list(request: HttpRequest) -> Any:
    """The twenty activities, with the words of their output."""
    given = read(request.GET, PAGING)
    with translation.override(given["lang"]):
        rows = _activities(given["lang"])
        shown = list(sliced(rows, given["page"], given["size"]))
        return page_of(request, len(rows), given["page"], given["size"], shown)


@activities.get(
    "/{code}/", response={200: ActivityOut, **ANSWERS}, url_name="activity", operation_id="activity",
    summary=_("One activity"), openapi_extra=declared((LANG,)),
)  # fmt: skip
def activity(request: HttpRequest, code: str) -> Any:
    """An activity by its number. Http404 for an unknown one."""
    language = read(request.GET, (LANG,))["lang"]
    with translation.override(language):
        found = next((row for row in _activities(language) if row["code"] == code), None)
    if found is None:
        raise Http404
    return found


def _activities(language: str) -> list[dict[str, Any]]:
    counts = shelf.get("programme.api.activities", count_by_activity)
    return [
        {
            "code": row.code,
            "text": row.text,
            "language": row.language,
            "standing": row.standing,
            "url": settings.PUBLIC_URL + reverse("programme:activity", args=[row.code]),
            "output": output.code,
            "output_text": output.text,
            "goal": output.goal_code,
            "practices": counts.get(row.code, 0),
        }
        for output in reference.roadmap(language)
        for row in output.activities
    ]


@programme.get(
    "/figures/", response={200: Figures, **ANSWERS}, url_name="figures", operation_id="figures",
    summary=_("Figures of the programme"), openapi_extra=declared((LANG,)),
)  # fmt: skip
def figures(request: HttpRequest) -> Any:
    """What the portal counts of itself, now."""
    read(request.GET, (LANG,))
    return {
        **call_figures(),
        "parties": sum(bool(row.party) for row in reference.country_rows("en")),
        "roadmaps_validated": len(editions()),
        "practices": shelf.get("programme.api.practices", lambda: Entry.objects.public().count()),
    }
