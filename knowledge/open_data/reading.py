"""Public entries as plain data, read in bulk: tuples of the database instead of model objects, which are ten times
slower. The same shape for the API, for exports and for the nightly files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from portal.prepared import Among, Prepared
from portal.reference.queries import term_map

from .. import states
from ..models import AdaptedFor, Entry, EntryText, Figure, Link, Partner, Place, Tie
from ..sections.story import LONG

AT_ONCE = 500
_ENTRY = (
    "pk", "version_id", "code", "slug", "kind", "country__iso3", "proposer", "published_at", "confirmed_on",
    "is_outdated", "version__number", "version__language", "version__organisation", "version__period_from",
    "version__period_to", "version__licence", "version__gender", "version__cost", "version__evaluated",
    "version__is_illustration", "version__frozen_at", "version__adapted_from__slug", "version__adapted_from__state",
    "version__adapted_work", "version__adapted_url",
)  # fmt: skip
_TEXT = ("version_id", "pk", "language", "state", "title", "summary", *LONG, "translator")
_LISTS = {
    "activity": "activities",
    "theme": "themes",
    "assistance_domain": "domains",
    "cultural_domain": "sectors",
    "value_chain": "value_chain",
    "sdg_target": "sdg_targets",
}
Record = dict[str, Any]

# Asked again for every so many entries; for Django to write lists of five hundred keys is a quarter of the reading.
_ROWS = Prepared(lambda ids: Entry.objects.public().filter(pk__in=Among(ids)).order_by().values_list(*_ENTRY))


def _of(model: Any, *names: str) -> Prepared:
    """Rows of these versions in their order: the version, and these values."""
    return Prepared(
        lambda versions: (
            model.objects.filter(version__in=Among(versions))
            .order_by("version", "position", "pk")
            .values_list("version_id", *names)
        )
    )


def _words(*names: str) -> Prepared:
    return Prepared(
        lambda versions: (
            EntryText.objects.filter(version__in=Among(versions))
            .exclude(title="")
            .order_by("language")
            .values_list(*names)
        )
    )


_TIES = _of(Tie, "list", "code")
_PLACES = _of(Place, "country")
_PARTNERS = _of(Partner, "name", "kind")
_ADAPTED_FOR = _of(AdaptedFor, "country", "language")
_LINKS = _of(Link, "title", "url", "language")
_SHORT = ("version_id", "pk", "language", "state", "title", "summary")
_TEXTS, _TITLES = _words(*_TEXT), _words(*_SHORT)
_FIGURES = Prepared(
    lambda versions: (
        Figure.objects.filter(text__version__in=Among(versions))
        .order_by("text", "position", "pk")
        .values_list("text_id", "name", "value", "unit", "year")
    )
)


def records(ids: Iterable[int] | None = None, *, words: bool = True) -> Iterator[Record]:
    """These public entries in this order, or all of them by their key, at constant memory: eight queries for each
    `AT_ONCE`. Without ``words`` a text has its title and summary only."""
    if ids is None:
        ids = Entry.objects.public().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)
    parents = tuple(
        {code: term.parent_code for code, term in term_map(name, "en").items()} for name in ("activity", "output")
    )
    keys = iter(ids)
    while some := list(islice(keys, AT_ONCE)):
        yield from _records(some, words, *parents)


def _records(ids: Sequence[int], words: bool, outputs: dict[str, str], goals: dict[str, str]) -> Iterator[Record]:
    rows = {row[0]: row for row in _ROWS(ids)}
    versions = [row[1] for row in rows.values()]
    texts = _texts(versions, words)
    ties: defaultdict[int, dict[str, list[str]]] = defaultdict(dict)
    for version, name, code in _TIES(versions):
        ties[version].setdefault(name, []).append(code)
    places = _grouped(_PLACES(versions))
    partners = _grouped(_PARTNERS(versions))
    adapted_for = _grouped(_ADAPTED_FOR(versions))
    links = _grouped(_LINKS(versions)) if words else {}
    for pk in ids:
        row = rows.get(pk)
        if row is not None:
            yield _record(row, texts.get(row[1], []), ties[row[1]], places, partners, adapted_for, links, outputs,
                          goals)  # fmt: skip


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for version, *values in rows:
        found[version].append(tuple(values))
    return found


def _texts(versions: Sequence[int], words: bool) -> dict[int, list[Record]]:
    """Version → its texts that have a title, the original first."""
    names = _TEXT if words else _SHORT
    found: defaultdict[int, list[Record]] = defaultdict(list)
    by_text: dict[int, Record] = {}
    for row in _TEXTS(versions) if words else _TITLES(versions):
        text = dict(zip(names[2:], row[2:], strict=True))
        found[row[0]].append(text)
        if words:
            text["figures"] = []
            by_text[row[1]] = text
    if words:
        for text_id, name, value, unit, year in _FIGURES(versions):
            if text_id in by_text:
                by_text[text_id]["figures"].append({"name": name, "value": plain(value), "unit": unit, "year": year})
    for texts in found.values():
        texts.sort(key=lambda text: text["state"] != EntryText.State.ORIGINAL)
    return found


def _record(
    row: tuple[Any, ...],
    texts: list[Record],
    tied: dict[str, list[str]],
    places: dict[int, list[tuple[Any, ...]]],
    partners: dict[int, list[tuple[Any, ...]]],
    adapted_for: dict[int, list[tuple[Any, ...]]],
    links: dict[int, list[tuple[Any, ...]]],
    outputs: dict[str, str],
    goals: dict[str, str],
) -> Record:
    (_pk, version, code, slug, kind, iso3, proposer, published, confirmed, outdated, number, language, organisation,
     first, last, licence, gender, cost, evaluated, illustration, frozen, adapted, its_state, work,
     work_url) = row  # fmt: skip
    about = dict.fromkeys(place for (place,) in places.get(version, ()) if place and place != iso3)
    of_output = _once(outputs.get(activity, "") for activity in tied.get("activity", ()))
    return {
        "code": code,
        "slug": slug,
        "url": url_of(slug, get_language() or "en"),
        "kind": kind,
        "country": iso3 or "",
        "about_countries": list(about),
        "proposer": proposer,
        "language": language,
        "languages": [text["language"] for text in texts],
        "texts": texts,
        "organisation": organisation,
        "period_from": first,
        "period_to": last,
        **{name: tied.get(list_name, []) for list_name, name in _LISTS.items()},
        "outputs": of_output,
        "goals": _once(goals.get(output, "") for output in of_output),
        "gender_marker": gender,
        "cost_usd": plain(cost),
        "evaluated": evaluated,
        "partners": [{"name": name, "kind": sort} for name, sort in partners.get(version, ()) if name],
        "links": [{"title": title, "url": url, "language": spoken} for title, url, spoken in links.get(version, ())],
        "licence": licence,
        "is_illustration": illustration,
        "adapted_from": adapted if adapted and its_state != states.WITHDRAWN else "",
        "adapted_work": work,
        "adapted_url": work_url,
        "adapted_for": [
            {"country": place, "language": spoken}
            for place, spoken in adapted_for.get(version, ())
            if place or spoken
        ],
        "version": number,
        "published_at": plain(published),
        "changed_at": plain(frozen),
        "confirmed_on": plain(confirmed),
        "is_outdated": outdated,
    }


def url_of(slug: str, language: str) -> str:
    """The page of an entry (CONTRACT, "Addresses")."""
    return f"{settings.PUBLIC_URL}/{language}/practices/{slug}/"


def text_of(record: Record, language: str) -> Record:
    """The text shown to a reader of this language: in it; else the original."""
    texts: list[Record] = record["texts"]
    return next((text for text in texts if text["language"] == language), texts[0])


def plain(value: Any) -> Any:
    """A value as JSON takes it: decimals as text, days and moments in ISO form (UTC)."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def _once(codes: Iterable[str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code]
