"""The roadmaps of a person's Parties, and the page of one: what is written, whose turn it is, what comes next."""

from dataclasses import replace
from typing import Any

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts import standing
from portal.accounts.queries import team
from portal.accounts.services.refusals import Refused
from portal.collaboration import completeness
from portal.collaboration.completeness import SectionState
from portal.collaboration.discussion import open_comments
from portal.collaboration.queries import sections_of, unparsed_of
from portal.collaboration.tasklist import Task, task_of
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_names, country_row, term_map

from ...models import Edition, Roadmap
from ...national import stages
from ...national.checking import Part, missing_of, of_section, parts_of
from ...national.history import lines
from ...national.queries import from_application, open_edition, validated
from ...national.queries_reporting import report_to_write
from ...national.rules import roadmaps_of
from ...national.whole import Taken, Whole, read_whole
from ...sections import ITEM, MEASURE, SECTIONS
from ...services.national.starting import start_or_resume
from ...stores import EDITIONS
from .base import frame, of_country


@login_required
@require_safe
def list_page(request: HttpRequest) -> HttpResponseBase:
    """The roadmap of each of the person's Parties, or where it is begun; one Party's leads to it at once."""
    parties = standing.of(request.user).parties
    if not parties:
        raise Http404
    names = country_names(page_language())
    found = {
        roadmap.country_id: roadmap
        for roadmap in roadmaps_of(request.user).filter(is_current=True).select_related("country")
    }
    countries = Country.objects.filter(pk__in=parties)
    rows = sorted(
        ((names.get(country.pk, country.iso3), country, found.get(country.pk)) for country in countries),
        key=lambda row: row[0],
    )
    return render(request, "roadmaps/national/list.html", {"rows": rows})


@of_country
@require_safe
def roadmap_page(request: HttpRequest, country: Country, roadmap: Roadmap | None) -> HttpResponseBase:
    """Where a roadmap is begun, written, and followed."""
    if roadmap is None:
        reference, codes = from_application(country.pk)
        return render(
            request,
            "roadmaps/national/begin.html",
            {
                "iso3": country.iso3.lower(),
                "party": country_names(page_language()).get(country.pk, country.iso3),
                "row": country_row(country.iso3, page_language()),
                "may_begin": rules.test_rule("roadmaps.begin_roadmap", request.user, country),
                "reference": reference,
                "codes": codes,
            },
        )
    edition = open_edition(roadmap)
    context = frame(
        roadmap,
        edition=edition,
        stage_line=stage_line(roadmap.stage),
        editions=list(validated(roadmap)),
        writes=rules.test_rule("roadmaps.write_roadmap", request.user, roadmap),
        signs=rules.test_rule("roadmaps.sign_roadmap", request.user, roadmap),
        report=report_to_write(roadmap),
        entries=lines(roadmap, for_party=True, most=12),
        people=list(team(roadmap.country_id)),
        comment_count=open_comments(roadmap),
    )
    if edition is not None:
        context |= _writing(request, edition, context["writes"])
    return render(request, "roadmaps/national/home.html", context)


@of_country
@require_POST
def begin(request: HttpRequest, country: Country, roadmap: Roadmap | None) -> HttpResponseBase:
    """Begin the roadmap; the one that is there is always found first."""
    try:
        _found, made = start_or_resume(country=country, by=request.user)
    except Refused as error:
        messages.error(request, error.message)
    else:
        if not made:
            messages.info(request, _("The roadmap of your Party is already under way: here it is."))
    return redirect("roadmaps:roadmap", country.iso3.lower())


def stage_line(stage: str) -> list[tuple[str, str, str]]:
    """The stages on a line: done, now, to come."""
    now = stages.BY_CODE[stage].number
    return [
        (str(one.words), "full" if one.number < now else "half" if one.number == now else "hollow", "")
        for one in stages.STAGES
        if one.number
    ]


def _writing(request: HttpRequest, edition: Edition, writes: bool) -> dict[str, Any]:
    """The task list of the edition being written."""
    whole = read_whole(edition)
    parts = parts_of(whole)
    saved = sections_of(edition)
    unparsed = unparsed_of(saved)
    answers = EDITIONS.read_answers(edition, SECTIONS)
    problems = [problem for part in parts if part.record is edition for problem in part.problems]
    problems += of_section(SECTIONS[-1], answers["diagnosis"], unparsed.get("diagnosis", {}))
    tasks = [
        _section_task(edition, state, saved, request.user, writes)
        for state in completeness.states(SECTIONS, answers, unparsed, problems)
    ]
    by_record = {(part.code, part.record.pk): part for part in parts if part.record is not edition}
    missing = missing_of(whole, parts)
    return {
        "tasks": tasks,
        "activities": [_activity(taken, by_record, edition, writes) for taken in whole.items],
        "strip": _strip(whole, by_record),
        "missing": missing[:5],
        "missing_count": len(missing),
        "measure_count": len(whole.measures),
    }


def _section_task(edition: Edition, state: SectionState, saved: Any, user: Any, writes: bool) -> Task:
    url = reverse("roadmaps:section", args=[_iso3(edition), state.section.code]) if writes else ""
    task = task_of(state, saved.get(state.section.code), user, url=url)
    if state.section.code == "diagnosis" and not state.begun:
        return replace(task, stitch="thread", words=_("Optional"))
    return task


def _iso3(edition: Edition) -> str:
    return edition.roadmap.country.iso3.lower()


def _activity(
    taken: Taken, parts: dict[tuple[str, int], Part], edition: Edition, writes: bool
) -> tuple[str, str, list[Task]]:
    """(code, words, its lines: situation and aim, then each measure)."""
    code = taken.item.activity
    words = term_map("activity", page_language()).get(code)
    iso3 = _iso3(edition)
    own = parts["item", taken.item.pk]
    begun = bool(taken.item.situation or taken.item.aim)
    section = replace(ITEM, number=1)
    url = reverse("roadmaps:item", args=[iso3, code]) if writes else ""
    problems = [problem for problem in own.problems if problem.field]
    lines = [task_of(_state(section, problems, begun), None, None, url=url)]
    for place, planned in enumerate(taken.measures, start=2):
        one = planned.measure
        part = parts["measure", one.pk]
        section = replace(MEASURE, number=place, title=part.title)
        url = reverse("roadmaps:measure", args=[iso3, one.key]) if writes else ""
        lines.append(task_of(_state(section, part.problems, bool(one.title or one.description)), None, None, url=url))
    return code, str(words.text) if words else "", lines


def _state(section: Any, problems: list[Any], begun: bool) -> SectionState:
    wrong = sum(problem.kind == completeness.WRONG for problem in problems)
    return SectionState(section, begun, len(problems) - wrong, wrong)


def _strip(whole: Whole, parts: dict[tuple[str, int], Part]) -> dict[str, str]:
    """Each activity chosen: hollow until something is written on it, half until nothing is missing."""
    found = {}
    for taken in whole.items:
        all_parts = [parts["item", taken.item.pk], *(parts["measure", one.measure.pk] for one in taken.measures)]
        done = not any(part.problems for part in all_parts)
        begun = bool(taken.item.situation or taken.measures)
        found[taken.item.activity] = "full" if done else "half" if begun else "hollow"
    return found
