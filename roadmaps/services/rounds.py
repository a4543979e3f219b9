"""What opens and closes a round of either kind: of progress reports, of the survey of Parties."""

from datetime import date
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record

from ..models.round import Round

R = TypeVar("R", bound=Round)


def make(kind: type[R], *, year: int, due: date, by: User, verb: str) -> R:
    """The round of a year. The caller has asked whether ``by`` may, whether the year had its round and whether
    another one is open, and holds the transaction.

    Raises `Refused` when a colleague opens one at the same instant: the database takes one round a year, and one
    that is open.
    """
    try:
        with transaction.atomic():
            made: R = kind._default_manager.create(year=year, due=due, opened_by=by)  # type: ignore[attr-defined]
    except IntegrityError as error:
        raise Refused(_("A colleague opened a round at the same moment: look at it first.")) from error
    record(actor=by, verb=verb, target=made, new={"year": year, "due": str(due)})
    return made


def refuse_year(year: int) -> None:
    """Raises `Refused` for a year that is far off."""
    if abs(year - timezone.localdate().year) > 1:
        raise Refused(_("Give this year, the one before or the next one."))


def close(round: R, *, by: User, verb: str) -> R:
    """Take nothing more in a round. Harmless when it is closed. The caller has asked whether ``by`` may, and holds
    the transaction."""
    if round.closed_at is None:
        round.closed_at = timezone.now()
        round.save(update_fields=["closed_at"])
        record(actor=by, verb=verb, target=round)
    return round
