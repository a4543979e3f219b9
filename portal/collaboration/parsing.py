"""From what was typed to typed values. Pure logic.

Nothing is refused here and nothing is lost: what does not fit its question is kept as it was typed
(``unparsed``), to be shown again beside its error. Only what passes `HARD_LIMIT` is not kept
(``refused``); the page shows it again so that the person can shorten it.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from .questions import HARD_LIMIT, Field, Rows, Section

# Codes a choice may take: given by the caller, since some come from the reference data.
Codes = Callable[[Field], Collection[str]]
RowReader = Callable[[Rows], list[dict[str, str]]]

_SMALL = 32_767
_MONEY = Decimal(10) ** 12
_LONGEST_HIDDEN = 40
_YEARS = (1900, 2100)
_THOUSANDS = re.compile(r"^[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*$")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
_KEPT_CONTROLS = {"\n", "\t"}


@dataclass
class Parsed:
    """The values of one section: ready for their columns, or as typed."""

    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    unparsed: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def cell_key(kind: str, row: int | str, column: str) -> str:
    """The name under which a cell's raw text is kept: ``work.2.month_from``."""
    return f"{kind}.{row}.{column}"


def clean_text(raw: str) -> str:
    """One kind of line break, no control signs a database refuses; everything a person sees is kept."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        text = "".join(
            sign for sign in text if sign in _KEPT_CONTROLS or unicodedata.category(sign) not in ("Cc", "Cs")
        )
    return text.strip()


def _figure(raw: str) -> str:
    """A figure with its separators in one form; ValueError when it is not a figure."""
    text = re.sub(r"[\s'’_]", "", raw).removesuffix("USD").removeprefix("USD").strip("$")
    if _THOUSANDS.match(text):
        text = re.sub(r"[.,]", "", text)
    elif "," in text and "." in text:
        thousands = "," if text.rfind(".") > text.rfind(",") else "."
        text = text.replace(thousands, "").replace(",", ".")
    else:
        text = text.replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
        raise ValueError(raw)
    return text


def parse_money(raw: str) -> Decimal | None:
    """An amount as people write it (30 000; 30,000.50; 1.500,25). Raises ValueError."""
    if not raw:
        return None
    try:
        amount = Decimal(_figure(raw))
    except InvalidOperation as error:
        raise ValueError(raw) from error
    if amount < 0 or amount >= _MONEY or amount != amount.quantize(Decimal("0.01")):
        raise ValueError(raw)
    return amount


def parse_decimal(raw: str) -> Decimal | None:
    """A figure with up to four decimals, below zero or above (12,5; -3; 1 250 000). Raises ValueError."""
    if not raw:
        return None
    try:
        figure = Decimal(_figure(raw.removesuffix("%").rstrip()))
    except InvalidOperation as error:
        raise ValueError(raw) from error
    if abs(figure) >= _MONEY or figure != figure.quantize(Decimal("0.0001")):
        raise ValueError(raw)
    return figure


def parse_number(raw: str, minimum: int | None = None, maximum: int | None = None) -> int | None:
    """A whole number within its bounds. Raises ValueError."""
    if not raw:
        return None
    amount = Decimal(_figure(raw))
    number = int(amount)
    low, high = minimum if minimum is not None else 0, maximum if maximum is not None else _SMALL
    if amount != number or not low <= number <= high:
        raise ValueError(raw)
    return number


def parse_date(raw: str) -> date | None:
    """A day, as the browser sends it or as people write it. Raises ValueError."""
    if not raw:
        return None
    for shape in _DATES:
        try:
            day = datetime.strptime(raw, shape).date()
        except ValueError:
            continue
        if 1990 <= day.year <= 2100:
            return day
    raise ValueError(raw)


def years_of(question: Field) -> tuple[int, int]:
    """The first and the last year a question accepts."""
    first, last = question.minimum, question.maximum
    return (_YEARS[0] if first is None else first, _YEARS[1] if last is None else last)


def parse_codes(raw: str, known: Collection[str]) -> str:
    """Several codes of a list, once each, in its order. Raises ValueError when one is not in the list."""
    ticked_codes = set(raw.split())
    if not ticked_codes <= set(known):
        raise ValueError(raw)
    return " ".join(code for code in known if code in ticked_codes)


def parse_value(question: Field, raw: str, codes: Codes) -> Any:
    """The typed value of one answer. Raises ValueError when it does not fit the question."""
    if question.is_text:
        return raw
    if question.type == "checkbox":
        return bool(raw)
    if question.type == "number":
        return parse_number(raw, question.minimum, question.maximum)
    if question.type == "year":
        return parse_number(raw, *years_of(question))
    if question.type == "money":
        return parse_money(raw)
    if question.type == "decimal":
        return parse_decimal(raw)
    if question.type == "hidden":
        return raw[:_LONGEST_HIDDEN]
    if question.type == "date":
        return parse_date(raw)
    if question.type == "checkboxes":
        return parse_codes(raw, codes(question))
    if raw and raw not in codes(question):
        raise ValueError(raw)
    return raw


def empty_value(question: Field) -> Any:
    """What stands in the column when there is no answer."""
    if question.type == "checkbox":
        return False
    return None if question.type in {"number", "year", "money", "decimal", "date"} else ""


def parse_section(section: Section, posted: Mapping[str, Any], read_rows: RowReader, codes: Codes) -> Parsed:
    """Read one section out of a POST. Never raises."""
    parsed = Parsed()
    for question in section.fields:
        raw = typed(question, posted)
        parsed.values[question.name] = _take(parsed, question, question.name, raw, codes)
    for rows in section.rows:
        if rows.picked:
            parsed.rows[rows.kind] = _picked(parsed, rows, posted, codes)
        else:
            parsed.rows[rows.kind] = _written(parsed, rows, read_rows(rows), codes)
    return parsed


def _take(parsed: Parsed, question: Field, key: str, raw: str, codes: Codes) -> Any:
    if len(raw) > HARD_LIMIT:
        parsed.refused[key] = raw
        return empty_value(question)
    try:
        return parse_value(question, raw, codes)
    except ValueError:
        parsed.unparsed[key] = raw
        return empty_value(question)


def _written(parsed: Parsed, rows: Rows, given: Iterable[Mapping[str, str]], codes: Codes) -> list[dict[str, Any]]:
    """Rows as they stand on the page, in order. A fixed list has a row for each of its codes, or none."""
    if rows.fixed:
        by_code = {str(raw.get(rows.key) or ""): raw for raw in given}
        if not by_code:
            return []
        known = codes(Field(rows.key, "", "", vocabulary=rows.fixed))
        given = [{**by_code.get(code, {}), rows.key: code} for code in known]
    taken: list[dict[str, Any]] = []
    for raw in given:
        row: dict[str, Any] = {rows.key: raw[rows.key]} if rows.fixed else {}
        for column in rows.columns:
            key = cell_key(rows.kind, len(taken), column.name)
            row[column.name] = _take(parsed, column, key, clean_text(str(raw.get(column.name) or "")), codes)
        taken.append(row)
    return taken


def typed(question: Field, posted: Mapping[str, Any]) -> str:
    """What stands in a form for one question; the boxes ticked, as one text."""
    if question.type == "checkboxes":
        return clean_text(" ".join(_several(posted, question.name)))
    return clean_text(str(posted.get(question.name) or ""))


def _several(posted: Mapping[str, Any], name: str) -> list[str]:
    get_list = getattr(posted, "getlist", None)
    values = get_list(name) if get_list else posted.get(name) or ()
    return [values] if isinstance(values, str) else [str(value) for value in values]


def ticked(posted: Mapping[str, Any], name: str) -> frozenset[str]:
    """The values of the boxes ticked under one name."""
    return frozenset(_several(posted, name))


def _picked(parsed: Parsed, rows: Rows, posted: Mapping[str, Any], codes: Codes) -> list[dict[str, Any]]:
    """The chosen ones of a list. What is typed beside one that is not chosen is kept, unasked."""
    taken: list[dict[str, Any]] = []
    chosen = ticked(posted, rows.kind)
    for code in codes(Field(rows.key, "", "", vocabulary=rows.picked)):
        row: dict[str, Any] = {rows.key: code}
        for column in rows.columns:
            raw = clean_text(str(posted.get(f"{column.name}-{code}") or ""))
            key = cell_key(rows.kind, code, column.name)
            if code in chosen:
                row[column.name] = _take(parsed, column, key, raw, codes)
            elif len(raw) > HARD_LIMIT:
                parsed.refused[key] = raw
            elif raw:
                parsed.unparsed[key] = raw
        if code in chosen:
            taken.append(row)
    if any(column.name == "order" for column in rows.columns):
        taken.sort(key=lambda row: (row["order"] is None, row["order"] or 0, row[rows.key]))
    return taken
