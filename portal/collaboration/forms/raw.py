"""A section as text, the way it stands in a form: out of the database, out of a POST, and back into one.

``Raw`` maps the name of a question to its text, and the kind of rows to a list of rows of texts. A row of
a list that is picked from carries its code and, under "", whether it is chosen.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from ..choices import codes_of
from ..parsing import cell_key, clean_text, ticked, typed
from ..questions import Field, Rows, Section

Raw = dict[str, Any]
CHOSEN = ""


def as_text(value: Any) -> str:
    """One stored value as it is typed."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, Decimal):
        whole, cents = value.to_integral_value(), round(value, 2)
        return f"{whole if value == whole else cents if value == cents else value.normalize():f}"
    return str(value)


def listed_codes(rows: Rows) -> list[str]:
    """The codes of the list a kind of rows follows, in order."""
    return list(codes_of(Field(rows.key, "", "", vocabulary=rows.fixed or rows.picked)))


def from_stored(section: Section, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> Raw:
    """What is stored, with what did not fit its column put back in its place."""
    raw: Raw = {
        question.name: unparsed.get(question.name, as_text(given.get(question.name))) for question in section.fields
    }
    for rows in section.rows:
        stored = given.get(rows.kind) or []
        if rows.listed:
            by_code = {row[rows.key]: row for row in stored}
            raw[rows.kind] = [
                _listed_row(rows, code, place, by_code.get(code), unparsed)
                for place, code in enumerate(listed_codes(rows))
            ]
        else:
            raw[rows.kind] = [
                {
                    column.name: unparsed.get(cell_key(rows.kind, place, column.name), as_text(row[column.name]))
                    for column in rows.columns
                }
                for place, row in enumerate(stored)
            ]
    return raw


def _listed_row(
    rows: Rows, code: str, place: int, stored: Mapping[str, Any] | None, unparsed: Mapping[str, str]
) -> dict[str, str]:
    at: int | str = code if rows.picked else place
    row = {
        column.name: unparsed.get(
            cell_key(rows.kind, at, column.name), as_text(stored[column.name]) if stored is not None else ""
        )
        for column in rows.columns
    }
    return {rows.key: code, CHOSEN: "1" if rows.picked and stored is not None else "", **row}


def from_posted(
    section: Section, posted: Mapping[str, Any], read_rows: Callable[[Rows], list[dict[str, str]]]
) -> Raw:
    """What was typed in the page."""
    raw: Raw = {question.name: typed(question, posted) for question in section.fields}
    for rows in section.rows:
        if rows.picked:
            chosen = ticked(posted, rows.kind)
            raw[rows.kind] = [
                {
                    rows.key: code,
                    CHOSEN: "1" if code in chosen else "",
                    **{
                        column.name: clean_text(str(posted.get(f"{column.name}-{code}") or ""))
                        for column in rows.columns
                    },
                }
                for code in listed_codes(rows)
            ]
        elif rows.fixed:
            by_code = {row.get(rows.key): row for row in read_rows(rows)}
            raw[rows.kind] = [
                {
                    rows.key: code,
                    CHOSEN: "",
                    **{
                        column.name: clean_text(by_code.get(code, {}).get(column.name, "")) for column in rows.columns
                    },
                }
                for code in listed_codes(rows)
            ]
        else:
            raw[rows.kind] = [
                {column.name: clean_text(as_text(row.get(column.name))) for column in rows.columns}
                for row in read_rows(rows)
            ]
    return raw


def flatten(section: Section, raw: Raw, names: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """(name in the form, text) for everything in a raw section, or for some of its questions and kinds."""
    wanted = set(section.names() if names is None else names)
    flat: list[tuple[str, str]] = []
    for question in section.fields:
        if question.name in wanted:
            text = raw[question.name]
            flat += [(question.name, part) for part in (text.split() if question.type == "checkboxes" else [text])]
    for rows in section.rows:
        if rows.kind not in wanted:
            continue
        for place, row in enumerate(raw[rows.kind]):
            if rows.picked:
                code = row[rows.key]
                flat.append((rows.kind, code if row[CHOSEN] else ""))
                flat += [(f"{column.name}-{code}", row[column.name]) for column in rows.columns]
                continue
            if rows.fixed:
                flat.append((f"{rows.kind}-{place}-{rows.key}", row[rows.key]))
            flat += [(f"{rows.kind}-{place}-{column.name}", row[column.name]) for column in rows.columns]
    return [(name, text) for name, text in flat if text != ""]


def keys_of(section: Section, name: str, posted: Iterable[str]) -> list[str]:
    """The names in a POST that belong to one question or kind of rows."""
    rows = section.rows_of(name)
    if rows is None:
        return [name]
    starts = tuple(f"{column.name}-" for column in rows.columns) if rows.picked else (f"{name}-",)
    return [key for key in posted if key == name or key.startswith(starts)]
