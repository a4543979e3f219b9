"""The expert's home: where the membership stands, what waits, the profile, when the expert can work."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.collaboration.completeness import SectionState
from portal.collaboration.models import Section as SavedSection
from portal.collaboration.queries import sections_of, unparsed_of
from portal.collaboration.tasklist import Task, task_of
from portal.reference.languages import page_language

from ... import checking, ports, rules, states
from ...models import Candidacy, Expert, ExpertCall
from ...months import add_months, is_stale, may_ask_renewal
from ...queries_person import (
    candidacies_of,
    mine,
    nominations_to,
    open_calls,
    periods_from,
    ties_of,
    titles_of,
)
from ...sections import GROUPS
from ...services import profile as profiles
from ...store import read_answers
from .base import frame


@login_required
@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    """One page for members, for who applies, and for who may nominate."""
    expert = mine(request.user)
    candidacies = candidacies_of(expert)
    calls = open_calls() if expert is None or not expert.is_member else []
    titles = titles_of([*(c.pk for c in calls), *(c.call_id for c in candidacies)], page_language())
    context: dict[str, Any] = {
        "candidacies": [(row, titles.get(row.call_id, "")) for row in candidacies],
        "calls": _to_apply_in(calls, candidacies, titles),
        "nominations": list(nominations_to(request.user)),
        "may_nominate": rules.may_nominate(request.user),
    }
    if expert is not None and expert.profile is not None:
        context |= profile_parts(expert, request.user)
        context |= _membership(expert)
    return render(request, "expertise/person/home.html", frame(expert, **context))


def _to_apply_in(
    calls: list[ExpertCall], candidacies: list[Candidacy], titles: dict[int, str]
) -> list[tuple[ExpertCall, str]]:
    """Open calls in which the person has no application that stands."""
    taken = {row.call_id for row in candidacies if row.state != states.WITHDRAWN}
    return [(call, titles.get(call.pk, "")) for call in calls if call.pk not in taken]


def profile_parts(expert: Expert, user: Any) -> dict[str, Any]:
    """The sections of the profile with how far each is: three queries for answers, one for who saved them."""
    assert expert.profile is not None
    saved = sections_of(expert.profile)
    answers, unparsed = read_answers(expert.profile), unparsed_of(saved)
    problems = checking.problems(answers, unparsed)
    found = checking.states(answers, unparsed, problems)
    tasks = [
        _task(state, saved.get(state.section.code), user, len(answers["files"]["attachments"])) for state in found
    ]
    counted = [state for state in found if not _left_out(state)]
    return {
        "groups": [(title, [t for t in tasks if t.state.section.group == code]) for code, title in GROUPS],
        "strip": [task.stitch for task in tasks],
        "done": sum(state.complete for state in counted),
        "total": len(counted),
        "complete": not problems,
        "headline": expert.profile.headline,
    }


def _left_out(state: SectionState) -> bool:
    """A section that asks for nothing, in which nothing is written."""
    return state.complete and not state.begun


def _task(state: SectionState, saved: SavedSection | None, user: Any, files: int) -> Task:
    task = task_of(state, saved, user, url=reverse("expertise:section", args=[state.section.code]), files=files)
    return replace(task, stitch="hollow", words=_("Nothing written; not required")) if _left_out(state) else task


def _membership(expert: Expert) -> dict[str, Any]:
    today = timezone.localdate()
    periods = list(periods_from(expert, today))
    context: dict[str, Any] = {
        "periods": periods,
        "ties": [tie for tie in ties_of(expert) if tie.ended_at is None],
        "renewal": expert.state in (*states.ON_ROSTER, states.EXPIRED)
        and may_ask_renewal(expert.term_ends_on, today),
    }
    if expert.state != states.CANDIDATE:
        record = ports.track_record([expert.pk]).get(expert.pk)
        context |= {
            "stale": is_stale(expert.confirmed_on, today),
            "confirm_by": add_months(expert.confirmed_on, 12) if expert.confirmed_on else today,
            "record": record,
            "not_chosen": ports.not_chosen.collect(expert.pk) if record is not None and record.considered else [],
        }
    return context


@login_required
@require_POST
def begin_profile(request: HttpRequest) -> HttpResponseBase:
    """Begin a profile before any call is open; it is found again when one applies."""
    profiles.begin(user=request.user)
    messages.success(request, _("Your profile is begun. Only you and the Secretariat can read it."))
    return redirect("expertise:home")
