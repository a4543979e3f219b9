"""What an application asks beyond its questions. Pure logic: plain answers in, problems out.

The questions themselves are asked by ``portal.collaboration.completeness``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from portal.collaboration import completeness
from portal.collaboration.completeness import (
    MISSING,
    WRONG,
    Answers,
    Problem,
    Say,
    SectionAnswers,
    Special,
    Unparsed,
)
from portal.collaboration.questions import Section

SIGNED_LETTER = "signed_letter"


@dataclass(frozen=True)
class Limits:
    """What a call sets: the length of an assistance and the ceiling of its logistics, USD."""

    min_months: int = 12
    max_months: int = 18
    ceiling: Decimal | None = Decimal(30_000)


def problems(
    sections: Sequence[Section], answers: Answers, unparsed: Unparsed, limits: Limits, say: Say
) -> list[Problem]:
    """Every problem of a file, in the order of the sections."""
    return completeness.problems(sections, answers, unparsed, say, specials(limits))


def of_section(
    section: Section, given: SectionAnswers, unparsed: Mapping[str, str], limits: Limits, say: Say
) -> list[Problem]:
    """The problems of one section."""
    return completeness.of_section(section, given, unparsed, say, specials(limits).get(section.code))


def specials(limits: Limits) -> dict[str, Special]:
    """The rules of the sections within the limits of a call, by code of the section."""
    return {code: partial(rule, limits) for code, rule in _RULES.items()}


def _stages(limits: Limits, given: SectionAnswers, say: Say) -> list[Problem]:
    """Each of the four steps is answered; none needs to be begun."""
    return [] if given.get("stages") else [Problem("stand", "", say("stages", {}), MISSING, "stages")]


def _orders(limits: Limits, given: SectionAnswers, say: Say) -> list[Problem]:
    """No two activities have the same order."""
    found: list[Problem] = []
    first: dict[int, str] = {}
    for row in sorted(given.get("activities") or [], key=lambda row: row["activity"]):
        order = row.get("order")
        if order is None:
            continue
        if order in first:
            words = say("same_order", {"code": row["activity"], "order": order, "other": first[order]})
            found.append(Problem("activities", "order", words, WRONG, "activities", row["activity"]))
        first.setdefault(order, row["activity"])
    return found


def _work(limits: Limits, given: SectionAnswers, say: Say) -> list[Problem]:
    """12 to 18 months (concept note, axis 3), and lines that stay inside them."""
    found: list[Problem] = []
    months = given.get("months")
    if months is not None and not limits.min_months <= months <= limits.max_months:
        words = say("months", {"low": limits.min_months, "high": limits.max_months})
        found.append(Problem("workplan", "months", words, WRONG))
    for index, row in enumerate(given.get("work") or []):
        first, last = row.get("month_from"), row.get("month_to")
        about = {"number": index + 1, "month": last}
        if first is not None and last is not None and last < first:
            found.append(Problem("workplan", "month_to", say("backwards", about), WRONG, "work", index))
        elif months is not None and last is not None and last > months:
            found.append(Problem("workplan", "month_to", say("after_end", about), WRONG, "work", index))
    return found


def asked_total(given: SectionAnswers) -> Decimal:
    """What a Party asks for in its budget, USD."""
    return sum((row.get("asked_usd") or Decimal(0) for row in given.get("budget") or []), Decimal(0))


def _ceiling(limits: Limits, given: SectionAnswers, say: Say) -> list[Problem]:
    """What is asked for stays under the ceiling of the call."""
    total = asked_total(given)
    if limits.ceiling is None or total <= limits.ceiling:
        return []
    words = say("ceiling", {"total": total, "ceiling": limits.ceiling})
    return [Problem("budget", "", words, WRONG, "budget")]


def _letter(limits: Limits, given: SectionAnswers, say: Say) -> list[Problem]:
    """The letter signed by the competent authority is there."""
    if any(row.get("kind") == SIGNED_LETTER for row in given.get("attachments") or []):
        return []
    return [Problem("attachments", "file", say("letter", {}))]


_RULES: dict[str, Callable[[Limits, SectionAnswers, Say], list[Problem]]] = {
    "stand": _stages,
    "activities": _orders,
    "workplan": _work,
    "budget": _ceiling,
    "attachments": _letter,
}
