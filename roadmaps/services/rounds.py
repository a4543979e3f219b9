"""What closes a round of either kind: of progress reports, of the survey of Parties."""

from typing import TypeVar

from django.utils import timezone

from portal.accounts.models import User
from portal.activity.services import record

from ..models.round import Round

R = TypeVar("R", bound=Round)


def close(round: R, *, by: User, verb: str) -> R:
    """Take nothing more in a round. Harmless when it is closed. The caller has asked whether ``by`` may, and holds
    the transaction."""
    if round.closed_at is None:
        round.closed_at = timezone.now()
        round.save(update_fields=["closed_at"])
        record(actor=by, verb=verb, target=round)
    return round
