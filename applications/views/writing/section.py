"""The page of one section of a file: what `portal.collaboration` does, with the rules of an application."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.resume import keeps_typed, wants_json
from portal.collaboration.completeness import Problem
from portal.collaboration.discussion import Discussion, discussion
from portal.collaboration.models import CompletionPoint
from portal.collaboration.parsing import RowReader
from portal.collaboration.questions import Section
from portal.collaboration.services import Saved
from portal.collaboration.views.section import SectionPage
from portal.reference.languages import page_language

from ... import checking
from ...models import Application, Version
from ...queries import limits_of, looked_at, open_version
from ...sections import BY_CODE, DECLARATION_POINTS, LAST, SECTIONS
from ...services.points import points_open
from ...services.sections import refuse_unasked, save
from ...services.transition import Refused
from ...store import STORE
from . import attachments
from .base import frame, of_party, refused


@keeps_typed
@of_party
def section_page(request: HttpRequest, application: Application, section: str) -> HttpResponseBase:
    """Show and save one section; the file's own page when it is no longer written."""
    described = BY_CODE.get(section)
    if described is None:
        raise Http404
    if not rules.test_rule("applications.write", request.user, application):
        return _not_now(request, application)
    version = open_version(application)
    if version is None:
        return redirect("applications:file", application.ref)
    if described.files:
        return attachments.page(request, application, version)
    return FileSection(request, application, version, described).answer()


def _not_now(request: HttpRequest, application: Application) -> HttpResponseBase:
    text = _("This application has been sent: it is read, no longer written.")
    if wants_json(request):
        return JsonResponse({"text": text}, status=422)
    if request.method == "POST":
        messages.error(request, text)
    return redirect("applications:file", application.ref)


class FileSection(SectionPage):
    """One section of the version being written."""

    store = STORE
    sections = SECTIONS
    template = "applications/writing/section.html"
    conflict_template = "applications/writing/conflict.html"

    def __init__(self, request: HttpRequest, application: Application, version: Version, section: Section) -> None:
        super().__init__(request, version, section)
        self.application = application

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        return save(
            application=self.application,
            section=self.section,
            posted=posted,
            read_rows=read_rows,
            expected_revision=expected_revision,
            by=self.request.user,
        )

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        return checking.of_section(self.section, given, unparsed, limits_of(self.application.call))

    def address(self, section: Section) -> str:
        return reverse("applications:section", args=[self.application.ref, section.code])

    def home(self) -> str:
        return reverse("applications:file", args=[self.application.ref])

    def check_address(self) -> str:
        return reverse("applications:check", args=[self.application.ref])

    def refuse(self, error: Refused) -> HttpResponseBase:
        return refused(self.request, error, self.application)

    def why_closed(self) -> Refused | None:
        try:
            refuse_unasked(self.application, self.section)
        except Refused as error:
            return error
        return None

    def opened(self, section: Section) -> bool:
        """The sections a clarification names; the declaration is opened from the list, when the others are done."""
        return section.code != LAST and (not self.points or section.code in self.points)

    def discussion(self) -> Discussion:
        return discussion(self.application, self.request.user, self.section.code)

    @cached_property
    def points(self) -> dict[str, list[CompletionPoint]]:
        """What the Secretariat asks, by section."""
        return points_open(self.application)

    def frame(self) -> dict[str, Any]:
        return frame(self.application)

    def context(self) -> dict[str, Any]:
        return {
            "points": self.points.get(self.section.code, []),
            "criteria": looked_at(self.application.call_id, self.section.criteria, page_language()),
            "declaration_points": DECLARATION_POINTS,
        }
