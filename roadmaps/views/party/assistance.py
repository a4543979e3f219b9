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

from ...assistance import steps, turns
from ...assistance.queries import PlanRow, plan_rows
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
        {"need": need, "now": now, "mine": writes and situation.is_partys(now.turn), "codes": need.activities.split()}
        for need in described
        for now in [situation.of_need(need)]
    ]
    plan = plan_rows(assistance, page_language())
    sought = [row["now"].turn for row in needs if row["need"].state == Need.State.OPEN]
    is_open = assistance.state == Assistance.State.OPEN
    at_hand, turn = _at_hand(assistance, plan, sought) if is_open and not is_expert else (None, states.NOBODY)
    return render(
        request,
        "roadmaps/party/assistance.html",
        {
            **frame(assistance),
            "rows": plan,
            "timeline": draw(plan, timezone.localdate()),
            "needs": needs,
            "mine": writes and situation.is_partys(turn),
            "turn": situation.TURNS[turn]() if turn != states.NOBODY else "",
            "at_hand": at_hand,
            "is_open": is_open,
            "missions": list(missions.filter(expert__user=request.user.pk) if is_expert else missions),
            "is_expert": is_expert,
            "own_party": is_of_party(request.user, assistance),
            "entries": [] if is_expert else list(queries.history_of(assistance)[:LATEST]),
        },
    )


def _at_hand(assistance: Assistance, plan: list[PlanRow], sought: list[str]) -> tuple[PlanRow | None, str]:
    """The step at hand, None where the needs say what follows, and whose turn it is in the whole."""
    row = next((one for one in plan if one.state != steps.DONE), None)
    if row is None:
        return None, situation.first_turn(sought)
    turn = turns.of_step(
        row.code,
        row.planned.side if row.planned else steps.LEADS[row.code],
        produced=row.produced,
        sought=sought,
        with_secretariat=not row.produced and turns.waits_for_secretariat(row.code, assistance),
    )
    whole = situation.first_turn([*sought, turn])
    return (None if whole in sought else row), whole


def frame(assistance: Assistance, **more: Any) -> dict[str, Any]:
    """What the pages of an assistance share."""
    party = country_names(page_language()).get(assistance.country_id, assistance.country.iso3)
    return {"assistance": assistance, "party": party, "person_note": party, **more}
