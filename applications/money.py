"""The money a round decides within: its own, and what is left of the year's in its call. All amounts in USD.

A selected file takes what it asks for until its assistance is opened; from then on what the assistance takes
(its envelope, or more once more is committed; what was spent, once it is closed), told by the floor above.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from . import ports, states
from .models import Application, Decision, Round
from .queries_process import money_by_version

ZERO = Decimal(0)


@dataclass(frozen=True)
class Money:
    """What a round may give. ``year`` is the money of the rounds of its call in the same year."""

    round: Decimal
    year: Decimal
    elsewhere: Decimal = ZERO
    """Taken of the year's money by files selected in its other rounds."""
    own: Decimal = ZERO
    """Taken by the files already selected in this round."""
    envelopes: int = 0
    """Assistances opened from files of this call and year, with what they have committed and spent."""
    committed: Decimal = ZERO
    spent: Decimal = ZERO

    @property
    def available(self) -> Decimal:
        """What the round decides within: its own money, or less when the others have taken more than theirs."""
        return max(min(self.round, self.year - self.elsewhere), ZERO)

    @property
    def left(self) -> Decimal:
        """What is still to be given in the round."""
        return max(self.available - self.own, ZERO)

    @property
    def is_cut(self) -> bool:
        """Whether the other rounds leave less than the round's own money."""
        return self.available < self.round


def takes_of(files: Collection[Application], asked: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What each file takes once selected, by its key. ``asked`` by version."""
    held = ports.money_held([row.pk for row in files]) if files else {}
    return _takes(files, asked, held)


def _takes(
    files: Collection[Application], asked: Mapping[int, Decimal], held: Mapping[int, ports.MoneyHeld]
) -> dict[int, Decimal]:
    return {
        row.pk: held[row.pk].taken if row.pk in held else asked.get(row.current_version_id or 0, ZERO)
        for row in files
    }


def money_of(round_: Round) -> Money:
    """The money of a round as things stand: five queries at most."""
    rounds = Round.objects.filter(call=round_.call_id, cut_off__year=round_.cut_off.year)
    year = rounds.aggregate(total=Sum("money"))["total"] or ZERO
    selected = list(
        Application.objects.filter(round__in=rounds, decision__outcome=Decision.Outcome.SELECTED)
        .exclude(state=states.WITHDRAWN)
        .only("pk", "round_id", "current_version_id")
    )
    held = ports.money_held([row.pk for row in selected]) if selected else {}
    asked = money_by_version([row.current_version_id or 0 for row in selected]) if len(held) < len(selected) else {}
    takes = _takes(selected, asked, held)
    own = [row.pk for row in selected if row.round_id == round_.pk]
    return Money(
        round=round_.money,
        year=year,
        elsewhere=sum((taken for key, taken in takes.items() if key not in own), ZERO),
        own=sum((takes[key] for key in own), ZERO),
        envelopes=len(held),
        committed=sum((one.committed for one in held.values()), ZERO),
        spent=sum((one.spent for one in held.values()), ZERO),
    )
