"""What this floor asks of the floors above, without importing them. No provider means "not known"."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.port import Port


@dataclass(frozen=True)
class Obligations:
    """Whether a Party has met what it owed from an earlier assistance, and how that is known."""

    met: bool
    datum: str
    known_on: date | None = None
    source: str = ""


# obligations(country_id) -> Obligations | None: asked at the screening
obligations: Port[[int], Obligations | None] = Port("applications.obligations", None)


@dataclass(frozen=True)
class OpenedAssistance:
    """The assistance that a selected application has opened, and its page for the Party."""

    reference: str
    url: str


@dataclass(frozen=True)
class MoneyHeld:
    """What an assistance takes of the money of its call, in USD, and what of it is committed and spent."""

    taken: Decimal
    committed: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)


# money_held(application_ids) -> {application_id: MoneyHeld}: those whose assistance has its envelope
money_held: Port[[Collection[int]], dict[int, MoneyHeld]] = Port("applications.money_held", {})

# assistances(application_ids) -> {application_id: OpenedAssistance}: those that are opened already
assistances: Port[[Collection[int]], dict[int, OpenedAssistance]] = Port("applications.assistances", {})
