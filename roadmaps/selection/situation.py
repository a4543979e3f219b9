"""Where a need stands in words: for the Party and the office, whose turn it is and what follows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from ..models import Need, Offer, Shortlist
from . import states

TURNS = {
    states.PARTY: lambda: _("The Party"),
    states.SECRETARIAT: lambda: _("The Secretariat"),
    states.EXPERT: lambda: _("The expert"),
    states.BOTH: lambda: _("The Party and the Secretariat"),
    states.NOBODY: lambda: _("Nobody"),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """One need: its sign and words, whose turn (a code of ``states``), since when, by when, what follows."""

    stitch: str
    words: str
    turn: str
    next: str = ""
    since: datetime | date | None = None
    due: date | None = None
    shortlist: Shortlist | None = None
    offer: Offer | None = None

    @property
    def whose(self) -> str:
        return TURNS[self.turn]()


def of_need(need: Need) -> Situation:
    """Read off a need whose shortlists and offers are at hand (`queries.needs_with_selection`)."""
    if need.state == Need.State.CANCELLED:
        return Situation("thread", _("Cancelled"), states.NOBODY)
    shortlist = next((row for row in need.shortlists.all() if row.state != states.CLOSED), None)
    offers = list(need.offers.all())
    if need.state == Need.State.FILLED:
        agreed = next((row for row in reversed(offers) if row.state == states.AGREED), None)
        return Situation("full", _("Expert chosen"), states.NOBODY, offer=agreed)
    offer = next((row for row in offers if row.state in states.OFFER.active), None)
    if offer is not None:
        return _of_offer(offer, shortlist)
    if shortlist is None or shortlist.state == states.DRAFT:
        return Situation(
            "hollow",
            _("Experts are sought"),
            states.SECRETARIAT,
            _("The Secretariat proposes experts."),
            since=need.created_at,
            shortlist=shortlist,
        )
    row = states.SHORTLIST[shortlist.state]
    return Situation(
        "half",
        str(row.person),
        row.turn,
        str(row.next),
        since=shortlist.state_changed_at,
        due=shortlist.due if shortlist.state == states.WITH_PARTY else None,
        shortlist=shortlist,
    )


def _of_offer(offer: Offer, shortlist: Shortlist | None) -> Situation:
    turn, following = states.EXPERT, _("The expert accepts or declines.")
    if offer.state == states.ACCEPTED:
        turn, following = states.BOTH, str(states.OFFER[offer.state].next)
        if offer.party_at is not None:
            turn, following = states.SECRETARIAT, _("The Secretariat confirms the choice.")
        elif offer.secretariat_at is not None:
            turn, following = states.PARTY, _("The Party confirms the choice.")
    words: Any = states.OFFER[offer.state].person
    return Situation(
        "half",
        f"{words} · {offer.expert}",
        turn,
        following,
        since=offer.state_changed_at,
        due=offer.due if offer.state == states.OFFERED else None,
        shortlist=shortlist,
        offer=offer,
    )


def first_turn(turns: Collection[str]) -> str:
    """Whose turn it is where several things wait: the Party's first, since the rest waits for it."""
    order = (states.PARTY, states.BOTH, states.SECRETARIAT, states.EXPERT)
    return next((turn for turn in order if turn in turns), states.NOBODY)


def is_partys(turn: str) -> bool:
    """Whether the Party can do something now."""
    return turn in (states.PARTY, states.BOTH)


def in_sentence(turn: str) -> str:
    """Whose turn it is, after "with": "the Party"."""
    return {
        states.PARTY: _("the Party"),
        states.SECRETARIAT: _("the Secretariat"),
        states.EXPERT: _("the expert"),
        states.BOTH: _("the Party and the Secretariat"),
    }.get(turn, "")
