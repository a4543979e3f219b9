"""What the search finds of an entry: its source, its facets."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from portal.reference.queries import country_rows, term_map
from portal.reference.rows import CountryRow
from portal.search.ports import Item, Source

from .keys import KIND
from .models import Entry, EntryText, Version
from .plain import plain
from .sections.story import LONG

_AT_ONCE = 200
_SLUG = "slug-of-the-entry"
EARLIEST, LATEST = 1950, 2100


def facets_of(version: Version, countries: dict[str, CountryRow]) -> dict[str, list[str]]:
    """The codes an entry is counted under. Outputs and goals follow from its activities, regions and groups from
    its countries; a year is each one of its period."""
    entry, tied = version.entry, version.tied
    activities = tied.get("activity", [])
    known, outputs = term_map("activity", "en"), term_map("output", "en")
    of_output = [known[code].parent_code for code in activities if code in known]
    of_goal = [outputs[code].parent_code for code in of_output if code in outputs]
    codes = [place.country for place in version.places.all() if place.country]
    if entry.country is not None:
        codes.insert(0, entry.country.iso3)
    codes = list(dict.fromkeys(codes))
    rows = [countries[code] for code in codes if code in countries]
    status = [name for name in ("ldc", "sids") if any(getattr(row, name) for row in rows)]
    return {
        "kind": [entry.kind],
        "output": _once(of_output),
        "activity": activities,
        "goal": _once(of_goal),
        "theme": tied.get("theme", []),
        "domain": tied.get("assistance_domain", []),
        "sector": tied.get("cultural_domain", []),
        "chain": tied.get("value_chain", []),
        "sdg": tied.get("sdg_target", []),
        "country": codes,
        "region": _once(row.region for row in rows),
        "status": status,
        "year": years_of(version),
        "gender": [version.gender] if version.gender else [],
    }


def years_of(version: Version) -> list[str]:
    """The years of its period, to the present year while it goes on."""
    first = version.period_from
    if not first:
        return []
    last = version.period_to or max(first, version.frozen_at.year if version.frozen_at else first)
    return [str(year) for year in range(max(first, EARLIEST), min(last, LATEST) + 1)]


def _once(codes: Iterable[str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code]


def items(ids: Sequence[int] | None) -> Iterator[Item]:
    """What is found of these entries, or of all: one document a language version of the public version."""
    rows = Entry.objects.public()
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    keys = rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)
    countries = {row.iso3: row for row in country_rows("en")}
    while some := list(islice(keys, _AT_ONCE)):
        yield from _items(some, countries)


def _items(ids: list[int], countries: dict[str, CountryRow]) -> Iterator[Item]:
    entries = (
        Entry.objects.filter(pk__in=ids)
        .select_related("country", "version")
        .prefetch_related(
            "version__ties",
            "version__places",
            "version__partners",
            Prefetch("version__texts", EntryText.objects.exclude(title="").defer("made_from").order_by("language")),
        )
        .order_by("pk")
    )
    for entry in entries:
        version = entry.version
        assert version is not None  # public entries have one
        version.entry = entry
        facets = facets_of(version, countries)
        for text in version.texts.all():
            yield Item(
                object_id=entry.pk,
                language=text.language,
                key=entry.slug,
                title=text.title,
                summary=plain(text.summary),
                body=plain("\n\n".join(filter(None, (getattr(text, name) for name in LONG)))),
                keywords=_keywords(version, facets, text.language),
                facets=facets,
            )


def _keywords(version: Version, facets: dict[str, list[str]], language: str) -> str:
    """Words people know an entry by that need not stand in its text: countries, organisation, partners, ties."""
    words = [version.organisation, version.entry.code]
    names = {row.iso3: row.name for row in country_rows(language)}
    words += [names.get(code, code) for code in facets["country"]]
    words += [partner.name for partner in version.partners.all()]
    for facet, list_name in (("theme", "theme"), ("sector", "cultural_domain"), ("domain", "assistance_domain")):
        known = term_map(list_name, language)
        words += [str(known[code].text) for code in facets[facet] if code in known]
    words += facets["activity"]
    return " · ".join(filter(None, words))


def address(slug: str, name: str = "practice", language: str = "") -> str:
    """The page of an entry in a language, the active one unless named; or another of its addresses by its name."""
    return _pattern(name, language or get_language() or "en").replace(_SLUG, slug)


@cache
def _pattern(name: str, language: str) -> str:
    """The address of an entry called `_SLUG`: finding each anew would be the slow part of a list."""
    with override(language):
        return reverse(f"knowledge:{name}", args=[_SLUG])


SOURCE = Source(kind=KIND, model=Entry, label=_("Practice"), items=items, address=address)
