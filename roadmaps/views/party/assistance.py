"""The assistances of a Party, and one of them: needs, missions, whose turn it is, what follows."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts import standing
from portal.accounts.questions import reason_against
from portal.accounts.rules import is_of_party, is_staff_member
from portal.reference.languages import page_language
from portal.reference.queries import country_names

from ...assistance.queries import plan_rows
from ...assistance.rules import open_to
from ...assistance.timeline import draw
from ...models import Assistance, Need
from ...selection import queries, situation, states
from ..common import of_open_assistance

LATEST = 40


@never_cache
@login_required
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Those the person reads, the latest first; experts those of their missions; 404 for who has none."""
    place = standing.of(request.user)
    found = list(open_to(request.user).select_related("country"))
    if not (found or place.parties or place.field_countries or is_staff_member(request.user)):
        raise Http404
    numbers = queries.numbers_of(found)
    names = country_names(page_language())
    rows = [{"one": row, "party": names.get(row.country_id, ""), **numbers[row.pk]} for row in found]
    return render(request, "roadmaps/party/list.html", {"rows": rows})


@of_open_assistance
@require_safe
def page(request: HttpRequest, assistance: Assistance) -> HttpResponse:
    """Where the assistance stands; an expert reads the plan and the own missions."""
    writes = assistance.country_id in standing.of(request.user).writer_of
    is_expert = bool(reason_against("roadmaps.read", request.user, assistance))
    described = [] if is_expert else queries.needs_with_selection(assistance)
    missions = queries.missions_of_assistance(assistance)
    needs = [
        {"need": need, "now": now, "mine": writes and is_partys(now), "codes": need.activities.split()}
        for need in described
        for now in [situation.of_need(need)]
    ]
    plan = plan_rows(assistance, page_language())
    turns = [row["now"].turn for row in needs if row["need"].state == Need.State.OPEN]
    return render(
        request,
        "roadmaps/party/assistance.html",
        {
            **frame(assistance),
            "rows": plan,
            "timeline": draw(plan, timezone.localdate()),
            "needs": needs,
            "mine": any(row["mine"] for row in needs),
            "turn": _turn(turns),
            "is_open": assistance.state == Assistance.State.OPEN,
            "missions": list(missions.filter(expert__user=request.user.pk) if is_expert else missions),
            "is_expert": is_expert,
            "own_party": is_of_party(request.user, assistance),
            "entries": [] if is_expert else list(queries.history_of(assistance)[:LATEST]),
        },
    )


def is_partys(now: situation.Situation) -> bool:
    """Whether the Party can do something now."""
    return now.turn in (states.PARTY, states.BOTH)


def _turn(turns: list[str]) -> str:
    """Whose turn it is in the whole: the Party's first, since the rest waits for it."""
    for turn in (states.PARTY, states.BOTH, states.SECRETARIAT, states.EXPERT):
        if turn in turns:
            return situation.TURNS[turn]()
    return ""


def frame(assistance: Assistance, **more: Any) -> dict[str, Any]:
    """What the pages of an assistance share."""
    party = country_names(page_language()).get(assistance.country_id, assistance.country.iso3)
    return {"assistance": assistance, "party": party, "person_note": party, **more}
