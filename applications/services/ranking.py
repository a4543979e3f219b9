"""The order of the files of a round, read from the records."""

from collections import Counter
from decimal import Decimal

from .. import ranking, states
from ..models import Application, Call, Round

IN_ORDER = (states.RANKED, *states.DECIDED)


def beneficiaries_before(round_: Round) -> dict[str, int]:
    """Parties selected in the other rounds of the call, by region: what a tie is settled by."""
    regions = (
        Application.objects.filter(call=round_.call_id, state=states.SELECTED)
        .exclude(round=round_)
        .values_list("country__region", flat=True)
    )
    return dict(Counter(regions))


def places_left(call: Call) -> int:
    """Places of the whole call that no Party has been given yet."""
    taken = Application.objects.filter(call=call, state=states.SELECTED).count()
    return max(call.places_total - taken, 0)


def order(
    round_: Round, files: list[Application] | None = None, beneficiaries: dict[str, int] | None = None
) -> list[ranking.Placed]:
    """The files of a round that have a score, in order. What is not given is read here; files need their country."""
    if beneficiaries is None:
        beneficiaries = beneficiaries_before(round_)
    if files is None:
        files = list(
            Application.objects.filter(round=round_, state__in=IN_ORDER, score__isnull=False).select_related(
                "country"
            )
        )
    candidates = [
        ranking.Candidate(str(row.pk), Decimal(row.score), row.country.region, row.submitted_at) for row in files
    ]
    return ranking.rank(candidates, beneficiaries, Decimal(round_.call.threshold))
