"""What a row of the sheet says, and what is wrong with it. Reads as the pages read; stores nothing."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.collaboration import completeness
from portal.collaboration.choices import codes_of
from portal.collaboration.parsing import Parsed, parse_section
from portal.collaboration.questions import Field, Rows, Section
from portal.reference.queries import country_rows

from ..checking import SPECIALS, say
from ..choices import LANGUAGES, Kind, Licence
from ..origin import settle
from ..sections import FACTS, story_of
from .sheet import KNOWN_AS, ROWS

Cells = Mapping[str, str]
_LISTED = re.compile(r"[\s,;]+")
_PARTNER = re.compile(r"^(?P<name>.*?)\s*(?:\((?P<kind>[a-z_]+)\))?$", re.DOTALL)
_COUNTRY_AND_LANGUAGE = re.compile(r"^(?P<country>[^()]*?)\s*(?:\((?P<language>[^()]*)\))?$", re.DOTALL)


@dataclass
class Judged:
    """A row read: the answers of its sections, and everything that is wrong."""

    kind: str
    country_id: int | None
    language: str
    parsed: dict[str, Parsed] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def value(self, name: str) -> Any:
        """The answer to a question, whichever section it stands in."""
        return next(part.values[name] for part in self.parsed.values() if name in part.values)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a kind."""
        return next(part.rows[name] for part in self.parsed.values() if name in part.rows)

    def answer(self, column: str) -> Any:
        """What a column of the sheet says, however it is written: "250 000" and "250000" are one answer."""
        own = {"kind": self.kind, "country": self.country_id, "text_language": self.language}
        if column in own:
            return own[column]
        if column in ROWS:
            return self.rows(ROWS[column])
        found = self.value(KNOWN_AS.get(column, column))
        return " ".join(found.split()) if isinstance(found, str) else found


class Judge:
    """Reads many rows: closed lists are asked once."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Collection[str]] = {}
        self._countries = {row.iso3: row.id for row in country_rows("en")}
        self._stories = {kind: story_of(kind) for kind in Kind.values}

    def read(self, cells: Cells, stored: Cells | None = None) -> Judged:
        """One row; ``stored`` are the cells as the entry has them, for columns the sheet does not have."""
        full = {**(stored or {}), **cells}
        errors = []
        kind = full.get("kind", "")
        if kind not in Kind.values:
            errors.append(_("kind: give one of %(codes)s.") % {"codes": ", ".join(Kind.values)})
            kind = Kind.PRACTICE.value
        iso3 = full.get("country", "").upper()
        if iso3 and iso3 not in self._countries:
            errors.append(_("country: “%(code)s” is not a country code of three letters.") % {"code": iso3[:20]})
        language = full.get("text_language", "")
        if language not in dict(LANGUAGES):
            known = ", ".join(code for code, _name in LANGUAGES)
            errors.append(_("text_language: give one of %(codes)s.") % {"codes": known})
            language = "en"
        judged = Judged(kind, self._countries.get(iso3), language, errors=errors)
        for section in (*FACTS, self._stories[kind]):
            self._section(judged, section, full)
        return judged

    def countries(self, codes: Collection[str]) -> set[int]:
        """The keys of these countries."""
        return {self._countries[code.upper()] for code in codes if code.upper() in self._countries}

    def _section(self, judged: Judged, section: Section, cells: Cells) -> None:
        posted: dict[str, Any] = {}
        unknown: set[str] = set()
        for question in section.fields:
            text = _cell(cells, question.name)
            if question.name == "language":
                text = judged.language
            elif question.name == "licence":
                text = text or Licence.BY_SA.value
            elif question.name == "takes_contact":
                text = "on"
            posted[question.name] = text
            if question.type == "checkboxes":
                posted[question.name] = [code for code in _LISTED.split(text) if code]
                unknown |= self._unknown(judged, question, posted[question.name])
            elif question.type in {"radio", "select"} and text:
                unknown |= self._unknown(judged, question, [text])
        parsed = parse_section(section, posted, lambda rows: _rows(rows, cells), self._known)
        settle(parsed, cells.get("code", "").upper())
        judged.parsed[section.code] = parsed
        problems = completeness.of_section(
            section, {**parsed.values, **parsed.rows}, parsed.unparsed, say, SPECIALS.get(section.code)
        )
        names = {question: column for column, question in KNOWN_AS.items()}
        for problem in problems:
            if problem.field in unknown and not problem.rows:
                continue  # said already, with the code that is not in the list
            column = names.get(problem.field, problem.field) if not problem.rows else problem.rows
            judged.errors.append(f"{column}: {problem.message}")
        judged.errors += [f"{names.get(name, name)}: {_('shorten this text.')}" for name in parsed.refused]

    def _unknown(self, judged: Judged, question: Field, codes: list[str]) -> set[str]:
        """Say which codes are not in the list; gives the name of the question then."""
        found = set()
        names = {name: column for column, name in KNOWN_AS.items()}
        for code in codes:
            if code not in self._known(question):
                found.add(question.name)
                judged.errors.append(
                    _("%(column)s: “%(code)s” is not in the list.")
                    % {"column": names.get(question.name, question.name), "code": code[:40]}
                )
        return found

    def _known(self, question: Field) -> Collection[str]:
        key = (question.name, question.vocabulary)
        if key not in self._codes:
            self._codes[key] = frozenset(codes_of(question))
        return self._codes[key]


def _cell(cells: Cells, name: str) -> str:
    for column, question in KNOWN_AS.items():
        if question == name:
            return cells.get(column, "")
    return cells.get(name, "")


def _rows(rows: Rows, cells: Cells) -> list[dict[str, str]]:
    """The rows a cell holds: countries and links with spaces between, partners and whom it is adapted for with
    semicolons."""
    if rows.kind == "places":
        return [{"country": code.upper()} for code in _LISTED.split(cells.get("about_countries", "")) if code]
    if rows.kind == "links":
        return [{"title": url, "url": url, "language": ""} for url in cells.get("links", "").split()]
    if rows.kind == "partners":
        found = []
        for part in cells.get("partners", "").split(";"):
            match = _PARTNER.match(part.strip())
            if match and match["name"]:
                found.append({"name": match["name"], "kind": match["kind"] or ""})
        return found
    if rows.kind == "adapted_for":
        found = []
        for part in cells.get("adapted_for", "").split(";"):
            match = _COUNTRY_AND_LANGUAGE.match(part.strip())
            if match and part.strip():
                found.append({"country": match["country"].upper(), "language": match["language"] or ""})
        return found
    return []
