"""An entry as one row of a table: the words in the language of the reader, else in the original, long ones in
Markdown as they were written; codes of a list with a space between."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_noop as _

from portal.documents.spreadsheets import Column

from .reading import Record, text_of
from .shapes import PracticeRow, TextOut, fields

_LONG = ("problem", "done", "actors", "steps", "funding", "results", "difficulties", "reusable", "conditions",
         "evaluation", "audience", "source_note")  # fmt: skip
_JOINED = ("about_countries", "languages", "activities", "outputs", "goals", "themes", "domains", "sectors",
           "value_chain", "sdg_targets")  # fmt: skip
_OWN = {
    "text_language": _("The language of the words in this row."),
    "text_state": _("original, translation (by a person), or outdated (the original has changed)."),
    "partners": _("Partners: name (type of entity), separated by semicolons."),
    "figures": _("Results in figures: what was counted, figure, unit, year; separated by semicolons."),
    "adapted_for": _("Whom it is adapted for: country (language), separated by semicolons."),
    "links": _("Links, separated by spaces."),
}
NAMES = (
    "code", "url", "kind", "title", "summary", "text_language", "text_state", "country", "about_countries",
    "proposer", "organisation", "period_from", "period_to", "activities", "outputs", "goals", "themes", "domains",
    "sectors", "value_chain", "sdg_targets", "gender_marker", "cost_usd", "evaluated", "partners", "figures",
    *_LONG, "links", "language", "languages", "licence", "is_illustration", "adapted_from", "adapted_work",
    "adapted_url", "adapted_for", "version",
    "published_at", "changed_at", "confirmed_on", "is_outdated",
)  # fmt: skip
_KINDS = {"period_from": "number", "period_to": "number", "cost_usd": "money", "is_illustration": "yesno",
          "is_outdated": "yesno"}  # fmt: skip
_WIDE = {"title": 40, "summary": 60, "url": 40, **dict.fromkeys(_LONG, 40)}


def columns() -> list[Column]:
    """The columns of the table."""
    return [Column(name, _KINDS.get(name, "text"), _WIDE.get(name, 14)) for name in NAMES]


def dictionary() -> dict[str, str]:
    """Column → what it is, in English."""
    known = {**fields(TextOut), **fields(PracticeRow), **_OWN}
    return {name: known[name] for name in NAMES}


def rows(records: Iterator[Record], language: str) -> Iterator[list[Any]]:
    """The rows of these entries."""
    for record in records:
        yield row(record, language)


def row(record: Record, language: str) -> list[Any]:
    """One row."""
    text = text_of(record, language)
    found = {
        **record,
        "title": text["title"],
        "summary": text["summary"],
        "text_language": text["language"],
        "text_state": text["state"],
        **{name: text[name] for name in _LONG},
        **{name: " ".join(record[name]) for name in _JOINED},
        "partners": "; ".join(
            f"{one['name']} ({one['kind']})" if one["kind"] else one["name"] for one in record["partners"]
        ),
        "figures": "; ".join(_figure(one) for one in text["figures"]),
        "adapted_for": "; ".join(_adapted_for(one) for one in record["adapted_for"]),
        "links": " ".join(one["url"] for one in record["links"]),
    }
    return [found[name] for name in NAMES]


def _adapted_for(one: Record) -> str:
    return " ".join(filter(None, (one["country"], f"({one['language']})" if one["language"] else "")))


def _figure(one: Record) -> str:
    number = " ".join(filter(None, (one["value"] or "", one["unit"])))
    year = f" ({one['year']})" if one["year"] else ""
    return f"{one['name']}: {number}{year}" if number else f"{one['name']}{year}"
