"""Appraisals: give the own, then read the others'."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.resume import keeps_typed
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.ui.fields import with_label

from ...models import Appraisal, Mission
from ...selection import appraisals, queries, states
from ...services.mission import appraising
from ..common import of_mission
from .page import frame

AGAIN = {"yes": True, "no": False}


@dataclass(frozen=True)
class Asked:
    """A question with what was marked, and what is wrong with it."""

    code: str
    label: Any
    value: int | None
    error: str = ""

    @property
    def name(self) -> str:
        return f"mark-{self.code}"


@keeps_typed
@of_mission
def page(request: HttpRequest, mission: Mission) -> HttpResponseBase:
    """The form of the reader's side until it is given; after that what the sides said."""
    side = appraising.side_of(request.user, mission)
    if not side or mission.state not in (states.REPORTED, states.EVALUATED):
        raise Http404
    if request.method == "POST":
        return _give(request, mission, side)
    return _show(request, mission, side, given=getattr(request, "restored", None))


def _give(request: HttpRequest, mission: Mission, side: str) -> HttpResponseBase:
    posted = request.POST
    try:
        appraising.give(
            mission=mission,
            marks=marks_in(posted, side),
            comment=posted.get("comment", ""),
            again=AGAIN.get(posted.get("again", "")),
            by=request.user,
        )
    except NotAllowed as refusal:
        return _show(request, mission, side, given=posted, message=refusal.message, status=403)
    except Refused as refusal:
        return _show(request, mission, side, given=posted, message=refusal.message, checks=True, status=422)
    messages.success(request, _("Thank you. Your appraisal is given and no longer changes."))
    return redirect("roadmaps:appraisal", mission.code)


def marks_in(posted: Mapping[str, Any], side: str) -> dict[str, int | None]:
    """The marks that were sent, by question."""
    typed = {question.code: posted.get(f"mark-{question.code}", "") for question in appraisals.QUESTIONS[side]}
    return {code: int(text) if text in {"1", "2", "3", "4", "5"} else None for code, text in typed.items()}


def asked(side: str, given: Mapping[str, Any] | None, *, checks: bool = False) -> list[Asked]:
    """The questions of a side, with what was typed."""
    marks = marks_in(given, side) if given is not None else {}
    missing = _("Give a mark from 1 to 5.") if checks else ""
    return [
        Asked(row.code, row.label, marks.get(row.code), "" if marks.get(row.code) else missing)
        for row in appraisals.QUESTIONS[side]
    ]


def read_by(user: Any, mission: Mission) -> tuple[list[dict[str, Any]], list[str]]:
    """The appraisals the person reads, in words, and the sides that have given theirs."""
    found = queries.appraisals_of(mission)
    readable = appraisals.readable(appraising.side_of(user, mission), found)
    sides = dict(Appraisal.Side.choices)
    shown = [
        {
            "side": sides[side],
            "appraisal": found[side],
            "marks": [
                (question.label, mark.mark, dict(appraisals.MARKS)[mark.mark])
                for question in appraisals.QUESTIONS[side]
                for mark in found[side].marks.all()
                if mark.question == question.code
            ],
        }
        for side in (appraisals.PARTY, appraisals.SECRETARIAT, appraisals.EXPERT)
        if side in readable
    ]
    return shown, [str(sides[side]) for side in sides if side in found]


def _show(
    request: HttpRequest,
    mission: Mission,
    side: str,
    *,
    given: Any = None,
    message: str = "",
    checks: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown, sides_given = read_by(request.user, mission)
    bar = reason_against("roadmaps.appraise", request.user, mission)
    own = any(row["appraisal"].side == side for row in shown)
    questions = asked(side, given, checks=checks) if not own and not bar else []
    return render(
        request,
        "roadmaps/mission/appraisal.html",
        frame(
            mission,
            shown=shown,
            own=own,
            bar=bar,
            questions=questions,
            levels=appraisals.MARKS,
            sides_given=sides_given,
            given=given or {},
            message=message,
            page_errors=bool(message),
            summary=[(f"id_{row.name}", with_label(row.label, row.error)) for row in questions if row.error],
        ),
        status=status,
    )
