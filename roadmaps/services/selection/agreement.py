"""The choice of an expert: one act of both sides, whoever confirms first.

CE/13/7.IGC/INF.4 has the beneficiary agree to the expert; DOMAIN has the choice made "with the Party".
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.rules import is_focal_point
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.process import move
from portal.activity.services import record

from ...models import Considered, Mission, Need, Offer
from ...selection import states
from ...selection.notices import mission_page, tell_expert, tell_officers, tell_party
from . import common

PARTY, SECRETARIAT = "party", "secretariat"


def side_of(user: Any, offer: Offer) -> str:
    """For which side this person confirms: a focal point of the Party for it, anybody else for the Secretariat."""
    return PARTY if is_focal_point(user, offer) else SECRETARIAT


@transaction.atomic
def confirm(*, offer: Offer, side: str, by: Any) -> Offer:
    """Confirm the choice for one side; with the second one the offer is agreed and the mission made.

    The second confirmation fills the need, closes the shortlist, says of each other expert why not, and
    writes one entry in the log that names both people. Confirming twice changes nothing. Raises NotAllowed (not
    of this side, a tie, among the experts); Refused when the expert has not accepted, or is barred by now.
    """
    need = common.locked_need(offer.need_id)
    rows = Offer.objects.select_for_update(of=("self",)).select_related("expert__user", "considered")
    locked = rows.get(pk=offer.pk)
    locked.need = need
    require("roadmaps.agree", by, locked)
    if side not in (PARTY, SECRETARIAT) or side != side_of(by, locked):
        raise NotAllowed(_("You do not confirm for this side."))
    if getattr(locked, f"{side}_at") is not None:
        return locked
    if locked.state != states.ACCEPTED:
        raise Refused(_("This offer is “%(state)s” now.") % {"state": locked.labels.person})
    common.refuse_barred(need, [locked.expert])
    setattr(locked, f"{side}_by", by)
    setattr(locked, f"{side}_at", timezone.now())
    locked.save(update_fields=[f"{side}_by", f"{side}_at"])
    if locked.party_at is None or locked.secretariat_at is None:
        record(actor=by, verb=f"offer.{side}_confirmed", target=locked)
        _tell_other_side(locked, side)
        return locked
    _agree(locked, by)
    return locked


def _agree(offer: Offer, by: Any) -> Mission:
    """Both have confirmed: everything that follows, at once."""
    need = offer.need
    # The names of both stand in the one entry: the choice is their common act (no words, which have a language).
    both = f"{offer.party_by} · {offer.secretariat_by}"
    move(states.OFFER, record=offer, to=states.AGREED, by=by, reason=both)
    mission = Mission.objects.create(
        expert=offer.expert,
        offer=offer,
        assistance=need.assistance,
        title=need.title,
        language=need.assistance.language,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        days=offer.days,
        objective=need.description,
        outside_reason=offer.outside_reason,
        created_by=offer.secretariat_by,
    )
    need.state = Need.State.FILLED
    need.save(update_fields=["state"])
    _say_why_not(offer)
    common.close_open(need)
    _tell_all(offer, mission)
    return mission


def _say_why_not(offer: Offer) -> None:
    """Of each other expert of the shortlist: those the Party put before the chosen one by the Secretariat's code."""
    chosen = offer.considered
    if chosen is None:
        return
    others = [row for row in chosen.shortlist.considered.exclude(pk=chosen.pk) if not row.why_not]
    for row in others:
        before = (row.party_rank or 0) < (chosen.party_rank or 0)
        row.why_not = (before and offer.passed_over) or Considered.WhyNot.PREFERENCE
    Considered.objects.bulk_update(others, ["why_not"])


def _tell_other_side(offer: Offer, side: str) -> None:
    assistance = offer.need.assistance
    message: dict[str, Any] = {
        "code": "offer.to_confirm",
        "key": f"offer.to_confirm:{offer.pk}",
        "target": offer,
        "context": {"title": offer.need.title, "name": str(offer.expert), "reference": assistance.reference},
    }
    if side == PARTY:
        tell_officers(assistance=assistance, to=("admin:roadmaps_selection", [offer.need.code]), **message)
    else:
        page = ("roadmaps:selection", [assistance.reference, offer.need.code])
        tell_party(assistance=assistance, to=page, **message)


def _tell_all(offer: Offer, mission: Mission) -> None:
    assistance = offer.need.assistance
    message: dict[str, Any] = {
        "code": "offer.agreed",
        "key": f"offer.agreed:{offer.pk}",
        "target": mission,
        "context": {
            "title": mission.title,
            "name": str(offer.expert),
            "starts_on": mission.starts_on,
            "ends_on": mission.ends_on,
            "days": mission.days,
        },
    }
    tell_expert(user=offer.expert.user, to=mission_page(mission), country_id=assistance.country_id, **message)
    tell_party(assistance=assistance, to=mission_page(mission), **message)
    tell_officers(assistance=assistance, to=("admin:roadmaps_mission", [mission.code]), **message)
