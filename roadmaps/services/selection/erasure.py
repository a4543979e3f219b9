"""A profile that is erased while its person is considered, asked or at work: taken out, with words to the others."""

from typing import Any

from django.utils.translation import gettext as _

from expertise.models import Expert
from portal.activity.services import forget_about as forget_log
from portal.activity.services import record
from portal.messaging.services import forget_about as forget_messages
from portal.ui.dates import day

from ...models import Considered, Mission, Offer
from ...selection import states
from ...selection.notices import tell_officers, tell_party
from ..mission import missions
from . import common


def erase(*, expert: Expert, by: Any) -> list[str]:
    """Take the person out of open offers, shortlists and missions not reported; inside the caller's transaction.

    Missions that were reported stay, as `held` says; what the person wrote in offers goes, and so do earlier
    messages, which name them. Returns what was done, in words.
    """
    done = []
    _forget_words(expert)
    reason = _("The expert has asked to be erased from the Expert Facility.")
    for offer in Offer.objects.filter(expert=expert, state__in=states.OFFER.active).order_by("pk"):
        offer.need = common.locked_need(offer.need_id)
        common.take_back(offer=offer, by=None, reason=reason)
        done.append(_("An open offer was taken back"))
    for mission in Mission.objects.filter(expert=expert, state__in=states.LIVE_MISSIONS).order_by("pk"):
        missions.cancel(mission=mission, reason=reason, by=None)
        done.append(_("A mission was cancelled"))
    rows = Considered.objects.filter(expert=expert, why_not="").exclude(shortlist__state=states.CLOSED)
    for row in rows.select_related("shortlist").order_by("pk"):
        _take_out(row)
        done.append(_("A place on a shortlist was given up"))
    Considered.objects.filter(expert=expert).update(override="", party_comment="")
    return done


def _forget_words(expert: Expert) -> None:
    """First: what is told below must still leave."""
    offers = list(Offer.objects.filter(expert=expert).select_related("need"))
    forget_messages(records=[*offers, *Mission.objects.filter(expert=expert)])
    for offer in offers:
        if offer.state != states.AGREED:
            forget_log(records=[offer], label=str(offer))
    Offer.objects.filter(expert=expert).update(interests="", answer="", message="")


def _take_out(row: Considered) -> None:
    """Out of a draft without a trace; out of what the Party has seen with the reason, and a word to both sides."""
    shortlist = row.shortlist
    need = common.locked_need(shortlist.need_id)
    if shortlist.state == states.DRAFT:
        row.delete()
        return
    row.why_not, row.override, row.party_comment = Considered.WhyNot.LEFT, "", ""
    row.save(update_fields=["why_not", "override", "party_comment"])
    record(actor=None, verb="shortlist.expert_left", target=shortlist)
    assistance = need.assistance
    message: dict[str, Any] = {
        "code": "shortlist.expert_left",
        "key": f"shortlist.expert_left:{row.pk}",
        "target": shortlist,
        "context": {"title": need.title, "reference": assistance.reference},
    }
    tell_officers(assistance=assistance, to=("admin:roadmaps_selection", [need.code]), **message)
    tell_party(assistance=assistance, to=("roadmaps:selection", [assistance.reference, need.code]), **message)
    if not common.order_of(shortlist) and shortlist.state == states.WITH_PARTY:
        common.close_open(need)


def held(expert: Expert) -> list[str]:
    """What the record of missions keeps of a person who is erased, in words."""
    rows = Mission.objects.filter(expert=expert).exclude(state=states.CANCELLED).order_by("starts_on", "pk")
    return [
        _("Mission “%(title)s”, %(start)s to %(end)s: its terms, days, report and appraisals")
        % {"title": row.title, "start": day(row.starts_on), "end": day(row.ends_on)}
        for row in rows
    ]
