"""An offer of work: made, its interests declared, accepted or declined, taken back, lapsed.

DOMAIN, "Expert Facility": "offered → accepted | declined"; conflicts of interest bar an expert.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from expertise.models import Expert
from expertise.services import ties
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.process import move
from portal.activity.services import record

from ...models import Considered, Need, Offer
from ...selection import fitting, states
from ...selection.notices import party_page, tell_expert, tell_officers, tell_party
from . import common
from .agreement import confirm

__all__ = ["PASSED_OVER", "accept", "confirm", "declare", "decline", "lapse_due", "make", "take_back"]

LONGEST = 2000
PASSED_OVER = (
    Considered.WhyNot.LANGUAGE,
    Considered.WhyNot.DATES,
    Considered.WhyNot.EXPERIENCE,
    Considered.WhyNot.BALANCE,
)


@transaction.atomic
def make(
    *,
    need: Need,
    expert: Expert,
    starts_on: date,
    ends_on: date,
    days: int,
    due: date,
    by: Any,
    message: str = "",
    reason: str = "",
    passed_over: str = "",
    outside_reason: str = "",
) -> Offer:
    """Offer the work to an expert of the shortlist the Party ranked, normally to its first.

    ``reason`` and ``passed_over`` (a code of `PASSED_OVER`) say why another one is asked; ``outside_reason``
    why dates outside the availability, or over a mission, are asked all the same. The same offer sent twice (a
    double click) gives the first one back. Raises NotAllowed; Refused: nobody sought, not ranked yet, an offer
    open already, a barred expert, an open offer to the expert for the same days, a missing reason, bad dates.
    """
    locked = common.locked_need(need)
    require("roadmaps.prepare_selection", by, locked)
    common.refuse_unless_open(locked)
    current = common.open_offer(locked)
    if current is not None:
        if (current.expert_id, current.starts_on, current.ends_on) == (expert.pk, starts_on, ends_on):
            return current
        raise Refused(
            _("An offer to %(name)s is open already: take it back first, or wait for the answer.")
            % {"name": current.expert}
        )
    expert = Expert.objects.select_for_update(of=("self",)).select_related("user").get(pk=expert.pk)
    require("roadmaps.prepare_selection", by, _Concerned(locked.country_id, expert))
    considered = _considered(locked, expert)
    _refuse_order(considered, reason, passed_over)
    common.refuse_barred(locked, [expert])
    _refuse_dates(starts_on, ends_on, days, due)
    common.refuse_overlap(expert, (starts_on, ends_on))
    against = common.warnings(expert, starts_on, ends_on, days)
    if against and not outside_reason.strip():
        raise Refused(" ".join([*against, _("Say why the dates are asked all the same.")]))
    offer = Offer.objects.create(
        need=locked,
        considered=considered,
        expert=expert,
        starts_on=starts_on,
        ends_on=ends_on,
        days=days,
        due=due,
        message=message.strip()[:3000],
        reason=reason.strip()[:1000],
        passed_over=passed_over,
        outside_reason=outside_reason.strip()[:1000],
        offered_by=by,
    )
    record(
        actor=by,
        verb="offer.made",
        target=offer,
        new={"from": starts_on.isoformat(), "to": ends_on.isoformat(), "days": days},
        reason=" ".join(text for text in (offer.reason, offer.outside_reason) if text),
    )
    _tell_expert(offer, "offer.made", due=due)
    return offer


class _Concerned:
    """What the rules look at before there is an offer: its country and its expert."""

    def __init__(self, country_id: int, expert: Expert) -> None:
        self.country_id, self.expert = country_id, expert


def _considered(need: Need, expert: Expert) -> Considered:
    """The expert's entry in the ranked shortlist. Raises Refused."""
    shortlist = common.open_shortlist(need)
    if shortlist is None or shortlist.state != states.ANSWERED:
        raise Refused(_("The Party has not ranked the experts yet."))
    found = Considered.objects.filter(shortlist=shortlist, expert=expert).first()
    if found is None:
        raise Refused(_("%(name)s is not on the shortlist the Party ranked.") % {"name": expert})
    if found.why_not:
        raise Refused(
            _("%(name)s can no longer be asked: %(why)s.") % {"name": expert, "why": found.get_why_not_display()}
        )
    return found


def _refuse_order(considered: Considered, reason: str, passed_over: str) -> None:
    """Another one than the Party's first needs a reason, in a word of the list and in words."""
    order = common.order_of(considered.shortlist)
    if order and order[0].pk == considered.pk:
        return
    if not reason.strip() or passed_over not in PASSED_OVER:
        name = order[0].expert if order else considered.expert
        raise Refused(
            _("%(name)s comes first in the Party’s ranking: say why somebody else is asked.") % {"name": name}
        )


def _refuse_dates(starts_on: date, ends_on: date, days: int, due: date) -> None:
    today = timezone.localdate()
    if ends_on < starts_on:
        raise Refused(_("The offer ends before it begins."))
    if starts_on < today:
        raise Refused(_("The work begins today or later."))
    if not 1 <= days <= fitting.length((starts_on, ends_on)):
        raise Refused(_("Give at least one day of work, and no more than there are days between the dates."))
    if not today < due <= ends_on:
        raise Refused(_("Give a date ahead by which the expert answers, before the work ends."))


@transaction.atomic
def declare(*, offer: Offer, conflict: bool, note: str = "", by: Any) -> Offer:
    """The expert says, before accepting, whether there is an interest in the matter.

    An interest bars: the offer goes back, the tie is written down, others are asked. Raises NotAllowed, or
    Refused: not open any more, no words for the interest.
    """
    locked = _locked(offer)
    require("roadmaps.answer_offer", by, locked)
    _refuse_unless(locked, states.OFFERED)
    note = note.strip()[:LONGEST]
    if conflict and not note:
        raise Refused(_("Say in a few words what the interest is; only the Secretariat reads it."))
    locked.interests, locked.interests_declared_at = (note if conflict else ""), timezone.now()
    locked.save(update_fields=["interests", "interests_declared_at"])
    if not conflict:
        record(actor=by, verb="offer.interests_declared", target=locked)
        return locked
    country = locked.need.assistance.country
    if not locked.expert.ties.filter(country=country, ended_at=None).exists():
        ties.declare(expert=locked.expert, country=country, reason=note, by=by)
    move(
        states.OFFER,
        record=locked,
        to=states.DECLINED,
        by=by,
        reason=_("A conflict of interest was declared."),
    )
    _out(locked, Considered.WhyNot.CONFLICT)
    _tell_choosers(locked, "offer.conflict")
    return locked


@transaction.atomic
def accept(*, offer: Offer, by: Any, answer: str = "") -> Offer:
    """The expert accepts, once interests are declared; both sides then confirm the choice.

    Accepting twice (a double click) changes nothing. Raises NotAllowed; Refused: interests not declared, a bar
    that came up since, the date passed.
    """
    locked = _locked(offer)
    require("roadmaps.answer_offer", by, locked)
    if locked.state == states.ACCEPTED:
        return locked
    _refuse_unless(locked, states.OFFERED)
    if locked.interests_declared_at is None:
        raise Refused(_("Say first whether you have an interest in this matter."))
    if locked.due < timezone.localdate():
        raise Refused(_("The date for the answer has passed: write to the Secretariat."))
    common.refuse_barred(locked.need, [locked.expert])
    move(
        states.OFFER,
        record=locked,
        to=states.ACCEPTED,
        by=by,
        also={"answer": answer.strip()[:LONGEST]},
    )
    _tell_choosers(locked, "offer.accepted")
    return locked


@transaction.atomic
def decline(*, offer: Offer, reason: str, by: Any) -> Offer:
    """The expert declines, with a reason; the next of the ranking can be asked. Raises NotAllowed or Refused."""
    locked = _locked(offer)
    require("roadmaps.answer_offer", by, locked)
    if locked.state == states.DECLINED:
        return locked
    reason = reason.strip()[:LONGEST]
    move(states.OFFER, record=locked, to=states.DECLINED, by=by, reason=reason, also={"answer": reason})
    _out(locked, Considered.WhyNot.DECLINED)
    _tell_choosers(locked, "offer.declined", reason=reason)
    return locked


@transaction.atomic
def take_back(*, offer: Offer, reason: str, by: Any) -> Offer:
    """The Secretariat takes an open offer back, with a reason. Raises NotAllowed or Refused."""
    locked = _locked(offer)
    require("roadmaps.take_back", by, locked)
    return common.take_back(offer=locked, by=by, reason=reason)


def lapse_due(now: datetime | None = None) -> int:
    """Offers whose date has passed lapse: the portal's own step. Safe to repeat; gives how many lapsed."""
    today = timezone.localdate(now)
    lapsed = 0
    for key in Offer.objects.filter(state=states.OFFERED, due__lt=today).values_list("pk", flat=True):
        lapsed += _lapse(key, today)
    return lapsed


@transaction.atomic
def _lapse(key: int, today: date) -> int:
    offer = _locked(Offer.objects.get(pk=key))
    if offer.state != states.OFFERED or offer.due >= today:  # answered a moment ago
        return 0
    move(states.OFFER, record=offer, to=states.LAPSED, by=None)
    _tell_expert(offer, "offer.lapsed", due=offer.due)
    _tell_choosers(offer, "offer.not_answered")
    return 1


def _locked(offer: Offer) -> Offer:
    """The offer under its need's lock: answering, confirming and taking back happen one after another."""
    need = common.locked_need(offer.need_id)
    rows = Offer.objects.select_for_update(of=("self",)).select_related("expert__user", "considered")
    locked = rows.get(pk=offer.pk)
    locked.need = need
    return locked


def _refuse_unless(offer: Offer, state: str) -> None:
    if offer.state != state:
        raise Refused(_("This offer is “%(state)s” now.") % {"state": offer.labels.person})


def _out(offer: Offer, why: str) -> None:
    """The expert is out of the question for this need."""
    if offer.considered is not None and not offer.considered.why_not:
        offer.considered.why_not = why
        offer.considered.save(update_fields=["why_not"])


def _tell_expert(offer: Offer, code: str, **context: Any) -> None:
    tell_expert(
        user=offer.expert.user,
        to=("roadmaps:offer", [offer.code]),
        code=code,
        key=f"{code}:{offer.pk}",
        target=offer,
        country_id=offer.country_id,
        context={
            "title": offer.need.title,
            "starts_on": offer.starts_on,
            "ends_on": offer.ends_on,
            "days": offer.days,
            **context,
        },
    )


def _tell_choosers(offer: Offer, code: str, reason: str = "") -> None:
    """The Party and the officer: what the expert answered. An interest in words stays with the Secretariat."""
    assistance = offer.need.assistance
    message: dict[str, Any] = {
        "code": code,
        "target": offer,
        "context": {
            "title": offer.need.title,
            "reference": assistance.reference,
            "name": str(offer.expert),
            "reason": reason,
        },
    }
    tell_officers(
        assistance=assistance,
        to=("admin:roadmaps_selection", [offer.need.code]),
        key=f"{code}:officer:{offer.pk}",
        **message,
    )
    tell_party(assistance=assistance, to=party_page(assistance), key=f"{code}:party:{offer.pk}", **message)
