"""What the sections of a profile ask beyond their questions. Pure logic: plain answers in, problems out."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.collaboration.completeness import MISSING, WRONG, Problem, Say, Special

GOOD = 2


def languages(given: Mapping[str, Any], say: Say) -> list[Problem]:
    """Each language once; one of them is worked in."""
    rows = given.get("languages") or []
    found = _twice("languages", "languages", "language", rows, say)
    if rows and not found and all(_figure(row.get("working")) < GOOD for row in rows):
        found.append(Problem("languages", "", say("no_working_language", {}), MISSING, "languages"))
    return found


def countries(given: Mapping[str, Any], say: Say) -> list[Problem]:
    """Each country once."""
    return _twice("countries", "countries", "country", given.get("countries") or [], say)


def identity(given: Mapping[str, Any], say: Say) -> list[Problem]:
    """Each nationality once."""
    return _twice("identity", "nationalities", "country", given.get("nationalities") or [], say)


def career(given: Mapping[str, Any], say: Say) -> list[Problem]:
    """A post does not end before it begins."""
    found = []
    for place, row in enumerate(given.get("posts") or []):
        first, last = row.get("year_from"), row.get("year_to")
        if first is not None and last is not None and last < first:
            found.append(Problem("career", "year_to", say("backwards", {"number": place + 1}), WRONG, "posts", place))
    return found


def publications(given: Mapping[str, Any], say: Say) -> list[Problem]:
    """A link is one to a page."""
    return [
        Problem("publications", "link", say("link", {"number": place + 1}), WRONG, "publications", place)
        for place, row in enumerate(given.get("publications") or [])
        if row.get("link") and not str(row["link"]).startswith(("https://", "http://"))
    ]


def files(given: Mapping[str, Any], say: Say) -> list[Problem]:
    """The curriculum vitae is there."""
    kinds = {row["kind"] for row in given.get("attachments") or []}
    return [] if "cv" in kinds else [Problem("files", "file", say("cv", {}))]


SPECIALS: dict[str, Special] = {
    "identity": identity,
    "languages": languages,
    "countries": countries,
    "career": career,
    "publications": publications,
    "files": files,
}


def motivation(wanted: int, own_email: str) -> Callable[[Mapping[str, Any], Say], list[Problem]]:
    """The rule of the section a call adds: as many referees as it asks for, each once, none the person."""

    def rule(given: Mapping[str, Any], say: Say) -> list[Problem]:
        rows = given.get("named_referees") or []
        found = _twice("motivation", "named_referees", "email", rows, say, fold=True)
        for place, row in enumerate(rows):
            if own_email and str(row.get("email") or "").strip().casefold() == own_email.casefold():
                words = say("own_referee", {"number": place + 1})
                found.append(Problem("motivation", "email", words, WRONG, "named_referees", place))
        if len(rows) < wanted:
            found.append(Problem("motivation", "", say("referees", {"wanted": wanted}), MISSING, "named_referees"))
        return found

    return rule


def _twice(
    section: str, kind: str, column: str, rows: list[Mapping[str, Any]], say: Say, fold: bool = False
) -> list[Problem]:
    seen: dict[str, int] = {}
    found = []
    for place, row in enumerate(rows):
        value = str(row.get(column) or "").strip()
        value = value.casefold() if fold else value
        if value and value in seen:
            words = say("twice", {"number": place + 1, "other": seen[value] + 1})
            found.append(Problem(section, column, words, WRONG, kind, place))
        elif value:
            seen[value] = place
    return found


def _figure(text: Any) -> int:
    return int(text) if str(text).isdigit() else 0
