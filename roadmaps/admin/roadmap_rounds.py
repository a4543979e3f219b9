"""Reporting rounds in the office: opened, followed, reminded, closed; the report of a Party."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.questions import reason_against
from portal.accounts.rules import is_secretariat
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language
from portal.reference.queries import country_names

from ..forms.office_national import RoundForm
from ..models import ReportingRound
from ..national.checking_reports import of_report
from ..national.queries_reporting import roadmaps_to_remind, roadmaps_to_report
from ..services.national.reporting import close_round, open_round, remind
from ..views.national.reports import in_words
from .common import page
from .roadmap_pages import roadmap_at


def rounds_view(request: HttpRequest) -> HttpResponse:
    """The rounds with how many reports came, and the form that opens one."""
    if not is_secretariat(request.user):
        raise Http404
    why_not = reason_against("roadmaps.manage_rounds", request.user)
    form = RoundForm(request.POST if request.method == "POST" and not why_not else None)
    if form.is_bound and form.is_valid():
        try:
            made = open_round(by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The round is open and the Parties are told."))
            return redirect("admin:roadmaps_round", made.year)
    rows = [
        (round, round.reports.filter(sent_at__isnull=False).count()) for round in ReportingRound.objects.all()[:20]
    ]
    return page(
        request, "rounds.html", _("Reporting rounds"), {"rows": rows, "form": form, "why_not": why_not},
        status=422 if form.errors else 200,
    )  # fmt: skip


def round_view(request: HttpRequest, year: int) -> HttpResponse:
    """Who has sent, who has not; remind, close."""
    round = ReportingRound.objects.filter(year=year).first()
    if round is None or not is_secretariat(request.user):
        raise Http404
    if request.method == "POST":
        return _act(request, round)
    reports = {report.roadmap_id: report for report in round.reports.all()}
    names = country_names(page_language())
    rows = sorted(
        ((names.get(one.country_id, one.country.iso3), one, reports.get(one.pk)) for one in roadmaps_to_report()),
        key=lambda row: row[0],
    )
    return page(
        request,
        "round.html",
        _("Reports for %(year)s") % {"year": year},
        {
            "round": round,
            "rows": rows,
            "sent": sum(1 for _name, _one, report in rows if report is not None and report.sent_at),
            "why_not": reason_against("roadmaps.manage_rounds", request.user),
            "to_remind": bool(roadmaps_to_remind(round)),
        },
    )


def _act(request: HttpRequest, round: ReportingRound) -> HttpResponse:
    try:
        if request.POST.get("act") == "remind":
            count = remind(round=round, by=request.user)
            words = ngettext("%(count)s Party is reminded.", "%(count)s Parties are reminded.", count)
            messages.success(request, words % {"count": count})
        elif request.POST.get("act") == "close":
            close_round(round=round, by=request.user)
            messages.success(request, _("The round is closed."))
    except Refused as error:
        messages.error(request, error.message)
    return redirect("admin:roadmaps_round", round.year)


def report_view(request: HttpRequest, iso3: str, year: int) -> HttpResponse:
    """A report that was sent, in words."""
    roadmap = roadmap_at(request, iso3)
    report = roadmap.reports.filter(round__year=year, sent_at__isnull=False).select_related("round").first()
    if report is None:
        raise Http404
    party = country_names(page_language()).get(roadmap.country_id, roadmap.country.iso3)
    return page(
        request,
        "report.html",
        f"{party}, {year}",
        {"report": report, "iso3": iso3, "sections": in_words(of_report(report))},
    )
