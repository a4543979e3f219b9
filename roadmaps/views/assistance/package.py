"""The final package: what it holds, what is missing, the process report, signature, submission, the answer."""

from collections.abc import Callable, Mapping
from typing import Any

import rules
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.resume import keeps_typed, wants_json
from portal.accounts.services.refusals import Refused
from portal.accounts.telling import tell
from portal.collaboration.completeness import Problem
from portal.collaboration.parsing import RowReader
from portal.collaboration.questions import Section
from portal.collaboration.services import Saved
from portal.collaboration.views.section import SectionPage
from portal.documents.serving import serve
from portal.reference.languages import language_name, page_language

from ...assistance import package_pdf
from ...assistance.checking import edition_of, missing_of, of_report
from ...assistance.material import used_in
from ...assistance.queries_tools import lessons_of
from ...forms.workshops import LessonForm
from ...models import Assistance, FinalPackage
from ...sections.package import PROCESS
from ...services.assistance import packages, tools
from ...stores import PACKAGES
from ..common import of_assistance
from ..party.assistance import frame
from .acting import may_or_404, saved


@of_assistance
@require_safe
def page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """Where the package stands, for its three actors; each finds what is theirs to do."""
    return _show(request, assistance)


def _show(
    request: HttpRequest, assistance: Assistance, status: int = 200, lesson_form: LessonForm | None = None
) -> HttpResponseBase:
    package = packages.package_of(assistance)
    user, is_open = request.user, assistance.state == Assistance.State.OPEN
    written = is_open and package.is_written
    missing = missing_of(package) if written else []
    return render(
        request,
        "roadmaps/assistance/package.html",
        frame(
            assistance,
            package=package,
            edition=package.edition or edition_of(assistance),
            missing=missing,
            figures=package_pdf.figures_of(package_pdf.participation_of(assistance, package), page_language()),
            sections=package_pdf.report_of(package),
            material=used_in(assistance, page_language()),
            papers=[
                (code, language_name(code, page_language()), package_pdf.issued(package, code))
                for code, _name in settings.LANGUAGES
            ],
            lessons=lessons_of(assistance),
            lesson_form=lesson_form or LessonForm(prefix="lesson"),
            learns=package.submitted_at is not None and rules.test_rule("roadmaps.answer_package", user, assistance),
            writes=written and rules.test_rule("roadmaps.write_package", user, assistance),
            signs=written
            and package.state != FinalPackage.State.SIGNED
            and not missing
            and rules.test_rule("roadmaps.sign_package", user, assistance),
            submits=package.state == FinalPackage.State.SIGNED
            and not missing
            and rules.test_rule("roadmaps.write_package", user, assistance),
            answers=is_open
            and package.state == FinalPackage.State.SUBMITTED
            and rules.test_rule("roadmaps.answer_package", user, assistance),
            form=lesson_form,
        ),
        status=status,
    )


class ReportPage(SectionPage):
    """The process report, on the shared engine."""

    store, sections = PACKAGES, (PROCESS,)
    template = "roadmaps/assistance/report.html"
    conflict_template = "roadmaps/assistance/report_conflict.html"

    def __init__(self, request: HttpRequest, assistance: Assistance) -> None:
        super().__init__(request, FinalPackage.objects.get_or_create(assistance=assistance)[0], PROCESS)
        self.assistance = assistance

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        return packages.save_report(
            assistance=self.assistance,
            posted=posted,
            read_rows=read_rows,
            expected_revision=expected_revision,
            by=self.request.user,
        )

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        return of_report(given, unparsed)

    def address(self, section: Section) -> str:
        return reverse("roadmaps:package_report", args=[self.assistance.reference])

    def home(self) -> str:
        return reverse("roadmaps:package", args=[self.assistance.reference])

    def check_address(self) -> str:
        return self.home()

    def refuse(self, error: Refused) -> HttpResponseBase:
        messages.error(self.request, error.message)
        return redirect(self.home())

    def frame(self) -> dict[str, Any]:
        return frame(self.assistance, package_url=self.home())


@keeps_typed
@of_assistance
def report(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """Write the process report; others are led to the package."""
    package = packages.package_of(assistance)
    is_written = assistance.state == Assistance.State.OPEN and package.is_written
    if is_written and rules.test_rule("roadmaps.write_package", request.user, assistance):
        return ReportPage(request, assistance).answer()
    if wants_json(request):
        return JsonResponse({"text": _("The package no longer changes.")}, status=422)
    return redirect("roadmaps:package", assistance.reference)


def _button(request: HttpRequest, assistance: Assistance, done: str, act: Callable[[], Any]) -> HttpResponseBase:
    tell(request, done, act)
    return redirect("roadmaps:package", assistance.reference)


@of_assistance
@require_POST
def sign(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """Sign off."""
    words = _("The package is signed.")
    return _button(request, assistance, words, lambda: packages.sign(assistance=assistance, by=request.user))


@of_assistance
@require_POST
def submit(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """Submit to UNESCO."""
    words = _("The package is submitted to UNESCO.")
    return _button(request, assistance, words, lambda: packages.submit(assistance=assistance, by=request.user))


@of_assistance
@require_POST
def answer(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """Accept the package, or return it with reasons."""
    words, by = request.POST.get("words", ""), request.user
    if request.POST.get("answer") == "accept":
        done = _("The package is accepted and the assistance closed.")
        return _button(request, assistance, done, lambda: packages.accept(assistance=assistance, words=words, by=by))
    done = _("The package is returned to the Party.")
    return _button(request, assistance, done, lambda: packages.give_back(assistance=assistance, reasons=words, by=by))


@of_assistance
@require_POST
def order_pdf(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """The package as one PDF, in a language of the portal: a job, whose page shows how far it is."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        raise Http404
    try:
        job = package_pdf.request(assistance=assistance, by=request.user, language=code)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("roadmaps:package", assistance.reference)
    return redirect(job.get_absolute_url())


@of_assistance
@require_safe
def pdf_file(request: HttpRequest, assistance: Assistance, language: str) -> HttpResponseBase:
    """The issued PDF of a submitted package."""
    found = package_pdf.issued(packages.package_of(assistance), language)
    if found is None or found.stored_file is None:
        raise Http404
    return serve(found.stored_file)


@of_assistance
@require_POST
def lesson(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """A challenge of the report becomes a lesson; with a tool named, the change of the tool follows."""
    may_or_404(request, "roadmaps.answer_package", assistance)
    form = LessonForm(request.POST, prefix="lesson")
    made: list[Any] = []
    if saved(form, lambda **values: made.append(tools.learn(assistance=assistance, by=request.user, **values))):
        messages.success(request, _("The lesson is kept."))
        if made[0].tool is not None:
            address = reverse("admin:roadmaps_tool_write", args=[made[0].tool.code])
            return redirect(f"{address}?lesson={made[0].code}")
        return redirect("roadmaps:package", assistance.reference)
    return _show(request, assistance, 422, lesson_form=form)
