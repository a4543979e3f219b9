"""What the verbs of a selection share: the lock, what bars an expert, how a shortlist and an offer end."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from expertise.models import Expert
from portal.accounts.services.refusals import Refused
from portal.activity.process import move

from ...models import Assistance, Considered, Mission, Need, Offer, Shortlist
from ...selection import fitting, matches, states
from ...selection.notices import party_page, tell_expert, tell_party

NO_MORE = (states.DECLINED, states.LAPSED)
"""States of an offer after which the expert is not asked again for the need without a reason."""


def locked_need(need: Need | int) -> Need:
    """The need, locked: everything about its selection happens under this one lock."""
    key = need if isinstance(need, int) else need.pk
    return Need.objects.select_for_update(of=("self",)).select_related("assistance__country").get(pk=key)


def refuse_unless_open(need: Need) -> None:
    """Raises Refused when nobody is sought any more."""
    if need.state != Need.State.OPEN or need.assistance.state != Assistance.State.OPEN:
        words = {"state": need.get_state_display()}
        raise Refused(_("Nobody is sought for this need any more: it is “%(state)s”.") % words)


def open_shortlist(need: Need) -> Shortlist | None:
    """The shortlist that is not closed; there is one at most."""
    return Shortlist.objects.filter(need=need).exclude(state=states.CLOSED).first()


def open_offer(need: Need) -> Offer | None:
    """The offer still to be answered or confirmed; there is one at most."""
    return Offer.objects.filter(need=need, state__in=states.OFFER.active).select_related("expert__user").first()


def found(need: Need, experts: Collection[int] | None = None) -> dict[int, matches.Match]:
    """What the matching says now, by expert, of these or of everybody; the best placed first."""
    return {match.expert_id: match for match in matches.for_need(need, experts=experts)}


def refuse_barred(need: Need, experts: Sequence[Expert], known: dict[int, matches.Match] | None = None) -> None:
    """Raises Refused for an expert who is barred or no longer on the roster: no reason lifts a bar."""
    known = found(need, [expert.pk for expert in experts]) if known is None else known
    for expert in experts:
        match = known.get(expert.pk)
        if match is None:
            raise Refused(_("%(name)s is not available for missions now.") % {"name": expert})
        if match.bars:
            raise Refused(
                _("%(name)s is barred: %(bars)s.")
                % {"name": expert, "bars": ", ".join(str(words) for words in match.bars)}
            )


def refuse_overlap(expert: Expert, span: fitting.Span, *, but: int | None = None) -> None:
    """Two offers for the same days are never open at once. Lock the expert first. Raises Refused."""
    rows = Offer.objects.filter(
        expert=expert, state__in=states.OFFER.active, starts_on__lte=span[1], ends_on__gte=span[0]
    ).exclude(pk=but)
    if rows.exists():
        raise Refused(
            _("%(name)s has another open offer for the same days: wait for the answer, or choose other dates.")
            % {"name": expert}
        )


def warnings(expert: Expert, starts_on: date, ends_on: date, days: int) -> list[str]:
    """What speaks against these dates, in words; each needs a reason, none forbids."""
    span = (starts_on, ends_on)
    periods = list(expert.availabilities.values_list("starts_on", "ends_on", "days_per_month"))
    said: list[str] = []
    if not periods:
        said.append(_("The expert has given no availability."))
    elif fitting.uncovered([(first, last) for first, last, _days in periods], span):
        said.append(_("Part of the time lies outside the availability the expert has given."))
    elif fitting.offered(periods, span) < days:
        said.append(_("The availability given has room for fewer days than asked."))
    live = Mission.objects.filter(
        expert=expert, state__in=states.LIVE_MISSIONS, starts_on__lte=ends_on, ends_on__gte=starts_on
    )
    if live.exists():
        said.append(_("The expert has a mission in this time."))
    return said


def close_open(need: Need) -> None:
    """Close the shortlist that is open, if any: a consequence, written by the portal itself."""
    shortlist = open_shortlist(need)
    if shortlist is not None:
        move(states.SHORTLIST, record=shortlist, to=states.CLOSED, by=None)


def take_back(*, offer: Offer, by: Any, reason: str) -> Offer:
    """Take an open offer back and tell those who know of it. Called under the need's lock."""
    confirmed = offer.state == states.ACCEPTED
    move(states.OFFER, record=offer, to=states.TAKEN_BACK, by=by, reason=reason)
    assistance = offer.need.assistance
    message: dict[str, Any] = {
        "code": "offer.taken_back",
        "key": f"offer.taken_back:{offer.pk}",
        "target": offer,
        "context": {"title": offer.need.title, "reason": reason},
    }
    tell_expert(
        user=offer.expert.user, to=("roadmaps:offer", [offer.code]), country_id=assistance.country_id, **message
    )
    if confirmed:
        tell_party(assistance=assistance, to=party_page(assistance), **message)
    return offer


def order_of(shortlist: Shortlist) -> list[Considered]:
    """The experts who can still be asked, in the Party's order; those it did not rank come last.

    Who declined or let an offer lapse is out; an offer that was taken back can be made again.
    """
    rows = shortlist.considered.select_related("expert__user").prefetch_related("offers")
    left = [row for row in rows if not row.why_not and not any(offer.state in NO_MORE for offer in row.offers.all())]
    return sorted(left, key=lambda row: (row.party_rank is None, row.party_rank or 0, row.position, row.pk))
