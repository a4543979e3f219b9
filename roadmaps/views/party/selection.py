"""The choice of an expert as its Party lives it: rank, ask for others, confirm; and read what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from expertise.models import Expert
from portal.accounts.questions import reason_against
from portal.accounts.resume import keeps_typed
from portal.accounts.rules import is_of_party
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.accounts.telling import tell
from portal.documents.serving import serve
from portal.reference.languages import language_name, page_language

from ...models import Assistance, Considered, Need, Shortlist
from ...selection import faces, matches, point_words, situation, states
from ...services.selection import agreement, offers, shortlists
from ..common import of_assistance
from .assistance import frame

SEEN = (states.WITH_PARTY, states.ANSWERED, states.MORE_ASKED, states.CLOSED)


@dataclass
class Card:
    """One expert of a shortlist as the page shows it."""

    row: Considered
    face: faces.Face
    points: list[point_words.Said]
    rank: str = ""
    comment: str = ""
    error: str = ""
    levels: list[tuple[int, str]] = field(default_factory=list)

    @property
    def rank_name(self) -> str:
        return f"rank-{self.row.expert.code}"

    @property
    def comment_name(self) -> str:
        return f"comment-{self.row.expert.code}"


def _need(assistance: Assistance, code: str) -> Need:
    found = (
        assistance.needs.filter(code=code.upper())
        .prefetch_related("shortlists", "offers__expert", "offers__mission")
        .first()
    )
    if found is None:
        raise Http404
    found.assistance = assistance
    return found


@keeps_typed
@of_assistance
def page(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """What is needed, the experts, and what the Party can do now."""
    need = _need(assistance, code)
    if request.method == "POST":
        return _answer(request, need)
    return _show(request, need, given=getattr(request, "restored", None))


def _answer(request: HttpRequest, need: Need) -> HttpResponseBase:
    """The ranking or the wish for others. Nothing typed is lost when it is refused."""
    shortlist = _shared(need)
    if shortlist is None or not is_of_party(request.user, need):
        raise Http404
    rows = list(shortlist.considered.select_related("expert"))
    posted = request.POST
    try:
        if posted.get("act") == "others":
            shortlists.ask_for_others(shortlist=shortlist, reason=posted.get("others", ""), by=request.user)
            done = _("The Secretariat is told and proposes others.")
        else:
            shortlists.rank(
                shortlist=shortlist,
                ranks={row.pk: _rank(posted.get(f"rank-{row.expert.code}", "")) for row in rows},
                comments={row.pk: posted.get(f"comment-{row.expert.code}", "") for row in rows},
                comment=posted.get("comment", ""),
                by=request.user,
            )
            done = _("The ranking is sent. The Secretariat makes the offer.")
    except NotAllowed as refusal:
        return _show(request, need, given=posted, message=refusal.message, status=403)
    except Refused as refusal:
        return _show(request, need, given=posted, message=refusal.message, status=422)
    messages.success(request, done)
    return redirect("roadmaps:selection", need.assistance.reference, need.code)


def _rank(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None


def _shared(need: Need) -> Shortlist | None:
    """The shortlist the Party sees now: the one that is open, or the one the expert was chosen from."""
    rows = [row for row in need.shortlists.all() if row.state in SEEN]
    if need.state == Need.State.FILLED:
        return rows[-1] if rows else None
    return next((row for row in rows if row.state != states.CLOSED), None)


def _show(
    request: HttpRequest,
    need: Need,
    *,
    given: Mapping[str, Any] | None = None,
    message: str = "",
    status: int = 200,
) -> HttpResponse:
    shortlist = _shared(need)
    now = situation.of_need(need)
    asks = shortlist is not None and shortlist.state == states.WITH_PARTY
    bar = reason_against("roadmaps.prefer", request.user, shortlist) if asks else ""
    cards = _cards(need, shortlist, given) if shortlist is not None else []
    offer = now.offer
    confirms = offer is not None and offer.state == states.ACCEPTED and offer.party_at is None
    return render(
        request,
        "roadmaps/party/selection.html",
        {
            **frame(need.assistance),
            "need": need,
            "now": now,
            "codes": need.activities.split(),
            "languages": ", ".join(language_name(code, page_language()) for code in need.languages.split()),
            "mine": (asks or confirms) and not bar and is_of_party(request.user, need),
            "shortlist": shortlist,
            "cards": [card for card in cards if not card.row.why_not],
            "out": [card for card in cards if card.row.why_not],
            "asks": asks,
            "bar": bar,
            "offer": offer,
            "confirm_bar": reason_against("roadmaps.agree", request.user, offer) if confirms else "",
            "confirms": confirms and is_of_party(request.user, need),
            "mission": _mission(need),
            "earlier": [row for row in need.shortlists.all() if row.state == states.CLOSED and row != shortlist],
            "given": given or {},
            "message": message,
            "page_errors": bool(message),
        },
        status=status,
    )


def _mission(need: Need) -> Any:
    agreed = [offer for offer in need.offers.all() if offer.state == states.AGREED]
    return getattr(agreed[-1], "mission", None) if agreed else None


def _cards(need: Need, shortlist: Shortlist, given: Mapping[str, Any] | None) -> list[Card]:
    """The experts with their faces and points, as proposed, or as ranked."""
    rows = list(shortlist.considered.select_related("expert"))
    keys = [row.expert_id for row in rows]
    shown = faces.faces(keys, page_language())
    lent = {match.expert_id: match for match in matches.for_need(need, experts=keys)} if _is_open(shortlist) else {}
    levels = [(number, "") for number in range(1, sum(1 for row in rows if not row.why_not) + 1)]
    cards = []
    for row in rows:
        face = shown[row.expert_id]
        points = point_words.of_row(row, lent.get(row.expert_id), readable=face.readable)
        card = Card(row, face, points, rank=str(row.party_rank or ""), comment=row.party_comment, levels=levels)
        if given is not None:
            card.rank, card.comment = given.get(card.rank_name, ""), given.get(card.comment_name, "")
        cards.append(card)
    if shortlist.state != states.WITH_PARTY:
        cards.sort(key=lambda card: (card.row.party_rank is None, card.row.party_rank or 0))
    return cards


def _is_open(shortlist: Shortlist) -> bool:
    return shortlist.state in (states.WITH_PARTY, states.ANSWERED)


@of_assistance
@require_POST
def confirm(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """Confirm the choice for the Party; a button only."""
    need = _need(assistance, code)
    offer = next((row for row in need.offers.all() if row.state in (states.ACCEPTED, states.AGREED)), None)
    if offer is None or not is_of_party(request.user, need):
        raise Http404
    tell(
        request,
        _("The choice is confirmed for the Party."),
        lambda: offers.confirm(offer=offer, side=agreement.PARTY, by=request.user),
    )
    return redirect("roadmaps:selection", assistance.reference, need.code)


@of_assistance
@require_safe
def cv(request: HttpRequest, assistance: Assistance, code: str, expert: str) -> HttpResponseBase:
    """The CV of an expert who is on a shortlist the Party sees, if the expert lets Parties read it."""
    need = _need(assistance, code)
    person = Expert.objects.filter(
        code=expert.upper(),
        erased_at__isnull=True,
        considered__shortlist__need=need,
        considered__shortlist__state__in=SEEN,
    ).prefetch_related("visibilities")
    first = person.first()
    found = faces.curriculum(first) if first is not None else None
    if found is None:
        raise Http404
    return serve(found.stored_file)
