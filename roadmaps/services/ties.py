"""A tie that an expert declares with an offer bars from the Party, in this choice and in later ones."""

from typing import Any

from expertise.models import DeclaredTie, Expert
from portal.activity.services import record
from portal.reference.models import Country


def declare(*, expert: Expert, country: Country, reason: str, actor: Any) -> DeclaredTie:
    """Write the tie down, unless one to this country is open already. Called inside the caller's transaction."""
    tie, made = DeclaredTie.objects.get_or_create(
        expert=expert, country=country, ended_at=None, defaults={"reason": reason[:300]}
    )
    if made:
        record(actor=actor, verb="expert.tie_declared", target=expert, new={"country": country.iso3})
    return tie
