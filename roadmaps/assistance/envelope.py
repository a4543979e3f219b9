"""The envelope of an assistance: what is allotted, committed, spent and left, in US dollars. Pure logic.

Amounts are `Decimal` with cents. A rate is the number of units of a currency for one US dollar, as the United
Nations publish it; the US dollar has the rate 1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
NONE_LEFT = Decimal("0.10")
"""Money is short once less than this share of the envelope is left."""


def in_usd(amount: Decimal, rate: Decimal) -> Decimal:
    """The amount in US dollars, rounded half up to the cent. Raises ValueError for a rate that is not above zero."""
    if rate <= 0:
        raise ValueError(rate)
    return (amount / rate).quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Charge:
    """A commitment as the envelope sees it: its line, what was promised, what was paid, whether it is over."""

    line: int
    promised: Decimal
    paid: Decimal = ZERO
    closed: bool = False

    @property
    def open(self) -> Decimal:
        """What is still to be paid; nothing once it is closed."""
        return ZERO if self.closed else max(self.promised - self.paid, ZERO)

    @property
    def taken(self) -> Decimal:
        """What it takes of its line: paid, or promised."""
        return self.paid + self.open


@dataclass(frozen=True, slots=True)
class Sums:
    """What one line, or the whole, comes to."""

    amount: Decimal = ZERO
    committed: Decimal = ZERO
    spent: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        """What can still be committed."""
        return self.amount - self.committed - self.spent


@dataclass(frozen=True, slots=True)
class Account:
    """The whole envelope, and its lines by key; ``unallotted`` is what no line holds yet."""

    whole: Sums
    lines: Mapping[int, Sums] = field(default_factory=dict)
    unallotted: Decimal = ZERO


def add_up(amount: Decimal, lines: Mapping[int, Decimal], charges: Iterable[Charge]) -> Account:
    """The account of an envelope. ``lines`` are the amounts by key; every charge stands on one of them."""
    committed, spent = dict.fromkeys(lines, ZERO), dict.fromkeys(lines, ZERO)
    for charge in charges:
        committed[charge.line] += charge.open
        spent[charge.line] += charge.paid
    return Account(
        whole=Sums(amount, sum(committed.values(), ZERO), sum(spent.values(), ZERO)),
        lines={key: Sums(lines[key], committed[key], spent[key]) for key in lines},
        unallotted=amount - sum(lines.values(), ZERO),
    )


def share_out(asked: Iterable[tuple[str, Decimal]], ceiling: Decimal) -> list[tuple[str, Decimal]]:
    """The lines of a first envelope: as asked, in order, until the ceiling is reached."""
    left, found = ceiling, []
    for title, amount in asked:
        given = min(amount, left)
        if given > 0:
            found.append((title, given))
            left -= given
    return found


def is_short(whole: Sums) -> bool:
    """Whether less than a tenth of the envelope is left."""
    return whole.amount > 0 and whole.left < whole.amount * NONE_LEFT
