"""National roadmaps for programs: the state of play, and the measures of validated roadmaps."""

from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop as _
from ninja import Field, Router, Schema

from portal.machines.answers import Page, page_of, sliced
from portal.machines.document import ANSWERS, declared
from portal.machines.params import LANG, PAGING, Param, WrongParams, read
from portal.reference import queries as reference
from portal.reference.queries import country_row

from .models import Edition, Measure
from .national.outputs import as_data, plain
from .national.queries import current_of
from .national.whole import read_whole
from .state import play
from .state.asked import GROUPS
from .state.asked import read as read_state
from .state.standing import CODES, end_of

roadmaps = Router()
measures = Router()


def _codes(list_name: str) -> Any:
    return lambda: list(reference.term_map(list_name, "en"))


REGION = Param("region", _("Region."), many=True, choices=_codes("region"))
GROUP = Param(
    "group", _("Group of countries; all of those given."), many=True, choices=lambda: GROUPS, example="sids"
)
STAGE = Param("stage", _("Stage of the national roadmap."), many=True, choices=lambda: CODES)
ACTIVITY = Param("activity", _("Activity of the Open Roadmap taken up; all of those given."), many=True,
                 choices=_codes("activity"), example="2.4")  # fmt: skip
YEAR = Param("year", _("As it stood at the end of that year; without it, today."), choices=lambda: _years())
STATE = (REGION, GROUP, STAGE, ACTIVITY, YEAR)
COUNTRY = Param("country", _("Country (ISO 3166-1 alpha-3)."), many=True, upper=True, example="UGA",
                choices=lambda: [row.iso3 for row in reference.country_rows("en")])  # fmt: skip
TAKEN_UP = Param("activity", _("Activity of the Open Roadmap; any of those given."), many=True,
                 choices=_codes("activity"), example="2.4")  # fmt: skip
KIND = Param("kind", _("Kind of measure."), many=True, choices=lambda: Measure.Kind.values)
STATUS = Param("status", _("Status declared by the Party."), many=True, choices=lambda: Measure.Status.values)
MARKER = Param("gender_marker", _("Gender-equality marker, 0 (none) to 3 (principal aim)."), many=True,
               choices=lambda: Measure.Gender.values)  # fmt: skip
OF_MEASURES = (COUNTRY, REGION, TAKEN_UP, KIND, STATUS, MARKER)


def _years() -> list[str]:
    return [str(year) for year in play.choices("en", timezone.now().date()).years]


class StandingOut(Schema):
    """Where a Party stands, with the date and the source of it."""

    country: str = Field(description=_("Country (ISO 3166-1 alpha-3)."))
    name: str = Field(description=_("Its name."))
    region: str = Field(description=_("Region."))
    ldc: bool | None = Field(description=_("Least developed country; null when not known."))
    sids: bool | None = Field(description=_("Small island developing State; null when not known."))
    developing: bool | None = Field(description=_("Developing country; null when not known."))
    as_of: str = Field(description=_("The day this is true of."))
    stage: str = Field(description=_("Stage of the national roadmap; not_known where nothing was ever told."))
    since: str | None = Field(description=_("Since when."))
    source: str = Field(description=_("Where it is known from: portal, survey, letter or secretariat."))
    told_stage: str = Field(description=_("What the Party told otherwise."))
    told_on: str | None = Field(description=_("When it told so."))
    activities: list[str] = Field(description=_("Activities of the Open Roadmap its validated roadmap takes up."))
    roadmap: str | None = Field(description=_("The address of its validated roadmap here; null without one."))


class StandingPage(Page):
    """A page of the state of play."""

    results: list[StandingOut] = Field(description=_("The Parties of this page, by name."))


class MeasureOut(Schema):
    """A measure of a validated national roadmap."""

    key: str = Field(description=_("The key of the measure, the same in every edition."))
    country: str = Field(description=_("Country (ISO 3166-1 alpha-3)."))
    activity: str = Field(description=_("Activity of the Open Roadmap."))
    language: str = Field(description=_("The language it is written in."))
    kind: str = Field(description=_("law, regulation, policy, measure, strategy or programme."))
    title: str = Field(description=_("The title."))
    description: str = Field(description=_("Its main features."))
    lead: str = Field(description=_("Lead institution."))
    partners: str = Field(description=_("Partners, one a line."))
    starts_on: str | None = Field(description=_("First day."))
    ends_on: str | None = Field(description=_("Last day."))
    cost: str | None = Field(description=_("Cost in its currency."))
    currency: str = Field(description=_("Currency (ISO 4217)."))
    cost_usd: str | None = Field(description=_("Cost in US dollars, by the rate the Party gave."))
    funding: str = Field(description=_("Source of funds."))
    gender_marker: str = Field(description=_("Gender-equality marker, 0 (none) to 3 (principal aim)."))
    sdg_targets: list[str] = Field(description=_("Targets of the Sustainable Development Goals."))
    legal_reference: str = Field(description=_("Legal reference."))
    status: str = Field(description=_("Status declared by the Party."))
    status_on: str | None = Field(description=_("When it was declared."))
    verified_status: str = Field(description=_("Status verified by the Secretariat; empty when it was not verified."))
    verified_on: str | None = Field(description=_("When it was verified."))


class MeasurePage(Page):
    """A page of measures."""

    results: list[MeasureOut] = Field(description=_("The measures of this page, by country and activity."))


@roadmaps.get(
    "/", response={200: StandingPage, **ANSWERS}, url_name="roadmaps", operation_id="roadmaps",
    summary=_("The state of play: every Party with its stage"),
    openapi_extra=declared((*STATE, *PAGING)),
)  # fmt: skip
def state(request: HttpRequest) -> Any:
    """Every Party, narrowed as on the page of the state of play."""
    given = read(request.GET, (*STATE, *PAGING))
    today = timezone.now().date()
    with translation.override(given["lang"]):
        asked = read_state(dict(request.GET.lists()), play.choices(given["lang"], today))
        if asked.wrong:
            raise WrongParams([(name, words) for (name, _value), words in zip(asked.wrong, play.wrong_words(asked),
                                                                              strict=True)])  # fmt: skip
        rows = play.narrowed(play.everyone(asked, given["lang"], today), asked)
        day = end_of(asked.year, today) if asked.year else today
        shown = [standing_data(row, day) for row in sliced(rows, given["page"], given["size"])]
        return page_of(request, len(rows), given["page"], given["size"], shown)


def standing_data(row: play.PartyRow, day: Any) -> dict[str, Any]:
    """Where a Party stood on a day, as plain data."""
    country, shown, told = row.country, row.standing.shown, row.standing.told
    return {
        "country": country.iso3,
        "name": country.name,
        "region": country.region,
        "ldc": country.ldc,
        "sids": country.sids,
        "developing": country.developing,
        "as_of": plain(day),
        "stage": row.standing.stage,
        "since": plain(shown.on) if shown else None,
        "source": shown.source if shown else "",
        "told_stage": told.stage if told else "",
        "told_on": plain(told.on) if told else None,
        "activities": sorted(row.taken),
        "roadmap": settings.PUBLIC_URL + reverse("api:roadmap", args=[country.iso3]) if row.public else None,
    }


class RoadmapOut(Schema):
    """A validated national roadmap, whole."""

    country: dict[str, str] = Field(description=_("Country: iso3 and name."))
    edition: int = Field(description=_("The number of the validated edition."))
    language: str = Field(description=_("The language it is written in."))
    title: str = Field(description=_("The title."))
    period: list[int | None] = Field(description=_("First and last year."))
    stage: str = Field(description=_("Stage of the national roadmap."))
    validation: dict[str, str | None] = Field(description=_("Authority, act and date of the validation."))
    texts: list[dict[str, str]] = Field(description=_("Title and vision in other languages, with their state."))
    vision: str = Field(description=_("The vision."))
    context: str = Field(description=_("The context."))
    governance: str = Field(description=_("The governance."))
    activities: list[dict[str, Any]] = Field(description=_("Situation, aim and measures, activity by activity."))


@roadmaps.get(
    "/{iso3}/", response={200: RoadmapOut, **ANSWERS}, url_name="roadmap", operation_id="roadmap",
    summary=_("The validated roadmap of a country, whole"),
    openapi_extra=declared((LANG,)),
)  # fmt: skip
def roadmap(request: HttpRequest, iso3: str) -> Any:
    """The edition in force with its measures and indicators. Http404 without one."""
    language = read(request.GET, (LANG,))["lang"]
    row = country_row(iso3[:3], language) if len(iso3) == 3 else None
    current = current_of(row.id) if row is not None else None
    if current is None or current.edition is None:
        raise Http404
    current.edition.roadmap = current
    with translation.override(language):
        return as_data(read_whole(current.edition), language)


def public_measures() -> QuerySet[Measure]:
    """The measures of the editions in force, by country and activity."""
    force = Edition.objects.filter(frozen_at__isnull=False, roadmap__is_current=True, roadmap__edition=F("pk"))
    return (
        Measure.objects.filter(edition__in=force.values("pk"))
        .select_related("item", "edition__roadmap__country")
        .order_by("edition__roadmap__country__iso3", "item__activity", "position", "pk")
    )


@measures.get(
    "/", response={200: MeasurePage, **ANSWERS}, url_name="measures", operation_id="measures",
    summary=_("The measures of all validated roadmaps"),
    openapi_extra=declared((*OF_MEASURES, *PAGING)),
)  # fmt: skip
def measure_list(request: HttpRequest) -> Any:
    """A page of the measures in force."""
    given = read(request.GET, (*OF_MEASURES, *PAGING))
    rows = narrowed(public_measures(), given)
    count = rows.count()
    page, size = given["page"], given["size"]
    return page_of(request, count, page, size, [measure_data(row) for row in rows[(page - 1) * size : page * size]])


_COLUMNS = {
    "country": "edition__roadmap__country__iso3", "region": "edition__roadmap__country__region",
    "activity": "item__activity", "kind": "kind", "status": "declared", "gender_marker": "gender_marker",
}  # fmt: skip


def narrowed(rows: QuerySet[Measure], given: dict[str, Any]) -> QuerySet[Measure]:
    """Those that match: any of the values of a filter, all filters."""
    return rows.filter(**{f"{column}__in": given[name] for name, column in _COLUMNS.items() if given[name]})


def measure_data(row: Measure) -> dict[str, Any]:
    """A measure as plain data."""
    return {
        "key": row.key,
        "country": row.edition.roadmap.country.iso3,
        "activity": row.item.activity,
        "language": row.edition.language,
        **{name: plain(getattr(row, name)) for name in (
            "kind", "title", "description", "lead", "partners", "starts_on", "ends_on", "cost", "currency",
            "cost_usd", "funding", "gender_marker", "legal_reference",
        )},
        "sdg_targets": row.sdg_targets.split(),
        "status": row.declared,
        "status_on": plain(row.declared_on),
        "verified_status": row.verified,
        "verified_on": plain(row.verified_on),
    }  # fmt: skip
