"""The health of the roster in the office: figures, the members behind each, the gaps, the next call for them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from expertise.choices import Gender
from expertise.services import calls
from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import Refused
from portal.documents.spreadsheets import XLSX, Column, write_xlsx
from portal.office.pages import pages_of
from portal.reference.languages import language_name
from portal.reference.queries import term_map

from ..selection import health
from ..selection.queries_matching import named, open_needs
from .common import staff_only

page = pages_of("roadmaps/matching")

PER_PAGE = 50


@staff_only
def health_view(request: HttpRequest) -> HttpResponse:
    """The page; a language narrows its matrix."""
    language = get_language() or "en"
    found = health.read(language, spoken=request.GET.get("language", "")[:12])
    return page(
        request,
        "health.html",
        _("Health of the roster"),
        {
            "health": found,
            "columns": health.activity_codes(language),
            "gaps": [(gap, health.kind_name(gap.kind)) for gap in found.gaps],
            "reason": reason_against("expertise.manage_calls", request.user),
        },
    )


@staff_only
def members_view(request: HttpRequest) -> HttpResponse:
    """The members behind a figure."""
    language = get_language() or "en"
    wanted = health.Wanted.of(request.GET)
    kept = [member for member in health.members() if wanted.keeps(member)]
    shown = Paginator(kept, PER_PAGE).get_page(request.GET.get("page"))
    regions = term_map("region", language)
    return page(
        request,
        "members.html",
        _("Members behind the figure"),
        {
            "rows": [
                (member, regions[member.region].text if member.region in regions else member.region)
                for member in shown.object_list
            ],
            "marks": health.MARKS,
            "count": len(kept),
            "page": shown,
            "query": f"{wanted.query}&" if wanted.query else "",
            "said": _said(wanted, language),
        },
    )


def _said(wanted: health.Wanted, language: str) -> list[str]:
    """What narrows the members, in words."""

    def term(name: str, code: str) -> str:
        row = term_map(name, language).get(code)
        return row.text if row else code

    def named_activity(code: str) -> str:
        return f"{code} {term('activity', code)}"

    genders = {**dict(Gender.choices), "unknown": _("Not said")}
    pairs = (
        (wanted.activity, lambda code: _("practised %(activity)s") % {"activity": named_activity(code)}),
        (wanted.language, lambda code: _("works in %(language)s") % {"language": language_name(code, language)}),
        (wanted.region, lambda code: term("region", code)),
        (wanted.gender, lambda code: str(genders.get(code, code))),
        (wanted.field, lambda code: term("expertise_field", code)),
        (wanted.mark, lambda code: str(health.MARKS[code])),
    )
    return [say(code) for code, say in pairs if code]


@staff_only
def gap_needs_view(request: HttpRequest, gap: str) -> HttpResponse:
    """The open needs that ask for what is lacking."""
    language = get_language() or "en"
    found = next((each for each in health.gaps(health.members(), language) if each.key == gap), None)
    if found is None:
        raise Http404
    rows = named(list(open_needs().filter(code__in=found.needs)), language)
    context = {"rows": rows, "count": len(rows), "gap": found, "kind": health.kind_name(found.kind)}
    return page(request, "gap_needs.html", _("Open needs that ask for it"), context)


@staff_only
def draft_call_view(request: HttpRequest) -> HttpResponse:
    """A button: the next call for experts, drafted for the gaps that are ticked."""
    if request.method != "POST":
        raise Http404
    lacking = {gap.key: (gap.kind, gap.code) for gap in health.gaps(health.members(), "en")}
    aims = [lacking[key] for key in request.POST.getlist("gap") if key in lacking]
    try:
        call = calls.draft_for_gaps(aims=aims, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("admin:roadmaps_health")
    messages.success(request, _("The call is drafted: read it, change it, then publish."))
    try:
        return redirect(reverse("admin:expertise_expertcall_change", args=[call.pk]))
    except NoReverseMatch:
        return redirect("admin:roadmaps_health")


@staff_only
def export_view(request: HttpRequest) -> HttpResponse:
    """The figures, the gaps or the members behind a figure as a spreadsheet."""
    language = get_language() or "en"
    kind = request.GET.get("what", "figures")
    makers = {"figures": _figures, "members": _members}
    if kind not in makers:
        raise Http404
    columns, rows, name = makers[kind](request, language)
    response = HttpResponse(write_xlsx(columns, rows, sheet=name, title=name), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="roster-{kind}-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return response


def _figures(request: HttpRequest, language: str) -> tuple[list[Column], list[list[Any]], str]:
    found = health.read(language, spoken=request.GET.get("language", "")[:12])
    rows: list[list[Any]] = []
    sections = (
        (_("Members"), [found.total]),
        (_("Regions"), found.regions),
        (_("Gender"), found.genders),
        (_("Fields"), found.fields),
        (_("Working languages"), found.languages),
        (_("To look after"), found.marks),
    )
    for section, figures in sections:
        rows += [[section, each.label, each.number, each.aim, each.short, each.source] for each in figures]
    for region, cells in found.matrix:
        rows += [
            [_("Activities practised"), f"{each.label} · {region}", each.number, None, None, ""] for each in cells
        ]
    for gap in found.gaps:
        rows.append([_("Gaps"), gap.label, gap.number, gap.aim, gap.aim - gap.number, ", ".join(gap.needs)])
    columns = [
        Column(_("Section"), width=24),
        Column(_("Figure"), width=60),
        Column(_("Number"), "number"),
        Column(_("Aim"), "number"),
        Column(_("Short"), "number"),
        Column(_("Source, or open needs that ask for it"), width=60),
    ]
    return columns, rows, _("Health of the roster")


def _members(request: HttpRequest, language: str) -> tuple[list[Column], list[list[Any]], str]:
    wanted = health.Wanted.of(request.GET)
    regions, genders = term_map("region", language), dict(Gender.choices)
    rows = [
        [
            member.code,
            member.name,
            regions[member.region].text if member.region in regions else member.region,
            str(genders.get(member.gender, "")),
            ", ".join(sorted(member.activities)),
            ", ".join(language_name(code, language) for code in sorted(member.languages)),
            member.confirmed_on,
            member.term_ends_on,
            member.missions_now,
            member.considered,
            member.called,
            ", ".join(str(health.MARKS[mark]) for mark in health.MARKS if mark in member.marks),
        ]
        for member in health.members()
        if wanted.keeps(member)
    ]
    columns = [
        Column(_("Code")),
        Column(_("Name"), width=30),
        Column(_("Region"), width=24),
        Column(_("Gender")),
        Column(_("Activities practised"), width=30),
        Column(_("Working languages"), width=30),
        Column(_("Profile confirmed"), "date"),
        Column(_("Term ends"), "date"),
        Column(_("Missions under way"), "number"),
        Column(_("Considered"), "number"),
        Column(_("Called"), "number"),
        Column(_("To look after"), width=40),
    ]
    return columns, rows, _("Members")
