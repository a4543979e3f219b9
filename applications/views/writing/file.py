"""The file's own page: the task list while it is written, its state afterwards."""

from dataclasses import replace
from typing import Any

import rules
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from portal.accounts.queries import team
from portal.activity.queries import history
from portal.collaboration.completeness import SectionState
from portal.collaboration.discussion import open_comments
from portal.collaboration.models import Section as SavedSection
from portal.collaboration.presence import writes_now
from portal.collaboration.queries import requests_of, sections_of, unparsed_of
from portal.collaboration.tasklist import Task, task_of
from portal.documents.queries import issued_for
from portal.reference.languages import page_language

from ... import checking, ports, states
from ...closing import why_call_closed
from ...models import Application, Version
from ...numbering import in_words
from ...queries import limits_of, next_cut_off, open_version, sent_versions, titles_of
from ...sections import BY_CODE, GROUPS, LAST
from ...services.points import named, points_open
from ...store import read_answers
from .base import frame, of_party


@of_party
@require_safe
def file_page(request: HttpRequest, application: Application) -> HttpResponse:
    """Task list (draft, clarification opened), or where the file stands."""
    version = open_version(application)
    if version is not None and application.state in (states.DRAFT, states.CLARIFICATION_ASKED):
        return render(request, "applications/writing/tasks.html", _tasks(request, application, version))
    return render(request, "applications/writing/status.html", _status(request, application))


def _tasks(request: HttpRequest, application: Application, version: Version) -> dict[str, Any]:
    saved = sections_of(version)
    answers = read_answers(version)
    unparsed = unparsed_of(saved)
    problems = checking.problems(answers, unparsed, limits_of(application.call))
    section_states = checking.states(answers, unparsed, problems)
    others_done = all(state.complete for state in section_states if state.section.code != LAST)
    asked = points_open(application)
    writes = rules.test_rule("applications.write", request.user, application)
    tasks = [
        _task(
            application,
            state,
            saved.get(state.section.code),
            request.user,
            others_done=others_done,
            files=len(answers["attachments"]["attachments"]),
            points=len(asked.get(state.section.code, ())),
            is_open=writes and (application.state == states.DRAFT or state.section.code in {*asked, LAST}),
        )
        for state in section_states
    ]
    done = sum(state.complete for state in section_states)
    completion = next((row for row in requests_of(application) if row.state == "open"), None)
    return frame(
        application,
        version=version,
        groups=[(title, [task for task in tasks if task.state.section.group == code]) for code, title in GROUPS],
        strip=["lock" if task.stitch == "lock" else task.stitch for task in tasks],
        done=done,
        total=len(tasks),
        complete=not problems,
        open_count=sum(1 for state in section_states if not state.complete),
        open_numbers=in_words(state.section.number for state in section_states if not state.complete),
        cut_off=next_cut_off(application.call),
        closed=why_call_closed(application.call) if application.is_draft else "",
        call_title=titles_of([application.call_id], page_language()).get(application.call_id, ""),
        writes=writes,
        people=_people(application, saved, request.user),
        completion=completion,
        clarifying=application.state == states.CLARIFICATION_ASKED,
        comment_count=open_comments(application),
    )


def _task(
    application: Application,
    state: SectionState,
    saved: SavedSection | None,
    user: Any,
    *,
    others_done: bool,
    files: int,
    points: int,
    is_open: bool,
) -> Task:
    if state.section.code == LAST and not others_done:
        return Task(state, "lock", _("After the other sections"))
    url = reverse("applications:section", args=[application.ref, state.section.code]) if is_open else ""
    task = task_of(state, saved, user, url=url, files=files)
    if points:
        words = ngettext("%(count)s point to answer", "%(count)s points to answer", points) % {"count": points}
        return replace(task, stitch=state.stitch if state.wrong else "half", words=words)
    return task


def _people(application: Application, saved: dict[str, SavedSection], user: Any) -> list[dict[str, Any]]:
    """The Party's team: who they are, and what they wrote last."""
    latest: dict[int, SavedSection] = {}
    for row in saved.values():
        if row.saved_by_id and row.saved_at:
            known = latest.get(row.saved_by_id)
            if known is None or (known.saved_at or row.saved_at) < row.saved_at:
                latest[row.saved_by_id] = row
    people = []
    for place in team(application.country_id):
        last = latest.get(place.user_id)
        people.append(
            {
                "name": str(place.user),
                "part": place.part,
                "me": place.user_id == user.pk,
                "section": BY_CODE[last.code].number if last and last.code in BY_CODE else None,
                "saved_at": last.saved_at if last else None,
                "now": writes_now(last, user),
            }
        )
    return people


def _status(request: HttpRequest, application: Application) -> dict[str, Any]:
    """Where a sent file stands: whose turn, what was said, what can be read."""
    versions = list(sent_versions(application))
    completion = next((row for row in requests_of(application) if row.state == "open"), None)
    return frame(
        application,
        mine=application.turn == states.PARTY,
        opened=ports.assistances([application.pk]).get(application.pk),
        call_title=titles_of([application.call_id], page_language()).get(application.call_id, ""),
        stages=_stages(application),
        versions=versions,
        previous=versions[-2] if len(versions) > 1 else None,
        latest=versions[-1] if versions else None,
        completion=completion,
        points=named(completion.points.all()) if completion else [],
        may_answer=rules.test_rule("applications.answer", request.user, application),
        may_withdraw=rules.test_rule("applications.withdraw", request.user, application),
        entries=list(history(application, for_party=True)[:60]),
        papers=list(issued_for(application).filter(kind="receipt")),
        released=application.state in states.DECIDED or application.state == states.INELIGIBLE,
    )


_ORDER = (
    (states.SUBMITTED, gettext_lazy("Submitted")),
    (states.SCREENING, gettext_lazy("Checked")),
    (states.ASSESSMENT, gettext_lazy("Assessed")),
    (states.SELECTED, gettext_lazy("Decided")),
)
_REACHED = {
    states.SUBMITTED: 1,
    states.SCREENING: 1,
    states.CLARIFICATION_ASKED: 1,
    states.ELIGIBLE: 2,
    states.ASSESSMENT: 2,
    states.RANKED: 3,
    states.SELECTED: 4,
    states.RESERVE: 4,
    states.NOT_SELECTED: 4,
}


def _stages(application: Application) -> list[tuple[str, str, str]]:
    """The four stages of a file on a line: done, under way, to come. None for a file that left the line."""
    reached = _REACHED.get(application.state)
    if reached is None:
        return []
    return [
        (str(label), "full" if place < reached else "half" if place == reached else "hollow", "")
        for place, (_state, label) in enumerate(_ORDER)
    ]
