"""Progress reports of a Party: one page a measure, saved at any time, sent once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.resume import keeps_typed, wants_json
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration import completeness
from portal.collaboration.completeness import WRONG, Problem, SectionState
from portal.collaboration.parsing import RowReader
from portal.collaboration.questions import Section
from portal.collaboration.reading import read_sections
from portal.collaboration.services import Saved
from portal.collaboration.tasklist import Task, task_of

from ...models import ProgressReport, ReportingRound, Roadmap
from ...national.checking import say
from ...national.checking_reports import Reported, of_report
from ...services.national.reporting import begin_report, refuse_sent, save_progress, send_report
from ...stores import PROGRESS
from .base import frame, of_roadmap, refused
from .writing import RoadmapPage


def _round(year: int) -> ReportingRound:
    found = ReportingRound.objects.filter(year=year).first()
    if found is None:
        raise Http404
    return found


def _report(roadmap: Roadmap, year: int) -> ProgressReport | None:
    return (
        ProgressReport.objects.filter(roadmap=roadmap, round__year=year)
        .select_related("round", "edition", "roadmap__country", "sent_by")
        .first()
    )


@of_roadmap
@require_safe
def report_page(request: HttpRequest, roadmap: Roadmap, year: int) -> HttpResponseBase:
    """The measures with how far each is; what was sent, once it is."""
    current = _round(year)
    report = _report(roadmap, year)
    if report is None and (not current.is_open or roadmap.edition_id is None):
        raise Http404
    pages = of_report(report) if report is not None else []
    writes = rules.test_rule("roadmaps.write_roadmap", request.user, roadmap)
    is_open = report is not None and report.is_open and current.is_open
    return render(
        request,
        "roadmaps/national/report.html",
        frame(
            roadmap,
            round=current,
            report=report,
            writes=writes,
            is_open=is_open,
            is_begun=bool(pages),
            tasks=[_task(roadmap, page, year, writes and is_open) for page in pages],
            left=sum(1 for page in pages if page.problems),
            read=in_words(pages) if report is not None and not is_open else (),
        ),
    )


def _task(roadmap: Roadmap, page: Reported, year: int, open_now: bool) -> Task:
    wrong = sum(problem.kind == WRONG for problem in page.problems)
    section = replace(page.section, title=str(page.progress.measure))
    state = SectionState(section, page.begun, len(page.problems) - wrong, wrong)
    key = page.progress.measure.key
    url = reverse("roadmaps:progress", args=[roadmap.country.iso3.lower(), year, key]) if open_now else ""
    return task_of(state, None, None, url=url)


def in_words(pages: list[Reported]) -> Any:
    """The pages of a report as they are read."""
    described = [
        replace(page.section, code=f"measure {page.progress.pk}", title=str(page.progress.measure)) for page in pages
    ]
    return read_sections(described, {one.code: page.given for one, page in zip(described, pages, strict=True)})


@of_roadmap
@require_POST
def begin(request: HttpRequest, roadmap: Roadmap, year: int) -> HttpResponseBase:
    """Begin the report, or go on with it."""
    try:
        begin_report(roadmap=roadmap, round=_round(year), by=request.user)
    except Refused as error:
        return refused(request, error, roadmap)
    return redirect("roadmaps:report", roadmap.country.iso3.lower(), year)


class ProgressPage(RoadmapPage):
    """One measure in a report."""

    store, is_last = PROGRESS, False
    template = "roadmaps/national/progress.html"
    conflict_template = "roadmaps/national/conflict.html"

    def __init__(self, request: HttpRequest, roadmap: Roadmap, pages: list[Reported], page: Reported) -> None:
        super().__init__(request, roadmap, page.progress, page.section)
        self.pages, self.page = pages, page
        self.report = page.progress.report
        self.sections = tuple(one.section for one in pages)

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        return save_progress(
            progress=self.record,
            section=self.section,
            posted=posted,
            read_rows=read_rows,
            expected_revision=expected_revision,
            by=self.request.user,
        )

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        return completeness.of_section(self.section, given, unparsed, say, self.page.special)

    def address(self, section: Section) -> str:
        key = self.pages[section.number - 1].progress.measure.key
        return reverse("roadmaps:progress", args=[self.iso3, self.report.round.year, key])

    def home(self) -> str:
        return reverse("roadmaps:report", args=[self.iso3, self.report.round.year])

    def refuse(self, error: Refused) -> HttpResponseBase:
        return refused(self.request, error, self.roadmap, self.home())

    def frame(self) -> dict[str, Any]:
        return frame(self.roadmap, report=self.report, measure=self.record.measure, report_url=self.home())


@keeps_typed
@of_roadmap
def progress_page(request: HttpRequest, roadmap: Roadmap, year: int, key: str) -> HttpResponseBase:
    """Show and save one measure of a report; once it is sent, the report is read."""
    report = _report(roadmap, year)
    pages = of_report(report) if report is not None else []
    page = next((one for one in pages if one.progress.measure.key == key), None)
    if report is None or page is None:
        raise Http404
    page.progress.report = report
    home = reverse("roadmaps:report", args=[roadmap.country.iso3.lower(), year])
    text = ""
    try:
        refuse_sent(report)
    except Refused as error:
        text = error.message
    if not text and not rules.test_rule("roadmaps.write_roadmap", request.user, roadmap):
        text = _("Only a focal point of the Party can do this.")
    if not text:
        return ProgressPage(request, roadmap, pages, page).answer()
    if wants_json(request):
        return JsonResponse({"text": text}, status=422)
    if request.method == "POST":
        messages.error(request, text)
    return redirect(home)


@of_roadmap
@require_POST
def send(request: HttpRequest, roadmap: Roadmap, year: int) -> HttpResponseBase:
    """Send the report; a second press leads to the same page."""
    report = _report(roadmap, year)
    if report is None:
        raise Http404
    home = reverse("roadmaps:report", args=[roadmap.country.iso3.lower(), year])
    was_sent = report.sent_at is not None
    try:
        send_report(report=report, by=request.user)
    except NotAllowed as error:
        return refused(request, error, roadmap)
    except Refused as error:
        return refused(request, error, roadmap, home)
    if not was_sent:
        messages.success(request, _("The report is sent. It no longer changes."))
    return redirect(home)
