"""What assistances take of the money of a call, told to the floor that decides on applications."""

from collections.abc import Collection

from applications.ports import MoneyHeld

from ..models import Assistance, Envelope
from .queries_money import sums_of


def of_applications(applications: Collection[int]) -> dict[int, MoneyHeld]:
    """Application → what its assistance takes, for those that have opened one with an envelope: two queries.

    An assistance under way takes its envelope, or what is committed and spent when that is more. A closed one
    takes what was spent and is still owed; the rest is free again.
    """
    envelopes = list(Envelope.objects.filter(assistance__application__in=applications).select_related("assistance"))
    sums = sums_of({row.pk: (row.assistance_id, row.amount) for row in envelopes})
    found = {}
    for envelope in envelopes:
        assistance, one = envelope.assistance, sums[envelope.assistance_id]
        owed = one.committed + one.spent
        taken = owed if assistance.state == Assistance.State.CLOSED else max(one.amount, owed)
        found[assistance.application_id] = MoneyHeld(taken, one.committed, one.spent)
    return found
