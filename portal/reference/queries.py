"""Questions to the reference data. Those that give rows are answered from this process's snapshot."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Case, CharField, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from . import cache
from .models import Country, CountryLanguage, Term, TermLabel
from .rows import CountryRow, OutputRow, TermRow
from .sortkeys import sort_key

T = TypeVar("T")


def terms(list: str, language: str) -> list[TermRow]:
    """The active terms of `list` in order; empty for a list nobody loaded."""
    return [*cache.snapshot(language).terms.get(list, ())]


def term_map(list: str, language: str) -> dict[str, TermRow]:
    """The same by code, in the same order."""
    return {row.code: row for row in cache.snapshot(language).terms.get(list, ())}


def roadmap(language: str) -> list[OutputRow]:
    """The Open Roadmap: outputs with their activities."""
    known = cache.snapshot(language).terms
    activities = known.get("activity", ())
    return [
        OutputRow(
            code=output.code,
            number=number,
            text=output.text,
            standing=output.standing,
            language=output.language,
            source=output.source,
            goal_code=output.parent_code,
            activities=tuple(row for row in activities if row.parent_code == output.code),
        )
        for number, output in enumerate(known.get("output", ()), start=1)
    ]


def country_rows(language: str) -> list[CountryRow]:
    """Every active country, in the order of `language`."""
    return [*cache.snapshot(language).countries.values()]


def derived(key: str, language: str, make: Callable[[], T]) -> T:
    """What `make` gives, kept in this process as long as the reference data stand: the rows of a table, a map.

    `make` may depend on nothing but the reference data and the language.
    """
    kept = cache.snapshot(language).derived
    if key not in kept:
        kept[key] = make()
    return kept[key]


def country_row(iso3: str, language: str) -> CountryRow | None:
    """One country by its three-letter code, in either case."""
    return cache.snapshot(language).countries.get(iso3.upper())


def country_names(language: str) -> dict[int, str]:
    """Names by primary key: for lists that hold only the key."""
    return dict(cache.snapshot(language).names_by_id)


def country_choices(language: str) -> list[tuple[str, str]]:
    """(three-letter code, name) in the order of `language`."""
    return [(row.iso3, row.name) for row in cache.snapshot(language).countries.values()]


def countries(language: str, *, retired: bool = False) -> QuerySet[Country]:
    """Active countries with `name`, `sort_key` and `region_name`, in the order of `language`.

    `retired` adds those no longer in use (the office shows them).
    """
    regions = [When(region=row.code, then=Value(row.text)) for row in terms("region", language)]
    rows = Country.objects.all() if retired else Country.objects.filter(active=True)
    return (
        rows.annotate(
            own=FilteredRelation("names", condition=Q(names__language=language)),
            english=FilteredRelation("names", condition=Q(names__language="en")),
        )
        .annotate(
            name=Coalesce("own__name", "english__name", F("iso3"), output_field=CharField()),
            sort_key=Coalesce("own__sort_key", "english__sort_key", F("iso3"), output_field=CharField()),
            region_name=Case(*regions, default=F("region"), output_field=CharField()),
        )
        .order_by("sort_key", "iso3")
    )


def country(iso3: str, language: str) -> Country | None:
    """One active country with the same annotations, or None."""
    return countries(language).filter(iso3=iso3.upper()).first()


def named_like(queryset: QuerySet[Country], words: str) -> QuerySet[Country]:
    """Countries one of whose names, in any language, holds `words`; accents and case don't matter."""
    key = sort_key(words)
    if not key:
        return queryset
    return queryset.filter(pk__in=Country.objects.filter(names__sort_key__contains=key).values("pk"))


def languages_of(country_id: int) -> list[CountryLanguage]:
    """The languages suggested for a country: official first, then by share of the population."""
    rank = {"official": 0, "de_facto_official": 1}
    rows = CountryLanguage.objects.filter(country_id=country_id, active=True)
    return sorted(rows, key=lambda row: (rank.get(row.status, 2), -(row.population_percent or 0), row.language))


def terms_with_text(language: str) -> QuerySet[Term]:
    """Every term, retired ones too, with `text` and `standing`: those shown in `language`, or in English.

    Without either, `text` is the code and `standing` is empty.
    """
    shown = Q(labels__current=True)
    return Term.objects.annotate(
        own=FilteredRelation("labels", condition=shown & Q(labels__language=language)),
        english=FilteredRelation("labels", condition=shown & Q(labels__language="en")),
        text=Coalesce("own__text", "english__text", F("code"), output_field=CharField()),
        standing=Coalesce("own__standing", "english__standing", Value(""), output_field=CharField()),
    )


def label_versions(list: str, code: str) -> QuerySet[TermLabel]:
    """Every label of a term, in every language and version; the shown ones first."""
    return TermLabel.objects.filter(term__list=list, term__code=code).order_by("language", "-current", "version")


def retention(code: str) -> dict[str, int]:
    """How long something is kept, as ``{"months": 24}`` or ``{"days": 7}``; empty when nothing is said."""
    row = term_map("retention", "en").get(code)
    return {unit: int(row.data[unit]) for unit in ("months", "days") if unit in row.data} if row else {}
