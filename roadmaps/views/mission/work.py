"""What the expert brings in, and the papers and files of a mission as downloads."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.services.refusals import Refused
from portal.documents.queries import issued_for
from portal.documents.services import UploadRefused
from portal.documents.serving import serve

from ...forms.mission import DaysForm, FileForm
from ...models import Deliverable, Mission
from ...selection import appraisals, states
from ...services.mission import appraising, work
from ..common import of_mission
from . import page as mission_page


def _own(request: HttpRequest, mission: Mission) -> None:
    """Raises Http404 for who is not the expert of the mission."""
    if appraising.side_of(request.user, mission) != appraisals.EXPERT:
        raise Http404


@of_mission
@require_POST
def days(request: HttpRequest, mission: Mission) -> HttpResponseBase:
    """Write a line of days down, or strike one (``strike``: its place in the list)."""
    _own(request, mission)
    here = reverse("roadmaps:mission", args=[mission.code]) + "#days"
    if "strike" in request.POST:
        return _strike(request, mission, here)
    form = DaysForm(request.POST)
    if form.is_valid():
        try:
            work.write_days(mission=mission, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The days are written down."))
            return redirect(here)
    return mission_page.show(request, mission, days_form=form, status=422)


def _strike(request: HttpRequest, mission: Mission, here: str) -> HttpResponseBase:
    place = request.POST["strike"]
    rows = list(mission.days_worked.all())
    if place.isdecimal() and 1 <= int(place) <= len(rows):
        try:
            work.strike_days(mission=mission, row=rows[int(place) - 1], by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The line is struck."))
    return redirect(here)


def _deliverable(mission: Mission, position: int) -> Deliverable:
    found = mission.deliverables.filter(position=position).select_related("stored_file").first()
    if found is None:
        raise Http404
    found.mission = mission
    return found


@of_mission
@require_POST
def hand_over(request: HttpRequest, mission: Mission, position: int) -> HttpResponseBase:
    """The file of a deliverable."""
    _own(request, mission)
    deliverable = _deliverable(mission, position)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            work.hand_over(deliverable=deliverable, upload=form.cleaned_data["file"], by=request.user)
        except (Refused, UploadRefused) as refusal:
            form.add_error("file" if isinstance(refusal, UploadRefused) else None, refusal.message)
        else:
            messages.success(request, _("“%(title)s” is handed over.") % {"title": deliverable.title})
            return redirect(reverse("roadmaps:mission", args=[mission.code]) + "#deliverables")
    return mission_page.show(request, mission, file_form=form, file_of=position, status=422)


@of_mission
@require_safe
def delivered(request: HttpRequest, mission: Mission, position: int) -> HttpResponseBase:
    """What was handed over, as a download."""
    deliverable = _deliverable(mission, position)
    if deliverable.stored_file is None:
        raise Http404
    return serve(deliverable.stored_file)


@of_mission
@require_safe
def terms(request: HttpRequest, mission: Mission, language: str) -> HttpResponseBase:
    """The terms of reference that hold, in a language."""
    if mission.terms_id is None:
        raise Http404
    return _paper(mission, "terms", language)


@of_mission
@require_safe
def report_paper(request: HttpRequest, mission: Mission) -> HttpResponseBase:
    """The report as a PDF, once it is made."""
    if mission.state not in (states.REPORTED, states.EVALUATED):
        raise Http404
    return _paper(mission, "report", mission.language)


def _paper(mission: Mission, kind: str, language: str) -> HttpResponseBase:
    found = issued_for(mission).filter(kind=kind, language=language, superseded_by=None).first()
    if found is None:
        raise Http404
    return serve(found.stored_file)
