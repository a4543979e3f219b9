"""The page of one section: saved at any time, by hand or by itself."""

from collections.abc import Mapping
from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.resume import keeps_typed, wants_json
from portal.collaboration.models import Section as SavedSection
from portal.collaboration.queries import sections_of
from portal.collaboration.services import Conflict
from portal.ui.dates import clock, day

from ... import checking
from ...completeness import MISSING, WRONG, Problem
from ...forms.raw import Raw, from_posted, from_stored
from ...forms.section_form import build, row_reader
from ...models import Application, Version
from ...parsing import Parsed
from ...queries import limits_of, looked_at, open_version
from ...sections import BY_CODE, DECLARATION_POINTS, HARD_LIMIT, LAST, SECTIONS, Section, following
from ...services.points import points_open
from ...services.sections import refuse_unasked, save
from ...services.transition import Refused
from ...store import read_section
from . import attachments, conflict
from .base import frame, language, of_party, refused
from .presence import colleagues


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
    if request.method == "POST":
        return _save(request, application, version, described)
    return _show(request, application, version, described)


def _not_now(request: HttpRequest, application: Application) -> HttpResponseBase:
    text = _("This application has been sent: it is read, no longer written.")
    if wants_json(request):
        return JsonResponse({"text": text}, status=422)
    if request.method == "POST":
        messages.error(request, text)
    return redirect("applications:file", application.ref)


def _revision(posted: Mapping[str, Any]) -> int:
    text = str(posted.get("revision") or "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def saved_text(saved: SavedSection | None) -> str:
    """The state of the save bar."""
    at = saved.saved_at if saved and saved.saved_at else None
    if at is None:
        return _("Nothing is saved yet. You can leave and come back at any time.")
    if timezone.localdate(at) != timezone.localdate():
        return _("Saved on %(date)s. You can leave this page.") % {"date": day(at)}
    return _("Saved at %(time)s. You can leave this page.") % {"time": clock(at)}


def _save(request: HttpRequest, application: Application, version: Version, section: Section) -> HttpResponseBase:
    posted: Any = request.POST
    if "settle" in posted:
        posted = conflict.settled(section, posted, version)
    try:
        outcome = save(
            application=application,
            section=section,
            posted=posted,
            read_rows=row_reader(posted),
            expected_revision=_revision(posted),
            by=request.user,
        )
    except Conflict as clash:
        return conflict.answer(request, application, version, section, posted, clash)
    except Refused as error:
        if wants_json(request):
            return JsonResponse({"text": error.message}, status=422)
        return refused(request, error, application)

    too_long = _refused_problems(section, outcome.parsed)
    if wants_json(request):
        if too_long:
            return JsonResponse({"text": too_long[0].message, "revision": outcome.section.revision}, status=422)
        text = _("Saved at %(time)s. You can leave this page.") % {"time": clock(timezone.now())}
        return JsonResponse({"revision": outcome.section.revision, "saved_at_text": text})
    if too_long:
        raw = from_posted(section, posted, row_reader(posted))
        return _render(request, application, section, raw, outcome.section, too_long, status=422)
    return _after_save(request, application, outcome.version, section, outcome.section, posted)


def _after_save(
    request: HttpRequest,
    application: Application,
    version: Version,
    section: Section,
    saved: SavedSection,
    posted: Mapping[str, Any],
) -> HttpResponseBase:
    here = reverse("applications:section", args=[application.ref, section.code])
    if posted.get("add_row"):
        kind = str(posted["add_row"])
        if any(rows.kind == kind for rows in section.rows):
            return redirect(f"{here}?add={kind}#{kind}")
        return redirect(here)
    if posted.get("next") == "leave":
        return redirect("applications:file", application.ref)
    given = read_section(version, section)
    found = _wrong(checking.of_section(section, given, saved.unparsed, limits_of(application.call)))
    if found:
        raw = from_stored(section, given, saved.unparsed)
        return _render(request, application, section, raw, saved, found)
    if posted.get("next") == "check":
        return redirect("applications:check", application.ref)
    return redirect(_next_address(application, section))


def _next_address(application: Application, section: Section) -> str:
    """The next section that may be written; the file's page after the last."""
    after = following(section)
    asked = points_open(application)
    while after is not None and asked and after.code not in asked:
        after = following(after)
    if after is None or after.code == LAST:
        return reverse("applications:file", args=[application.ref])
    return reverse("applications:section", args=[application.ref, after.code])


def _show(request: HttpRequest, application: Application, version: Version, section: Section) -> HttpResponseBase:
    try:
        refuse_unasked(application, section)
    except Refused as error:
        return refused(request, error, application)
    all_saved = sections_of(version)
    saved = all_saved.get(section.code)
    unparsed = saved.unparsed if saved else {}
    restored = getattr(request, "restored", None)
    if restored is not None:
        raw = from_posted(section, restored, row_reader(restored))
        shown = SavedSection(code=section.code, revision=_revision(restored))
        return _render(request, application, section, raw, shown, [], restored=True, others=all_saved)
    given = read_section(version, section)
    found = checking.of_section(section, given, unparsed, limits_of(application.call))
    if "check" not in request.GET:
        found = _wrong(found)
    raw = from_stored(section, given, unparsed)
    return _render(request, application, section, raw, saved, found, others=all_saved)


def _wrong(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.kind == WRONG]


def _refused_problems(section: Section, parsed: Parsed) -> list[Problem]:
    """One problem for each text that is too long to be kept."""
    found = []
    for key in parsed.refused:
        kind, _dot, rest = key.partition(".")
        rows = next((rows for rows in section.rows if rows.kind == kind), None)
        if rows is None or not rest:
            question = section.field(key)
            label = question.label if question else key
            found.append(Problem(section.code, key, checking.too_much(label, HARD_LIMIT), WRONG))
            continue
        place, _dot, name = rest.rpartition(".")
        column = next(column for column in rows.columns if column.name == name)
        words = checking.too_much(column.label, HARD_LIMIT)
        row: int | str = place if rows.picked else int(place)
        found.append(Problem(section.code, name, words, WRONG, rows.kind, row))
    return found


def _render(
    request: HttpRequest,
    application: Application,
    section: Section,
    raw: Raw,
    saved: SavedSection | None,
    problems: list[Problem],
    *,
    restored: bool = False,
    others: dict[str, SavedSection] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = build(section, raw, problems, add=request.GET.get("add", ""))
    points = points_open(application).get(section.code, [])
    return render(
        request,
        "applications/writing/section.html",
        frame(
            application,
            section=section,
            count=len(SECTIONS),
            page=page,
            form=page.form,
            page_errors=bool(problems),
            missing_only=bool(problems) and all(problem.kind == MISSING for problem in problems),
            revision=saved.revision if saved else 0,
            save_state="idle" if restored or saved is None or saved.saved_at is None else "saved",
            save_text=_("Not saved yet.") if restored else saved_text(saved),
            restored=restored,
            points=points,
            criteria=looked_at(application.call_id, section.criteria, language()),
            others=colleagues(others or {}, request.user),
            is_last=section.code == LAST,
            working_translations=[
                activity.code
                for output in page.outputs
                for activity in output.activities
                if activity.is_working_translation
            ],
            declaration_points=DECLARATION_POINTS,
        ),
        status=status,
    )
