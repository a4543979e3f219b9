"""An offer as the expert reads and answers it: interests first, then accept or decline."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.resume import keeps_typed
from portal.accounts.services.refusals import Refused
from portal.reference.languages import language_name, page_language

from ...models import Offer
from ...selection import states
from ...selection.notices import party_name
from ...services.selection import common as selection
from ...services.selection import offers
from ..common import of_offer


@keeps_typed
@of_offer
def page(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    """The offer; a POST declares, accepts or declines (``act``)."""
    if request.method == "POST":
        return _answer(request, offer)
    return _show(request, offer, given=getattr(request, "restored", None))


def _answer(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    posted = request.POST
    act = posted.get("act", "")
    try:
        done = _act(request, offer, act)
    except Refused as refusal:
        return _show(request, offer, given=posted, message=refusal.message, status=422)
    if not done:
        return _show(request, offer, given=posted, message=_("Choose one of the answers."), status=422)
    messages.success(request, done)
    return redirect("roadmaps:offer", offer.code)


def _act(request: HttpRequest, offer: Offer, act: str) -> str:
    """Do it; gives the words that say so, or "" when nothing was chosen. Raises Refused."""
    posted: Any = request.POST
    if act == "declare" and posted.get("conflict") in {"yes", "no"}:
        conflict = posted["conflict"] == "yes"
        offers.declare(offer=offer, conflict=conflict, note=posted.get("note", ""), by=request.user)
        if conflict:
            return _("Thank you. The offer is closed; the tie is noted in your profile.")
        return _("Thank you. Now accept or decline.")
    if act == "accept":
        offers.accept(offer=offer, answer=posted.get("answer", ""), by=request.user)
        return _("You have accepted. The Party and the Secretariat now confirm the choice.")
    if act == "decline":
        offers.decline(offer=offer, reason=posted.get("reason", ""), by=request.user)
        return _("You have declined. The Secretariat and the Party are told.")
    return ""


def _show(
    request: HttpRequest, offer: Offer, *, given: Any = None, message: str = "", status: int = 200
) -> HttpResponse:
    offer.refresh_from_db(fields=["state", "state_changed_at", "interests_declared_at"])
    need = offer.need
    is_open = offer.state == states.OFFERED
    return render(
        request,
        "roadmaps/expert/offer.html",
        {
            "offer": offer,
            "need": need,
            "party": party_name(offer.country_id, page_language()),
            "codes": need.activities.split(),
            "languages": ", ".join(language_name(code, page_language()) for code in need.languages.split()),
            "mine": is_open,
            "asks_interests": is_open and offer.interests_declared_at is None,
            "asks_answer": is_open and offer.interests_declared_at is not None,
            "may_step_back": offer.state == states.ACCEPTED,
            "calendar": _calendar(offer) if is_open else [],
            "mission": getattr(offer, "mission", None),
            "given": given or {},
            "message": message,
            "page_errors": bool(message),
        },
        status=status,
    )


def _calendar(offer: Offer) -> list[str]:
    """What the expert's own calendar says against the dates: it can be put right before answering."""
    return selection.warnings(offer.expert, offer.starts_on, offer.ends_on, offer.days)
