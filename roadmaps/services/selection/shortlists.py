"""Experts proposed to a Party for one need: prepared, shared, ranked, others asked for.

DOMAIN: "A mission goes: proposed shortlist → the beneficiary Party's preference → offered …". CE/13/7.IGC/INF.4
has the Secretariat and the beneficiary choose the expert together.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from expertise.models import Expert
from portal.accounts.questions import require
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.process import move
from portal.activity.services import record

from ...models import Considered, Need, Shortlist
from ...selection import ranking, states
from ...selection.notices import tell_officers, tell_party
from . import common

MOST = 8
LONGEST = 1000


@transaction.atomic
def propose(
    *,
    need: Need,
    experts: Sequence[Expert],
    overrides: Mapping[int, str],
    note: str = "",
    due: date | None = None,
    by: Any,
) -> Shortlist:
    """Prepare a shortlist (a draft until it is shared); the draft of the need is written anew.

    ``overrides`` gives, by the expert's key, why somebody comes before a better placed one who was left out.
    After the Party asked for others, or when nobody of the last one is left, the new shortlist has the next
    number. Raises NotAllowed (a tie, or the officer is among the experts); Refused: a need that is not open, a
    shortlist with the Party, an open offer, a barred expert (no reason lifts a bar), a missing reason.
    """
    locked = common.locked_need(need)
    require("roadmaps.prepare_selection", by, locked)
    common.refuse_unless_open(locked)
    chosen = {expert.pk: expert for expert in experts}
    _refuse_choice(chosen, by)
    known = common.found(locked)
    common.refuse_barred(locked, list(chosen.values()), known)
    reasons = {key: overrides.get(key, "").strip()[:LONGEST] for key in chosen}
    ranked = [(key, match.score) for key, match in known.items() if not match.bars]
    for key in ranking.passed(ranked, set(chosen)):
        if not reasons[key]:
            raise Refused(
                _("Say why %(name)s comes before better placed experts who are left out.") % {"name": chosen[key]}
            )
    shortlist = _draft(locked, by)
    shortlist.note, shortlist.due, shortlist.prepared_by = note.strip()[:3000], due, by
    shortlist.save(update_fields=["note", "due", "prepared_by"])
    shortlist.considered.all().delete()
    order = sorted(chosen, key=lambda key: (-known[key].score, key))
    Considered.objects.bulk_create(
        Considered(
            shortlist=shortlist,
            expert=chosen[key],
            position=place,
            score=known[key].score,
            points=known[key].as_json(),
            override=reasons[key],
        )
        for place, key in enumerate(order)
    )
    record(
        actor=by,
        verb="shortlist.proposed",
        target=shortlist,
        new={"experts": [chosen[key].code for key in order]},
    )
    return shortlist


def _refuse_choice(chosen: Mapping[int, Expert], by: Any) -> None:
    if not chosen:
        raise Refused(_("Choose at least one expert."))
    if len(chosen) > MOST:
        raise Refused(_("A shortlist holds at most %(most)s experts.") % {"most": MOST})
    if any(expert.user_id == by.pk for expert in chosen.values()):
        raise NotAllowed(_("You are among the experts considered: a colleague must do this."))


def _draft(need: Need, by: Any) -> Shortlist:
    """The draft to write, made with the next number when there is none. Raises Refused."""
    if common.open_offer(need) is not None:
        raise Refused(_("An offer is open: take it back first, or wait for the answer."))
    current = common.open_shortlist(need)
    if current is not None and current.state == states.DRAFT:
        return current
    if current is not None and current.state == states.WITH_PARTY:
        raise Refused(_("The shortlist is with the Party: wait for its ranking."))
    if current is not None and current.state == states.ANSWERED and common.order_of(current):
        raise Refused(_("The Party has ranked experts who can still be asked: make an offer first."))
    if current is not None:
        move(states.SHORTLIST, record=current, to=states.CLOSED, by=None)
    last = need.shortlists.order_by("-number").values_list("number", flat=True).first() or 0
    return Shortlist.objects.create(need=need, number=last + 1, prepared_by=by)


@transaction.atomic
def share(*, shortlist: Shortlist, by: Any, due: date | None = None) -> Shortlist:
    """Give a draft to the Party, with the date of its answer. Its focal points are told.

    Raises NotAllowed; Refused without a date ahead, or when an expert is barred or left in between.
    """
    need = common.locked_need(shortlist.need_id)
    locked = _locked(shortlist)
    require("roadmaps.prepare_selection", by, locked)
    common.refuse_unless_open(need)
    due = due or locked.due
    if due is None or due <= timezone.localdate():
        raise Refused(_("Give a date ahead by which the Party answers."))
    experts = [row.expert for row in locked.considered.select_related("expert")]
    if not experts:
        raise Refused(_("Choose at least one expert."))
    common.refuse_barred(need, experts)
    move(states.SHORTLIST, record=locked, to=states.WITH_PARTY, by=by, also={"due": due})
    tell_party(
        assistance=need.assistance,
        to=("roadmaps:selection", [need.assistance.reference, need.code]),
        code="shortlist.shared",
        key=f"shortlist.shared:{locked.pk}",
        target=locked,
        context={"title": need.title, "due": due, "note": locked.note, "number": len(experts)},
    )
    return locked


@transaction.atomic
def rank(
    *,
    shortlist: Shortlist,
    ranks: Mapping[int, int | None],
    comments: Mapping[int, str] | None = None,
    comment: str = "",
    by: Any,
) -> Shortlist:
    """The Party's preference: every expert a rank of its own from 1 to n, by the key of the entry.

    The same ranking sent twice (a double click) changes nothing. Raises NotAllowed, or Refused: not with the
    Party any more, a rank missing or given twice.
    """
    need = common.locked_need(shortlist.need_id)
    locked = _locked(shortlist)
    require("roadmaps.prefer", by, locked)
    rows = [row for row in locked.considered.all() if not row.why_not]
    keys = [row.pk for row in rows]
    given = {key: ranks.get(key) for key in keys}
    if locked.state == states.ANSWERED and {row.pk: row.party_rank for row in rows} == given:
        return locked
    if ranking.missing_ranks(given, keys):
        raise Refused(_("Give each expert a rank from 1 to %(last)s.") % {"last": len(keys)})
    shared = ranking.shared_ranks(given, keys)
    if shared:
        raise Refused(_("Two experts have rank %(rank)s: each rank is given once.") % {"rank": shared[0]})
    move(
        states.SHORTLIST,
        record=locked,
        to=states.ANSWERED,
        by=by,
        also={"answered_by": by, "comment": comment.strip()[:3000]},
    )
    for row in rows:
        row.party_rank = given[row.pk]
        row.party_comment = ((comments or {}).get(row.pk) or "").strip()[:LONGEST]
    Considered.objects.bulk_update(rows, ["party_rank", "party_comment"])
    _tell_officers(need, locked, "shortlist.ranked")
    return locked


@transaction.atomic
def ask_for_others(*, shortlist: Shortlist, reason: str, by: Any) -> Shortlist:
    """The Party wants other experts, and says why. Raises NotAllowed, or Refused without a reason."""
    need = common.locked_need(shortlist.need_id)
    locked = _locked(shortlist)
    require("roadmaps.prefer", by, locked)
    reason = reason.strip()[:3000]
    if locked.state == states.MORE_ASKED and locked.comment == reason:
        return locked
    if not reason:
        raise Refused(_("Say what you miss in these experts, so that others can be found."))
    move(
        states.SHORTLIST,
        record=locked,
        to=states.MORE_ASKED,
        by=by,
        reason=reason,
        also={"answered_by": by, "comment": reason},
    )
    Considered.objects.filter(shortlist=locked, why_not="").update(why_not=Considered.WhyNot.PREFERENCE)
    _tell_officers(need, locked, "shortlist.others_asked")
    return locked


def _locked(shortlist: Shortlist) -> Shortlist:
    return (
        Shortlist.objects.select_for_update(of=("self",))
        .select_related("need__assistance__country", "need__assistance__officer")
        .get(pk=shortlist.pk)
    )


def _tell_officers(need: Need, shortlist: Shortlist, code: str) -> None:
    tell_officers(
        assistance=need.assistance,
        to=("admin:roadmaps_selection", [need.code]),
        code=code,
        key=f"{code}:{shortlist.pk}:{shortlist.state_changed_at.isoformat()}",
        target=shortlist,
        context={"title": need.title, "reference": need.assistance.reference, "comment": shortlist.comment},
    )
