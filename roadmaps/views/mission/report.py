"""The mission report: written by the expert and saved at any time; read by the others once it is sent."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.resume import keeps_typed, wants_json
from portal.accounts.services.refusals import Refused
from portal.ui.dates import clock, day, moment

from ...models import Mission, MissionReport
from ...selection import appraisals, states
from ...selection.papers import parts_of
from ...services.mission import appraising, reports
from ..common import of_mission
from .page import frame


@keeps_typed
@of_mission
def page(request: HttpRequest, mission: Mission) -> HttpResponseBase:
    """Write it, or read it."""
    report = reports.report_of(mission)
    writes = appraising.side_of(request.user, mission) == appraisals.EXPERT and report.sent_at is None
    if not writes:
        if report.sent_at is None:
            raise Http404
        return render(
            request, "roadmaps/mission/report_read.html", frame(mission, report=report, parts=parts_of(report))
        )
    if mission.state != states.UNDER_WAY:
        if request.method == "POST":
            return _not_now(request, mission)
        return redirect("roadmaps:mission", mission.code)
    if request.method == "POST":
        return _save(request, mission)
    restored: Any = getattr(request, "restored", None)
    return _show(request, mission, report, given=restored, revision=_revision(restored) if restored else None)


def _not_now(request: HttpRequest, mission: Mission) -> HttpResponseBase:
    text = _("The mission is “%(state)s” now.") % {"state": mission.labels.person}
    if wants_json(request):
        return JsonResponse({"text": text}, status=422)
    messages.error(request, text)
    return redirect("roadmaps:mission", mission.code)


def _revision(posted: Any) -> int:
    text = str(posted.get("revision") or "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _save(request: HttpRequest, mission: Mission) -> HttpResponseBase:
    values = _settled(request.POST, reports.report_of(mission))
    try:
        report = reports.save(
            mission=mission, values=values, expected_revision=_revision(request.POST), by=request.user
        )
    except reports.Conflict as clash:
        return _conflict(request, mission, clash.stored, values)
    except Refused as refusal:
        if wants_json(request):
            return JsonResponse({"text": refusal.message}, status=422)
        return _show(request, mission, reports.report_of(mission), given=request.POST, message=refusal.message)
    if wants_json(request):
        text = _("Saved at %(time)s. You can leave this page.") % {"time": clock(timezone.now())}
        return JsonResponse({"revision": report.revision, "saved_at_text": text})
    if request.POST.get("next") == "send":
        return _send(request, mission, report)
    messages.success(request, _("The report is saved. You can come back to it at any time."))
    return redirect("roadmaps:mission", mission.code)


def _send(request: HttpRequest, mission: Mission, report: MissionReport) -> HttpResponseBase:
    try:
        reports.send(mission=mission, by=request.user)
    except Refused as refusal:
        return _show(request, mission, report, message=refusal.message)
    messages.success(request, _("The report is sent. Now give your appraisal."))
    return redirect("roadmaps:mission", mission.code)


def _settled(posted: Any, stored: MissionReport) -> dict[str, str]:
    """What was typed; where the person left the stored text after a clash, that one."""
    return {
        name: getattr(stored, name) if posted.get(f"choose-{name}") == "theirs" else posted[name]
        for name in reports.PARTS
        if name in posted
    }


def _conflict(
    request: HttpRequest, mission: Mission, stored: MissionReport, values: dict[str, str]
) -> HttpResponseBase:
    """409: nothing was stored; both texts stand side by side."""
    when = moment(stored.saved_at)
    if wants_json(request):
        text = _("Not saved: the report was changed in another window on %(time)s.") % {"time": when}
        return JsonResponse({"text": text, "url": ""}, status=409)
    differing = [name for name in values if values[name].strip() != getattr(stored, name)]
    return render(
        request,
        "roadmaps/expert/report_conflict.html",
        frame(
            mission,
            when=when,
            revision=stored.revision,
            parts=[
                {"name": name, "label": _label(name), "mine": values[name], "theirs": getattr(stored, name)}
                for name in differing
            ],
            same=[(name, text) for name, text in values.items() if name not in differing],
            page_errors=True,
        ),
        status=409,
    )


def _label(name: str) -> str:
    words = str(MissionReport._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


HINTS = {
    "done": lambda: _("What you did, with whom, when and where."),
    "results": lambda: _("What the country has now that it did not have before."),
    "difficulties": lambda: _("What went otherwise than planned, and what you did about it."),
    "recommendations": lambda: _("To the country and to the Secretariat."),
    "follow_up": lambda: _("What should happen next, by whom and by when."),
}


def _show(
    request: HttpRequest,
    mission: Mission,
    report: MissionReport,
    *,
    given: Any = None,
    revision: int | None = None,
    message: str = "",
) -> HttpResponse:
    at = report.saved_at
    if given is not None:
        state, text = "idle", _("Not saved yet.")
    elif at is None:
        state, text = "idle", _("Nothing is saved yet. You can leave and come back at any time.")
    elif timezone.localdate(at) == timezone.localdate():
        state, text = "saved", _("Saved at %(time)s. You can leave this page.") % {"time": clock(at)}
    else:
        state, text = "saved", _("Saved on %(date)s. You can leave this page.") % {"date": day(at)}
    return render(
        request,
        "roadmaps/expert/report.html",
        frame(
            mission,
            report=report,
            revision=report.revision if revision is None else revision,
            parts=[
                {
                    "name": name,
                    "label": _label(name),
                    "hint": HINTS[name](),
                    "text": (given or {}).get(name, getattr(report, name)),
                    "required": name in reports.REQUIRED,
                }
                for name in reports.PARTS
            ],
            lacking=reports.missing_in(mission, report) if report.pk else [],
            save_state=state,
            save_text=text,
            message=message,
            page_errors=bool(message),
        ),
        status=422 if message else 200,
    )
