"""Named reads of the money of assistances."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from portal.prepared import Among, Prepared

from ..models import Assistance, Commitment, DaysWorked, Envelope, EnvelopeLine, Mission
from ..selection import states
from .envelope import CENT, ZERO, Account, Charge, Sums, add_up


@dataclass(frozen=True, slots=True)
class Days:
    """Expert days of an assistance: agreed with the Party, given to missions, worked."""

    agreed: int = 0
    missions: int = 0
    worked: Decimal = ZERO

    @property
    def left(self) -> int:
        """Days that no mission has yet; below zero when missions have more than was agreed."""
        return self.agreed - self.missions


_CHARGES = Prepared(
    lambda envelopes: (
        Commitment.objects.filter(line__envelope__in=Among(envelopes))
        .annotate(paid=Sum("payments__usd", filter=Q(payments__struck_at__isnull=True), default=ZERO))
        .order_by()
        .values_list("line__envelope_id", "line_id", "usd", "paid", "closed_at")
    )
)


def charges_of(envelopes: Iterable[int]) -> dict[int, list[Charge]]:
    """Every commitment with what was paid on it, by envelope: one query."""
    found: dict[int, list[Charge]] = defaultdict(list)
    for envelope, line, usd, spent, closed in _CHARGES(list(envelopes)):
        # SQLite adds decimals up as floats: the sum is brought back to cents.
        found[envelope].append(Charge(line, usd, spent.quantize(CENT), closed is not None))
    return found


def account_of(envelope: Envelope) -> Account:
    """What an envelope comes to: two queries."""
    lines = dict(EnvelopeLine.objects.filter(envelope=envelope).values_list("pk", "amount"))
    return add_up(envelope.amount, lines, charges_of([envelope.pk])[envelope.pk])


def days_of(assistance: Assistance, agreed: int) -> Days:
    """The expert days of one assistance: two queries."""
    rows = Mission.objects.filter(assistance=assistance).exclude(state=states.CANCELLED)
    worked = DaysWorked.objects.filter(mission__in=rows).aggregate(total=Sum("days"))["total"]
    return Days(agreed, rows.aggregate(total=Sum("days"))["total"] or 0, worked or ZERO)


def sums_of(envelopes: Mapping[int, tuple[int, Decimal]]) -> dict[int, Sums]:
    """What several envelopes come to, by assistance: one query. Each is given with its assistance and its amount."""
    charges = charges_of(envelopes) if envelopes else {}
    return {
        assistance: Sums(
            amount,
            sum((one.open for one in charges.get(key, ())), ZERO),
            sum((one.paid for one in charges.get(key, ())), ZERO),
        )
        for key, (assistance, amount) in envelopes.items()
    }


def commitments_of(envelope: Envelope) -> list[Commitment]:
    """The commitments with their line and what was paid, the latest first: one query."""
    paid = Sum("payments__usd", filter=Q(payments__struck_at__isnull=True), default=ZERO)
    rows = Commitment.objects.filter(line__envelope=envelope).select_related("line").annotate(paid=paid)
    return list(rows.order_by("-on", "-pk"))
