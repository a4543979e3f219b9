"""Missions in the office: the list and one mission, its terms, its days, its appraisal."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.rules import is_staff_member
from portal.accounts.services.refusals import Refused
from portal.accounts.telling import tell
from portal.activity.queries import history
from portal.documents.queries import issued_for
from portal.documents.serving import serve
from portal.office import ReadOnlyAdmin, register
from portal.office.pages import posted
from portal.reference.languages import language_name
from portal.reference.queries import country_names, country_rows
from portal.ui import lists

from ..forms.mission import DeliverableForm, ExtendForm, NewMissionForm, TermsForm
from ..models import Mission
from ..selection import appraisals, export, queries, situation, states
from ..selection.filters import APPRAISE, EXPERT_TURN, LATE, MY_TURN, VIEWS, Wanted, apply, of_view
from ..selection.papers import parts_of, reference_of
from ..selection.rules import missions_visible_to
from ..services.mission import appraising, missions, work
from ..services.mission.reports import report_of
from ..views.mission.appraisal import AGAIN, asked, marks_in, read_by
from .common import in_office, mission_at, page, reading, staff_only


@register(Mission)
class MissionAdmin(ReadOnlyAdmin):
    """Pages of our own, by the code of the mission."""

    may_view = in_office

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(list_view), name="roadmaps_missions"),
            path("", view(list_view), name="roadmaps_mission_changelist"),
            path("export/", view(export_view), name="roadmaps_missions_export"),
            path("new/", view(new_view), name="roadmaps_mission_new"),
            path("<slug:code>/", view(one_view), name="roadmaps_mission"),
            path("<slug:code>/terms/", view(terms_view), name="roadmaps_terms"),
            path("<slug:code>/issue/", view(issue), name="roadmaps_terms_issue"),
            path("<slug:code>/begin/", view(begin), name="roadmaps_begin"),
            path("<slug:code>/cancel/", view(cancel), name="roadmaps_mission_cancel"),
            path("<slug:code>/extend/", view(extend), name="roadmaps_extend"),
            path("<slug:code>/deliverable/", view(deliverable), name="roadmaps_deliverable"),
            path("<slug:code>/deliverable/<int:position>/", view(drop), name="roadmaps_deliverable_drop"),
            path("<slug:code>/file/<int:position>/", view(delivered), name="roadmaps_delivered"),
            path("<slug:code>/paper/<slug:kind>/<slug:language>/", view(paper), name="roadmaps_paper"),
            path("<slug:code>/appraise/", view(appraise), name="roadmaps_appraise"),
        ]


def _seen(request: HttpRequest) -> QuerySet[Mission]:
    """The missions the person sees, as rows of the list."""
    return queries.missions().filter(pk__in=missions_visible_to(request.user).values("pk"))


@reading
def list_view(request: HttpRequest) -> HttpResponse:
    """Fifty missions a page: whose turn, what is late, days used against agreed."""
    cleaned = lists.without_empty(request)
    if cleaned is not None:
        return cleaned
    language = get_language() or "en"
    wanted = Wanted.from_query(request.GET)
    seen = _seen(request)
    found = Paginator(apply(seen, wanted).order_by("-starts_on", "-pk"), lists.PER_PAGE).get_page(
        request.GET.get("p")
    )
    counts = (
        Mission.objects.filter(pk__in=missions_visible_to(request.user).values("pk"))
        .order_by()
        .aggregate(all=Count("pk"), **{view: Count("pk", filter=of_view(view)) for view in VIEWS})
    )
    views = [
        ("", _("All")),
        (MY_TURN, _("My turn")),
        (EXPERT_TURN, _("Under way")),
        (LATE, _("Report late")),
        (APPRAISE, _("To appraise")),
    ]
    names, today = country_names(language), timezone.localdate()
    return page(
        request,
        "missions.html",
        _("Missions"),
        {
            "wanted": wanted,
            "rows": [_row(row, names, today) for row in found],
            "found": found,
            "count": found.paginator.count,
            "tabs": lists.tabs(views, counts, wanted),
            "query": wanted.query(),
            "pages": lists.near(found, wanted),
            "states": [(state.code, state.staff) for state in states.MISSION.states],
            "kinds": Mission.Kind.choices,
            "parties": [row.name for row in country_rows(language) if row.party],
            "bar": reason_against("roadmaps.manage_mission", request.user),
            "is_staff": is_staff_member(request.user),
        },
    )


def _row(mission: Mission, names: dict[int, str], today: Any) -> dict[str, Any]:
    return {
        "one": mission,
        "party": names.get(mission.country_id or 0, ""),
        "whose": situation.TURNS[mission.labels.turn](),
        "late": mission.state == states.UNDER_WAY and mission.ends_on < today,
    }


@reading
def export_view(request: HttpRequest) -> HttpResponse:
    """Ask for the list as it is narrowed; the page of the job leads to the file. A button only."""
    posted(request)
    job = export.request(wanted=Wanted.from_query(request.GET), by=request.user, language=get_language() or "en")
    return redirect("documents:job", code=job.code)


@staff_only
def new_view(request: HttpRequest) -> HttpResponse:
    """A training, a panel, material or a study: work that serves no single country."""
    form = NewMissionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = missions.create(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The mission is made; the expert is told."))
            return redirect("admin:roadmaps_mission", code=made.code)
    return page(
        request,
        "form.html",
        _("A mission without a country"),
        {
            "form": form,
            "lead": _("Technical assistance is agreed with its Party: it begins with a need and a shortlist."),
            "bar": reason_against("roadmaps.manage_mission", request.user),
            "button": _("Make the mission"),
            "back": "admin:roadmaps_missions",
        },
        status=422 if form.errors else 200,
    )


@reading
def one_view(request: HttpRequest, code: str) -> HttpResponse:
    """One mission: what can be done and why not, terms, deliverables, days, report, appraisals, history."""
    return _show(request, mission_at(request, code))


def _show(request: HttpRequest, mission: Mission, *, given: Any = None, refused: str = "") -> HttpResponse:
    language = get_language() or "en"
    user = request.user
    report = report_of(mission)
    used = work.used_days(mission)
    shown, sides_given = read_by(user, mission)
    side = appraising.side_of(user, mission)
    own = any(row["appraisal"].side == side for row in shown)
    asks = side == appraisals.SECRETARIAT and not own and not reason_against("roadmaps.appraise", user, mission)
    bar = reason_against("roadmaps.manage_mission", user, mission)
    return page(
        request,
        "mission.html",
        mission.title,
        {
            "mission": mission,
            "reference": reference_of(mission),
            "party": country_names(language).get(mission.country_id or 0, ""),
            "working_language": language_name(mission.language, language),
            "whose": situation.TURNS[mission.labels.turn](),
            "deliverables": queries.deliverables_of(mission),
            "days_worked": list(mission.days_worked.all()),
            "used": used,
            "report": report,
            "report_parts": parts_of(report) if report.sent_at else [],
            "papers": [row for row in issued_for(mission) if row.superseded_by_id is None],
            "terms_hold": mission.terms_id is not None,
            "may_write": mission.state == states.PREPARED and not bar,
            "live": mission.state in states.LIVE_MISSIONS,
            "bar": bar,
            "is_staff": is_staff_member(user),
            "begin_bar": "" if mission.terms_id else _("Issue the terms of reference first."),
            "shown": shown,
            "sides_given": sides_given,
            "asks": asks,
            "questions": asked(appraisals.SECRETARIAT, given, checks=bool(refused)) if asks else [],
            "levels": appraisals.MARKS,
            "given": given or {},
            "refused": refused,
            "deliverable_form": DeliverableForm(initial={"due": mission.ends_on}),
            "extend_form": ExtendForm(initial={"days": mission.days, "ends_on": mission.ends_on}),
            "entries": list(history(mission)[:60]),
        },
        status=422 if refused else 200,
    )


@staff_only
def terms_view(request: HttpRequest, code: str) -> HttpResponse:
    """Write what the terms of reference say."""
    mission = mission_at(request, code)
    form = TermsForm(request.POST or None, instance=mission)
    if request.method == "POST" and form.is_valid():
        try:
            missions.write_terms(mission=mission, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The terms are kept. Issue them when they are complete."))
            return redirect("admin:roadmaps_mission", code=mission.code)
    return page(
        request,
        "form.html",
        _("Terms of reference"),
        {
            "form": form,
            "subtitle": f"{reference_of(mission)} · {mission.expert}",
            "bar": reason_against("roadmaps.manage_mission", request.user, mission),
            "button": _("Save"),
            "back": "admin:roadmaps_mission",
            "back_args": mission.code,
        },
        status=422 if form.errors else 200,
    )


def _act(request: HttpRequest, code: str, done: str, act: Any) -> HttpResponse:
    """A button of the mission's page."""
    posted(request)
    mission = mission_at(request, code)
    tell(request, done, lambda: act(mission))
    return redirect("admin:roadmaps_mission", code=mission.code)


@staff_only
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Have the terms of reference made."""
    done = _("The terms of reference are being made.")
    return _act(request, code, done, lambda one: missions.issue_terms(mission=one, by=request.user))


@staff_only
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the mission."""
    return _act(request, code, _("The mission has begun."), lambda one: missions.begin(mission=one, by=request.user))


@staff_only
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel it, with a reason."""
    reason = request.POST.get("reason", "")[:1000]
    done = _("The mission is cancelled.")
    return _act(request, code, done, lambda one: missions.cancel(mission=one, reason=reason, by=request.user))


@staff_only
def extend(request: HttpRequest, code: str) -> HttpResponse:
    """Agree on other days or another end."""
    posted(request)
    mission = mission_at(request, code)
    form = ExtendForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
        return redirect("admin:roadmaps_mission", code=mission.code)
    tell(
        request,
        _("The change is agreed; the expert is told."),
        lambda: missions.extend(mission=mission, by=request.user, **form.cleaned_data),
    )
    return redirect("admin:roadmaps_mission", code=mission.code)


@staff_only
def deliverable(request: HttpRequest, code: str) -> HttpResponse:
    """Name a deliverable."""
    posted(request)
    mission = mission_at(request, code)
    form = DeliverableForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
        return redirect("admin:roadmaps_mission", code=mission.code)
    tell(
        request,
        _("The deliverable is named."),
        lambda: work.add_deliverable(mission=mission, by=request.user, **form.cleaned_data),
    )
    return redirect("admin:roadmaps_mission", code=mission.code)


def _deliverable_at(mission: Mission, position: int) -> Any:
    found = mission.deliverables.filter(position=position).select_related("stored_file").first()
    if found is None:
        raise Http404
    found.mission = mission
    return found


@staff_only
def drop(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """Take a deliverable out."""
    return _act(
        request,
        code,
        _("The deliverable is dropped."),
        lambda one: work.drop_deliverable(deliverable=_deliverable_at(one, position), by=request.user),
    )


@reading
def delivered(request: HttpRequest, code: str, position: int) -> HttpResponseBase:
    """What was handed over, as a download."""
    found = _deliverable_at(mission_at(request, code), position)
    if found.stored_file is None:
        raise Http404
    return serve(found.stored_file)


@reading
def paper(request: HttpRequest, code: str, kind: str, language: str) -> HttpResponseBase:
    """Terms of reference or the report, as a download."""
    mission = mission_at(request, code)
    found = issued_for(mission).filter(kind=kind, language=language, superseded_by=None).first()
    if found is None:
        raise Http404
    return serve(found.stored_file)


@staff_only
def appraise(request: HttpRequest, code: str) -> HttpResponse:
    """The Secretariat's appraisal."""
    posted(request)
    mission = mission_at(request, code)
    if appraising.side_of(request.user, mission) != appraisals.SECRETARIAT:
        messages.error(
            request, reason_against("roadmaps.appraise", request.user, mission) or _("You may not do this.")
        )
        return redirect("admin:roadmaps_mission", code=mission.code)
    given = request.POST
    try:
        appraising.give(
            mission=mission,
            marks=marks_in(given, appraisals.SECRETARIAT),
            comment=given.get("comment", ""),
            again=AGAIN.get(given.get("again", "")),
            by=request.user,
        )
    except Refused as refusal:
        return _show(request, mission, given=given, refused=refusal.message)
    messages.success(request, _("Thank you. Your appraisal is given and no longer changes."))
    return redirect("admin:roadmaps_mission", code=mission.code)
