"""The state of play: every Party with its stage and its activities, narrowed as a visitor asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.reference import queries as reference
from portal.reference.rows import CountryRow

from ..models import StageRecord
from ..national import stages
from . import queries as state_queries
from .asked import GROUPS, Asked, Choices
from .queries import Taken
from .standing import CODES, NOT_KNOWN, Known, Standing, end_of, standing

NOTHING: Mapping[str, Taken] = {}
_NOWHERE = Standing()


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One Party: its facts, where it stands, and what its validated roadmap does by activity."""

    country: CountryRow
    standing: Standing
    taken: Mapping[str, Taken]
    public: bool
    """Its roadmap has a page of its own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a facet: its words, how many Parties it would show, whether it is chosen."""

    code: str
    words: str
    count: int
    chosen: bool


def choices(language: str, today: date) -> Choices:
    """What may be asked of the state of play."""
    return Choices(
        regions=list(reference.term_map("region", language)),
        stages=CODES,
        activities=list(reference.term_map("activity", language)),
        years=range(today.year, state_queries.first_year(today) - 1, -1),
    )


def everyone(asked: Asked, language: str, today: date) -> list[PartyRow]:
    """Every Party as it stood on the day asked: three queries when public content has changed, then none."""
    day = end_of(asked.year, today) if asked.year else today
    records, taken, force = state_queries.records(), state_queries.taken(day, today), state_queries.in_force(day)
    return [
        PartyRow(
            country=row,
            standing=standing(records[row.id], day) if row.id in records else _NOWHERE,
            taken=taken.get(row.id, NOTHING),
            public=row.id in force and force[row.id].public,
        )
        for row in reference.country_rows(language)
        if row.party
    ]


def standing_alone(language: str, today: date) -> list[PartyRow]:
    """Every Party with its stage and nothing of its roadmap: one query when public content has changed, then none."""
    records = state_queries.records()
    return [
        PartyRow(row, standing(records.get(row.id, ()), today), NOTHING, public=False)
        for row in reference.country_rows(language)
        if row.party
    ]


def matches(row: PartyRow, asked: Asked, but: str = "") -> bool:
    """Whether a Party is among those asked; the facet ``but`` is left out of the question."""
    country = row.country
    return (
        (not asked.region or but == "region" or country.region in asked.region)
        and (not asked.stage or but == "stage" or row.standing.stage in asked.stage)
        and all(getattr(country, group) for group in asked.group)
        and all(code in row.taken for code in asked.activity)
    )


def narrowed(rows: Sequence[PartyRow], asked: Asked) -> list[PartyRow]:
    """Those that match."""
    return [row for row in rows if matches(row, asked)]


def facets(rows: Sequence[PartyRow], asked: Asked, language: str) -> list[tuple[str, str, list[Choice]]]:
    """(name, legend, choices): how many Parties each choice would show with the rest as it is."""
    legends = {"stage": _("Stage"), "region": _("Region"), "group": _("Group")}
    found = []
    for name, legend in legends.items():
        words = labels(name, language)
        within = [row for row in rows if matches(row, asked, name)]
        chosen = getattr(asked, name)
        found.append(
            (
                name,
                legend,
                [Choice(code, text, _count(name, code, within), code in chosen) for code, text in words.items()],
            )
        )
    return found


def _count(name: str, code: str, rows: Sequence[PartyRow]) -> int:
    if name == "stage":
        return sum(row.standing.stage == code for row in rows)
    if name == "region":
        return sum(row.country.region == code for row in rows)
    return sum(bool(getattr(row.country, code)) for row in rows)


def labels(name: str, language: str) -> dict[str, str]:
    """The words of a facet by code."""
    if name == "stage":
        return {code: stage_words(code) for code in CODES}
    if name == "region":
        return {row.code: row.text for row in reference.terms("region", language)}
    if name == "activity":
        return {row.code: f"{row.code} {row.text}" for row in reference.terms("activity", language)}
    words = {
        "developing": _("Developing country"),
        "ldc": _("Least developed country"),
        "sids": _("Small island developing State"),
    }
    return {code: words[code] for code in GROUPS}


def stage_words(code: str) -> str:
    """A stage in words."""
    return _("Not known") if code == NOT_KNOWN else str(stages.BY_CODE[code].words)


def stitch_of(code: str) -> str:
    """The sign of a stage."""
    return "thread" if code == NOT_KNOWN else stages.BY_CODE[code].stitch


def source_words(known: Known) -> str:
    """Where a stage is known from, in words without the date."""
    return {
        StageRecord.Source.PORTAL.value: _("work in this portal"),
        StageRecord.Source.SURVEY.value: _("told by the Party in a survey"),
        StageRecord.Source.LETTER.value: _("told by the Party by letter"),
        StageRecord.Source.SECRETARIAT.value: _("noted by the Secretariat"),
    }[known.source]


def chosen(asked: Asked, language: str) -> list[tuple[str, str]]:
    """Each filter in force in words, with the query that drops it."""
    found = []
    for name in ("stage", "region", "group", "activity"):
        words = labels(name, language)
        found += [(words[code], asked.without(name, code).query()) for code in getattr(asked, name)]
    if asked.year is not None:
        found.append((_("End of %(year)s") % {"year": asked.year}, asked.without("year").query()))
    return found


def wrong_words(asked: Asked) -> list[str]:
    """What was not understood, in sentences."""
    names: dict[str, Any] = {
        "region": _("Region"), "group": _("Group"), "stage": _("Stage"), "activity": _("Activity"), "year": _("Year"),
    }  # fmt: skip
    return [
        _("%(name)s: “%(value)s” is not among the choices and was left out.")
        % {"name": names[name], "value": value[:60]}
        for name, value in asked.wrong
    ]


def only(asked: Asked, **facets_asked: str) -> str:
    """The query of one code more: what a figure opens."""
    return replace(asked, **{name: (code,) for name, code in facets_asked.items()}).query()
