"""Ties of an expert to countries beyond nationality and residence; each bars from missions for that country."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.reference.models import Country

from ..models import DeclaredTie, Expert


@transaction.atomic
def declare(*, expert: Expert, country: Country, reason: str, by: User) -> DeclaredTie:
    """Declare a tie. Raises `NotAllowed`, or `Refused` without a reason or when it is declared already."""
    require("expertise.write_profile", by, expert)
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say which tie it is."))
    try:
        with transaction.atomic():
            tie = DeclaredTie.objects.create(expert=expert, country=country, reason=reason[:300])
    except IntegrityError:
        raise Refused(_("This tie is declared already.")) from None
    record(actor=by, verb="expert.tie_declared", target=expert, new={"country": country.iso3, "tie": tie.reason})
    return tie


@transaction.atomic
def end(*, tie: DeclaredTie, by: User) -> None:
    """Say that a tie is over; it is kept, and bars no longer. Harmless when it is over. Raises `NotAllowed`."""
    locked = DeclaredTie.objects.select_for_update(of=("self",)).select_related("expert", "country").get(pk=tie.pk)
    require("expertise.write_profile", by, locked.expert)
    if locked.ended_at is not None:
        return
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    record(actor=by, verb="expert.tie_ended", target=locked.expert, old={"country": locked.country.iso3})
