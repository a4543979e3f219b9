"""The choice of an expert for one need: matches, shortlist, the Party's ranking, offer, confirmation, history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from expertise.models import Expert
from portal.accounts.questions import reason_against
from portal.accounts.rules import is_staff_member
from portal.accounts.services.refusals import Refused
from portal.accounts.telling import tell
from portal.office.pages import posted
from portal.reference.languages import language_name
from portal.reference.queries import country_names
from portal.ui.fields import with_label

from ..forms.mission import OfferForm
from ..models import Considered, Need, Offer, Shortlist
from ..selection import matches, point_words, queries, situation, states
from ..services.selection import agreement, offers, shortlists
from ..services.selection import common as selection
from .common import need_at, page, reading, staff_only

SHOWN = 25
LATEST = 60
ANSWER_IN = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """One expert of the matching table, with what the officer ticked and wrote."""

    match: matches.Match
    chosen: bool
    override: str

    @property
    def points(self) -> list[tuple[str, int, str]]:
        return [(point.label, round(point.value * 100), point.words) for point in self.match.points]


@reading
def selection_view(request: HttpRequest, code: str) -> HttpResponse:
    """The page; a POST keeps the shortlist as a draft, or shares it at once."""
    need = need_at(request, code)
    if request.method == "POST" and is_staff_member(request.user):
        return _propose(request, need)
    return _show(request, need)


def _propose(request: HttpRequest, need: Need) -> HttpResponse:
    given = request.POST
    chosen = Expert.objects.in_bulk([key for key in given.getlist("expert") if key], field_name="code")
    overrides = {expert.pk: given.get(f"override-{code}", "") for code, expert in chosen.items()}
    try:
        shortlist = shortlists.propose(
            need=need,
            experts=list(chosen.values()),
            overrides=overrides,
            note=given.get("note", ""),
            due=parse_date(given.get("due", "") or "") if _is_date(given.get("due", "")) else None,
            by=request.user,
        )
        if given.get("act") == "share":
            shortlists.share(shortlist=shortlist, by=request.user)
    except Refused as refusal:
        return _show(request, need_at(request, need.code), given=given, refused=refusal.message)
    shared = given.get("act") == "share"
    messages.success(request, _("The shortlist is with the Party.") if shared else _("The draft is kept."))
    return redirect("admin:roadmaps_selection", code=need.code)


def _is_date(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except ValueError:
        return False


def _show(request: HttpRequest, need: Need, *, given: Any = None, refused: str = "") -> HttpResponse:
    language = get_language() or "en"
    now = situation.of_need(need)
    shortlist = selection.open_shortlist(need)
    found = matches.for_need(need)
    staff = is_staff_member(request.user)
    rows = _considered(shortlist, {match.expert_id: match for match in found})
    proposes = need.state == Need.State.OPEN and now.offer is None and _may_be_new(shortlist)
    draft = shortlist if shortlist is not None and shortlist.state == states.DRAFT else None
    return page(
        request,
        "selection.html",
        need.title,
        {
            "need": need,
            "assistance": need.assistance,
            "party": country_names(language).get(need.country_id, ""),
            "languages": ", ".join(language_name(code, language) for code in need.languages.split()),
            "codes": need.activities.split(),
            "now": now,
            "shortlist": shortlist,
            "draft": draft,
            "changes": proposes and (shortlist is None or shortlist.state != states.ANSWERED),
            "considered": rows if draft is None else [],
            "lines": _lines(found, draft, given) if proposes and staff else [],
            "barred": [match for match in found if match.is_barred][:SHOWN],
            "many": sum(1 for match in found if not match.is_barred),
            "note": _text(given, "note", draft.note if draft else ""),
            "due": _text(given, "due", _due(draft)),
            "offer": now.offer,
            "confirms": _confirms(now.offer),
            "confirm_bar": reason_against("roadmaps.agree", request.user, now.offer) if now.offer else "",
            "answered": shortlist is not None and shortlist.state == states.ANSWERED,
            "closed": [row for row in need.shortlists.all() if row.state == states.CLOSED],
            "past_offers": [row for row in need.offers.all() if row.state not in states.OFFER.active],
            "bar": reason_against("roadmaps.prepare_selection", request.user, need),
            "is_staff": staff,
            "entries": list(queries.history_of_need(need)[:LATEST]),
            "refused": refused,
        },
        status=422 if refused else 200,
    )


def _may_be_new(shortlist: Shortlist | None) -> bool:
    """Whether experts can be proposed now: none, a draft, others asked for, or nobody of the ranking left."""
    if shortlist is None or shortlist.state in (states.DRAFT, states.MORE_ASKED):
        return True
    return shortlist.state == states.ANSWERED and not selection.order_of(shortlist)


def _lines(found: list[matches.Match], draft: Shortlist | None, given: Any) -> list[Line]:
    """The best placed who may be proposed, and whoever is chosen already."""
    kept = {row.expert_id: row for row in draft.considered.all()} if draft is not None else {}
    ticked = set(given.getlist("expert")) if given is not None else None
    lines = []
    for place, match in enumerate(found):
        code = match.person.code
        chosen = code in ticked if ticked is not None else match.expert_id in kept
        if match.is_barred or (place >= SHOWN and not chosen):
            continue
        typed = given.get(f"override-{code}", "") if given is not None else ""
        override = typed if given is not None or match.expert_id not in kept else kept[match.expert_id].override
        lines.append(Line(match, chosen, override))
    return lines


def _considered(shortlist: Shortlist | None, found: Mapping[int, matches.Match]) -> list[dict[str, Any]]:
    """The experts of a shared shortlist with points, ranks and comments, in the Party's order."""
    if shortlist is None:
        return []
    rows = list(shortlist.considered.select_related("expert"))
    rows.sort(key=lambda row: (row.party_rank is None, row.party_rank or 0, row.position))
    return [{"row": row, "points": point_words.of_row(row, found.get(row.expert_id))} for row in rows]


def _confirms(offer: Offer | None) -> bool:
    return offer is not None and offer.state == states.ACCEPTED and offer.secretariat_at is None


def _text(given: Any, name: str, kept: str) -> str:
    return given.get(name, "") if given is not None else kept


def _due(draft: Shortlist | None) -> str:
    due = draft.due if draft is not None and draft.due else timezone.localdate() + ANSWER_IN
    return due.isoformat()


@staff_only
def share(request: HttpRequest, code: str) -> HttpResponse:
    """Give the draft to the Party as it is; a button only."""
    posted(request)
    need = need_at(request, code)
    shortlist = selection.open_shortlist(need)
    if shortlist is None:
        raise Http404
    tell(
        request,
        _("The shortlist is with the Party."),
        lambda: shortlists.share(shortlist=shortlist, by=request.user),
    )
    return redirect("admin:roadmaps_selection", code=need.code)


@staff_only
def offer_view(request: HttpRequest, code: str) -> HttpResponse:
    """The offer to an expert of the ranking: the Party's first, unless a reason says otherwise."""
    need = need_at(request, code)
    shortlist = selection.open_shortlist(need)
    if shortlist is None or shortlist.state != states.ANSWERED:
        return redirect("admin:roadmaps_selection", code=need.code)
    rows = _who_can_be_asked(shortlist)
    today = timezone.localdate()
    initial = {
        "expert": rows[0].expert.code if rows else "",
        "starts_on": max(need.starts_on, today),
        "ends_on": need.ends_on,
        "days": need.days,
        "due": today + ANSWER_IN,
    }
    form = OfferForm(request.POST, rows=rows) if request.method == "POST" else OfferForm(initial=initial, rows=rows)
    if form.is_valid():
        try:
            offers.make(need=need, by=request.user, **form.values())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The offer is made; the expert is told."))
            return redirect("admin:roadmaps_selection", code=need.code)
    return page(
        request,
        "form.html",
        _("Make an offer"),
        {
            "form": form,
            "subtitle": f"{need.assistance.reference} · {need.title}",
            "bar": reason_against("roadmaps.prepare_selection", request.user, need),
            "notes": [
                with_label(row.expert, " ".join(said))
                for row in rows
                if (said := selection.warnings(row.expert, initial["starts_on"], need.ends_on, need.days))
            ],
            "button": _("Make the offer"),
            "back": "admin:roadmaps_selection",
            "back_args": need.code,
        },
        status=422 if form.errors else 200,
    )


def _who_can_be_asked(shortlist: Shortlist) -> list[Considered]:
    """The ranking, then those who let an offer lapse: they can be asked once more, with a reason."""
    order = selection.order_of(shortlist)
    known = {row.pk for row in order}
    late = [row for row in shortlist.considered.select_related("expert") if row.pk not in known and not row.why_not]
    return [*order, *late]


@staff_only
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm the choice for the Secretariat; a button only."""
    posted(request)
    need = need_at(request, code)
    offer = next((row for row in need.offers.all() if row.state in (states.ACCEPTED, states.AGREED)), None)
    if offer is None:
        raise Http404
    tell(
        request,
        _("The choice is confirmed for the Secretariat."),
        lambda: offers.confirm(offer=offer, side=agreement.SECRETARIAT, by=request.user),
    )
    return redirect("admin:roadmaps_selection", code=need.code)


@staff_only
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take the open offer back; a button with its reason."""
    posted(request)
    need = need_at(request, code)
    offer = selection.open_offer(need)
    if offer is None:
        messages.error(request, _("No offer is open."))
    else:
        reason = request.POST.get("reason", "")[:1000]
        tell(
            request,
            _("The offer is taken back."),
            lambda: offers.take_back(offer=offer, reason=reason, by=request.user),
        )
    return redirect("admin:roadmaps_selection", code=need.code)
