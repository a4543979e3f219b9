"""What the answers on a roadmap must agree on beyond their questions. Pure logic: answers in, problems out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from portal.collaboration.completeness import MISSING, WRONG, Problem, Say, SectionAnswers, Special

LONGEST_PERIOD = 15


def period(given: SectionAnswers, say: Say) -> list[Problem]:
    """The first year is not after the last one, and the period is no longer than fifteen years."""
    first, last = given.get("period_from"), given.get("period_to")
    if not first or not last:
        return []
    if last < first:
        return [Problem("identity", "period_to", say("period_backwards", {}), WRONG)]
    if last - first >= LONGEST_PERIOD:
        return [Problem("identity", "period_to", say("period_long", {"most": LONGEST_PERIOD}), WRONG)]
    return []


def measure(units: Mapping[str, str]) -> Special:
    """The rule of a measure; ``units`` are those of the indicators that have values already, by their key."""

    def rule(given: SectionAnswers, say: Say) -> list[Problem]:
        return _dates(given, say) + _money(given, say) + _units(given, say, units)

    return rule


def _dates(given: SectionAnswers, say: Say) -> list[Problem]:
    begins, ends = given.get("starts_on"), given.get("ends_on")
    if begins and ends and ends < begins:
        return [Problem("measure", "ends_on", say("ends_before", {}), WRONG)]
    return []


def _money(given: SectionAnswers, say: Say) -> list[Problem]:
    cost, currency, rate = given.get("cost"), given.get("currency"), given.get("rate")
    if rate is not None and rate <= 0:
        return [Problem("measure", "rate", say("rate_zero", {}), WRONG)]
    if cost and currency and currency != "USD" and rate is None:
        return [Problem("measure", "rate", say("rate_missing", {"currency": currency}), MISSING)]
    return []


def _units(given: SectionAnswers, say: Say, units: Mapping[str, str]) -> list[Problem]:
    found = []
    for place, row in enumerate(given.get("indicators") or ()):
        unit = units.get(str(row.get("key") or ""))
        if unit is not None and not same_unit(str(row.get("unit") or ""), unit):
            message = say("unit_changed", {"number": place + 1, "unit": unit})
            found.append(Problem("measure", "unit", message, WRONG, "indicators", place))
    return found


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same, whatever their capitals and spaces."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def in_usd(cost: Decimal | None, currency: str, rate: Decimal | None) -> Decimal | None:
    """The cost in US dollars to the cent; None while the rate of another currency is not known."""
    if cost is None:
        return None
    if currency in ("", "USD"):
        return cost
    if rate is None or rate <= 0:
        return None
    return (cost / rate).quantize(Decimal("0.01"))


def progress(units: Mapping[str, str], today: date, taken: Mapping[tuple[str, date], Decimal]) -> Special:
    """The rule of a report on one measure: units, dates, and one value an indicator and day.

    ``units`` are those of its indicators by key; ``taken`` the values known already by key and day.
    """

    def rule(given: SectionAnswers, say: Say) -> list[Problem]:
        found: list[Problem] = []
        seen: set[tuple[str, date]] = set()
        for place, row in enumerate(given.get("values") or ()):

            def wrong(field: str, code: str, values: Mapping[str, Any], at: int = place) -> None:
                found.append(Problem("progress", field, say(code, {"number": at + 1, **values}), WRONG, "values", at))

            key, on, unit = str(row.get("indicator") or ""), row.get("on"), str(row.get("unit") or "")
            if key in units and unit and not same_unit(unit, units[key]):
                wrong("unit", "unit_other", {"unit": units[key], "given": unit})
            if on and on > today:
                wrong("on", "value_future", {})
            if key and on:
                known = taken.get((key, on))
                if (key, on) in seen or (known is not None and known != row.get("value")):
                    wrong("on", "value_twice", {})
                seen.add((key, on))
            if _more(row):
                wrong("women", "value_sexes", {})
        return found

    return rule


def _more(row: Mapping[str, Any]) -> bool:
    """Women and men together are more than all."""
    women, men, value = row.get("women"), row.get("men"), row.get("value")
    percent = str(row.get("unit") or "").strip() in {"%", "percent", "pour cent"}
    return not percent and value is not None and (women or 0) + (men or 0) > value
