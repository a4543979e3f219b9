"""Named readings of needs for the pages of the matching; one query each."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from portal.reference.queries import country_names

from ..models import Assistance, Need, Offer, Shortlist
from . import states


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need as a list shows it."""

    need: Need
    party: str


def open_needs() -> QuerySet[Need]:
    """Needs that still seek somebody, the earliest first; each says whether a shortlist or an offer is under way."""
    shortlists = Shortlist.objects.filter(need=OuterRef("pk")).exclude(state=states.CLOSED)
    offers = Offer.objects.filter(need=OuterRef("pk"), state__in=states.OFFER.active)
    return (
        Need.objects.filter(state=Need.State.OPEN, assistance__state=Assistance.State.OPEN)
        .select_related("assistance")
        .annotate(has_shortlist=Exists(shortlists), has_offer=Exists(offers))
        .order_by("starts_on", "assistance__reference", "position", "pk")
    )


def need_at(code: str) -> Need | None:
    """Any need by its code, with its assistance."""
    return Need.objects.select_related("assistance").filter(code=code).first()


def needs_at(codes: Collection[str]) -> list[Need]:
    """Open needs by their codes, in the order of `open_needs`."""
    return list(open_needs().filter(code__in=codes))


def named(needs: Collection[Need], language: str) -> list[NeedRow]:
    """The same with the name of the Party."""
    names = country_names(language)
    return [NeedRow(need, names.get(need.country_id, "")) for need in needs]
