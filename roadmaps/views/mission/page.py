"""A mission on one page: what was agreed, what is handed over, days, report, appraisals, whose turn it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.accounts.questions import reason_against
from portal.accounts.resume import keeps_typed
from portal.accounts.services.refusals import Refused
from portal.documents.queries import issued_for
from portal.reference.languages import language_name, page_language

from ...forms.mission import DaysForm, FileForm
from ...models import Mission
from ...selection import appraisals, queries, situation, states
from ...selection.notices import party_name
from ...selection.papers import reference_of
from ...services.mission import appraising, missions, work
from ...services.mission.reports import report_of
from ..common import of_mission


@of_mission
@require_safe
def page(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The page, as the reader's side sees it."""
    return show(request, mission)


def show(
    request: HttpRequest,
    mission: Mission,
    *,
    days_form: DaysForm | None = None,
    file_form: FileForm | None = None,
    file_of: int = 0,
    status: int = 200,
) -> HttpResponse:
    """Render it; a form that was refused comes back as it was typed."""
    user: Any = request.user
    side = appraising.side_of(user, mission)
    is_expert = side == appraisals.EXPERT
    writes = is_expert and mission.state == states.UNDER_WAY
    given = set(mission.appraisals.values_list("side", flat=True))
    used = work.used_days(mission)
    return render(
        request,
        "roadmaps/mission/page.html",
        {
            **frame(mission),
            "side": side,
            "mine": _is_mine(user, mission, side, given),
            "whose": situation.TURNS[mission.labels.turn](),
            "is_expert": is_expert,
            "writes": writes,
            "deliverables": queries.deliverables_of(mission),
            "days_worked": list(mission.days_worked.all()),
            "used": used,
            "left": mission.days - used,
            "report": report_of(mission),
            "papers": [
                (row, language_name(row.language, page_language()))
                for row in issued_for(mission)
                if row.kind == "terms" and row.superseded_by_id is None
            ]
            if mission.terms_id
            else [],
            "days_form": days_form or (DaysForm() if writes else None),
            "file_form": file_form or (FileForm() if writes else None),
            "file_of": file_of,
            "forms": [form for form in (days_form, file_form) if form is not None],
            "appraises": mission.state in (states.REPORTED, states.EVALUATED) and bool(side),
            "has_given": side in given,
            "may_step_back": is_expert and mission.state in states.LIVE_MISSIONS,
            "reads_assistance": mission.assistance_id is not None,
        },
        status=status,
    )


def _is_mine(user: Any, mission: Mission, side: str, given: set[str]) -> bool:
    if mission.state == states.REPORTED:
        return bool(side) and side not in given and not reason_against("roadmaps.appraise", user, mission)
    turns = {states.UNDER_WAY: appraisals.EXPERT, states.PREPARED: appraisals.SECRETARIAT}
    return bool(side) and side == turns.get(mission.state)


def frame(mission: Mission, **more: Any) -> dict[str, Any]:
    """What the pages of a mission share."""
    return {
        "mission": mission,
        "party": party_name(mission.country_id, page_language()),
        "reference": reference_of(mission),
        "working_language": language_name(mission.language, page_language()),
        **more,
    }


@keeps_typed
@of_mission
def step_back(request: HttpRequest, mission: Mission) -> HttpResponseBase:
    """The expert gives the mission back, with a reason; the next of the ranking can be asked."""
    if appraising.side_of(request.user, mission) != appraisals.EXPERT or mission.state not in states.LIVE_MISSIONS:
        return redirect("roadmaps:mission", mission.code)
    message = ""
    given = request.POST if request.method == "POST" else getattr(request, "restored", None) or {}
    if request.method == "POST":
        try:
            missions.cancel(mission=mission, reason=given.get("reason", "")[:1000], by=request.user)
        except Refused as refusal:
            message = refusal.message
        else:
            return redirect("roadmaps:mission", mission.code)
    return render(
        request,
        "roadmaps/expert/step_back.html",
        frame(mission, message=message, reason=given.get("reason", ""), page_errors=bool(message)),
        status=422 if message else 200,
    )
