"""The pages of the sections of a profile: what `portal.collaboration` does, with the rules of an expert."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.accounts.resume import keeps_typed
from portal.accounts.services.refusals import Refused
from portal.collaboration.completeness import Problem
from portal.collaboration.parsing import RowReader
from portal.collaboration.questions import Section
from portal.collaboration.reading import read_sections, to_check
from portal.collaboration.services import Saved
from portal.collaboration.views.section import SectionPage

from ... import checking, states
from ...models import Candidacy, Expert
from ...sections import BY_CODE, SECTIONS
from ...services import profile as profiles
from ...store import STORE
from . import files
from .base import frame, of_expert, refused


@keeps_typed
@of_expert
def section_page(request: HttpRequest, expert: Expert, section: str) -> HttpResponseBase:
    """Show and save one section of the reader's own profile."""
    described = BY_CODE.get(section)
    if described is None:
        raise Http404
    if described.files:
        return files.page(request, expert)
    return ProfileSection(request, expert, described).answer()


class ProfileSection(SectionPage):
    """One section of the open profile."""

    store = STORE
    sections = SECTIONS
    template = "expertise/person/section.html"
    conflict_template = "expertise/person/conflict.html"

    def __init__(self, request: HttpRequest, expert: Expert, section: Section) -> None:
        assert expert.profile is not None
        super().__init__(request, expert.profile, section)
        self.expert = expert

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        return profiles.save(
            expert=self.expert,
            section=self.section,
            posted=posted,
            read_rows=read_rows,
            expected_revision=expected_revision,
            by=self.request.user,
        )

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        return checking.of_section(self.section, given, unparsed)

    def address(self, section: Section) -> str:
        return reverse("expertise:section", args=[section.code])

    @cached_property
    def draft(self) -> Candidacy | None:
        """The application being written, which the profile goes with."""
        return self.expert.candidacies.filter(state=states.DRAFT).select_related("call").first()

    def home(self) -> str:
        if self.draft is not None:
            return reverse("expertise:candidacy", args=[self.draft.call.slug])
        return reverse("expertise:home")

    def check_address(self) -> str:
        if self.draft is not None:
            return reverse("expertise:check", args=[self.draft.call.slug])
        return reverse("expertise:profile")

    def refuse(self, error: Refused) -> HttpResponseBase:
        return refused(self.request, error)

    def frame(self) -> dict[str, Any]:
        return frame(self.expert, draft=self.draft)


@of_expert
@require_safe
def profile_page(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """The whole profile as the Secretariat reads it, with what is missing and where each section is changed."""
    assert expert.profile is not None
    problems, answers, _unparsed = checking.problems_of(expert.profile)
    change = {code: reverse("expertise:section", args=[code]) for code in BY_CODE}
    return render(
        request,
        "expertise/person/profile.html",
        frame(
            expert,
            sections=to_check(read_sections(SECTIONS, answers), problems, change),
            problem_count=len(problems),
        ),
    )
