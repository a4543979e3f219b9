"""The facts of a country in words: its deposit with the doubt that goes with it, and whether it may apply."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.reference.models.country import Confidence, DepositType
from portal.reference.rows import CountryRow, TermRow
from portal.ui.dates import day, month


class HasDeposit(Protocol):
    """A country, as a row or as a record."""

    @property
    def deposit_date(self) -> date | None: ...
    @property
    def deposit_earliest(self) -> date | None: ...
    @property
    def deposit_latest(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a country may apply: `answer` is yes, no or unknown; `why` one sentence."""

    answer: str
    why: str


def deposit_when(row: HasDeposit) -> str:
    """ "8 April 2015", or the bounds within which the unknown day lies; empty when nothing is known."""
    if row.deposit_date:
        return day(row.deposit_date)
    first, last = row.deposit_earliest, row.deposit_latest
    if first is None or last is None:
        return ""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return month(first)
    return _("between %(first)s and %(last)s") % {"first": day(first), "last": day(last)}


def deposit_sentence(row: CountryRow) -> str:
    """The deposit as a sentence; the kind of instrument is named only when its source is sure enough."""
    when = deposit_when(row)
    kind = instrument(row)
    if not when:
        return kind and _("%(kind)s deposited, day not known") % {"kind": kind}
    if row.deposit_date is None and not _is_bounded_by_two_days(row):
        return _("Instrument deposited in %(when)s") % {"when": when}
    if row.deposit_date is None:
        return _("Instrument deposited %(when)s") % {"when": when}
    return _("Instrument deposited on %(when)s") % {"when": when}


def _is_bounded_by_two_days(row: CountryRow) -> bool:
    first, last = row.deposit_earliest, row.deposit_latest
    assert first is not None
    assert last is not None
    return (first.year, first.month) != (last.year, last.month) and not _is_year(first, last)


def _is_year(first: date, last: date) -> bool:
    return first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def instrument(row: CountryRow) -> str:
    """The kind of instrument, or "deposit" where the source leaves a doubt."""
    if not row.deposit_type:
        return ""
    if row.type_confidence in {"", Confidence.LOW}:
        return pgettext("kind of instrument", "Deposit (kind of instrument to be confirmed)")
    return str(DepositType(row.deposit_type).label).capitalize()


def status(row: CountryRow) -> str:
    """Party, not a Party, or not known."""
    if row.party is None:
        return _("Not known")
    return _("Party to the Convention") if row.party else _("Not a Party")


def electoral_group(group: TermRow) -> str:
    """Its number as UNESCO writes it, and its name: V(a), African States."""
    number = re.sub("([ab])$", r"(\1)", group.code)
    return f"{number}, {group.text}"


def may_apply(row: CountryRow) -> Verdict:
    """The gates a country's own facts decide (DOMAIN, "Open call"): a Party; a developing country."""
    name = {"country": row.name}
    if row.party is False:
        return Verdict("no", _("%(country)s is not a Party to the Convention. Only Parties can apply.") % name)
    if row.developing is False:
        return Verdict(
            "no", _("%(country)s is a Party. The call is for developing countries among the Parties.") % name
        )
    if row.party is None or row.developing is None:
        return Verdict(
            "unknown", _("The portal does not know enough about %(country)s: the Secretariat will answer.") % name
        )
    return Verdict("yes", _("%(country)s is a Party to the Convention and a developing country.") % name)
