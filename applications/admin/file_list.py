"""The list of applications: saved views, filters, search, bulk assignment, export."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.reference.queries import country_row, country_rows, roadmap, terms
from portal.ui import lists

from .. import export, queries_process, states
from ..filters import LATE, MY_TURN, PARTY_TURN, Wanted, apply, of_view
from ..models import Application, Round
from ..rules_process import in_office, is_officer, is_secretariat
from .common import page

STITCH = {
    states.DRAFT: "hollow",
    states.RANKED: "full",
    states.SELECTED: "full",
    states.RESERVE: "full",
    states.NOT_SELECTED: "full",
    states.INELIGIBLE: "thread",
    states.WITHDRAWN: "thread",
}
COLUMNS = (
    ("reference", gettext_lazy("Reference"), ""),
    ("party", gettext_lazy("Party"), ""),
    ("state", gettext_lazy("State"), ""),
    ("since", gettext_lazy("Whose turn, since"), ""),
    ("", gettext_lazy("Activities"), ""),
    ("usd", gettext_lazy("Asks, USD"), "n"),
    ("days", gettext_lazy("Days"), "n"),
    ("", gettext_lazy("Assessed"), "n"),
    ("score", gettext_lazy("Score"), "n"),
    ("submitted", gettext_lazy("Age, days"), "n"),
)


@dataclass(frozen=True)
class Row:
    """One file as the list shows it; everything was read for the whole page at once."""

    one: Application
    url: str
    party: str
    ldc: bool
    sids: bool
    region: str
    stitch: str
    state: str
    turn: str
    mine: bool
    late: bool
    codes: list[str]
    usd: Any
    days: Any
    assessed: str
    score: Any
    age: int | None


def rows_of(files: list[Application], user: Any, language: str) -> list[Row]:
    """The rows of a page: four queries however many there are."""
    versions = [one.current_version_id for one in files if one.submitted_at]
    activities = queries_process.activities_by_version(versions)
    money = queries_process.money_by_version(versions)
    days = queries_process.days_by_version(versions)
    marks = queries_process.marks_by_file(files)
    regions = {term.code: term.text for term in terms("region", language)}
    now = timezone.now()
    mine, staff = is_officer(user), is_secretariat(user)
    rows = []
    for one in files:
        country = country_row(one.country.iso3, language)
        own = marks[one.pk]
        turn, late = _turn(one, own, mine)
        sent = one.submitted_at is not None
        rows.append(
            Row(
                one=one,
                url=reverse("admin:applications_file", args=[one.ref]),
                party=country.name if country else one.country.iso3,
                ldc=bool(one.country.ldc),
                sids=bool(one.country.sids),
                region=regions.get(one.country.region, one.country.region),
                stitch=STITCH.get(one.state, "half"),
                state=str(one.labels.staff),
                turn=turn,
                mine=mine and one.turn == states.SECRETARIAT,
                late=late,
                codes=activities.get(one.current_version_id, []) if sent else [],
                usd=money.get(one.current_version_id, 0) if sent else None,
                days=days.get(one.current_version_id, 0) if sent else None,
                assessed=_("%(done)s of %(all)s") % {"done": own.handed_in, "all": max(own.wanted, own.named)}
                if own.named or one.state == states.ELIGIBLE
                else "",
                score=one.score if staff else None,  # a field office reads no points, here or on the page
                age=(now - one.submitted_at).days if one.submitted_at else None,
            )
        )
    return rows


def _turn(one: Application, marks: queries_process.Marks, officer: bool) -> tuple[str, bool]:
    """Whose turn it is, in words, and whether it is late."""
    if one.turn == states.SECRETARIAT:
        return (_("You") if officer else str(states.TURNS[states.SECRETARIAT])), False
    if one.turn == states.ASSESSORS and marks.waiting:
        return ", ".join(name for name, _due in marks.waiting), marks.is_late
    if one.turn == states.NOBODY:
        return _("Closed"), False
    return str(states.TURNS[one.turn]), False


def _allowed(request: HttpRequest) -> QuerySet[Application]:
    """What this person sees in the office; 404 for who sees none."""
    if reason_against("applications.office", request.user):
        raise Http404
    return in_office(request.user, Application.objects.all())


def list_view(request: HttpRequest) -> HttpResponse:
    """Fifty files a page. A POST carries the chosen ones to the page where assessors are named."""
    files = _allowed(request)
    if request.method == "POST":
        return _to_assignment(request)
    cleaned = lists.without_empty(request)
    if cleaned is not None:
        return cleaned
    language = get_language() or "en"
    wanted = Wanted.from_query(request.GET)
    narrowed = queries_process.in_order(apply(files, wanted), wanted.order, language).select_related(
        "call", "country"
    )
    counts = _counts(files)
    paginator = Paginator(narrowed, lists.PER_PAGE)
    if not wanted.is_narrowed and not wanted.call:
        paginator.count = counts[wanted.view or "all"]  # known already: one query less
    found = paginator.get_page(request.GET.get("p"))
    return page(
        request,
        "file_list.html",
        _("Applications"),
        {
            "wanted": wanted,
            "rows": rows_of(list(found), request.user, language),
            "found": found,
            "count": paginator.count,
            "tabs": lists.tabs(_views(), counts, wanted),
            "columns": lists.heads(COLUMNS, wanted),
            "pages": lists.near(found, wanted),
            "query": wanted.query(),
            "may_assign": not reason_against("applications.assign", request.user),
            **_choices(files, language),
        },
    )


def _to_assignment(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.getlist("file")
    if not chosen:
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    refs = "&".join(f"ref={ref}" for ref in chosen if ref.replace("-", "").isalnum())
    return redirect(f"{reverse('admin:applications_assign')}?{refs}")


def _counts(files: QuerySet[Application]) -> dict[str, int]:
    """How many files each saved view has: one query."""
    found: dict[str, int] = files.order_by().aggregate(
        all=Count("pk"), **{view: Count("pk", filter=of_view(view)) for view in (MY_TURN, PARTY_TURN, LATE)}
    )
    return found


def _views() -> list[tuple[str, str]]:
    return [
        ("", _("All")),
        (MY_TURN, _("My turn")),
        (PARTY_TURN, _("Waiting for a Party")),
        (LATE, _("Assessments late")),
    ]


def _choices(files: QuerySet[Application], language: str) -> dict[str, Any]:
    """What the filters offer, with how many files each region and group has: two queries."""
    counts = files.order_by().values_list("country__region", "country__ldc", "country__sids").annotate(n=Count("pk"))
    regions: dict[str, int] = {}
    groups = {"ldc": 0, "sids": 0}
    for region, ldc, sids, number in counts:
        regions[region] = regions.get(region, 0) + number
        groups["ldc"] += number if ldc else 0
        groups["sids"] += number if sids else 0
    return {
        "states": [(code, state.staff) for code, state in states.STATES.items()],
        "regions": [(term.code, term.text, regions.get(term.code, 0)) for term in terms("region", language)],
        "groups": [("ldc", _("Least developed"), groups["ldc"]), ("sids", _("Small island"), groups["sids"])],
        "outputs": roadmap(language),
        "parties": [row.name for row in country_rows(language) if row.party],
        "rounds": Round.objects.select_related("call").order_by("-cut_off"),
    }


def export_view(request: HttpRequest) -> HttpResponse:
    """Ask for the list as it is narrowed; the page of the job leads to the file. A button only."""
    _allowed(request)
    if request.method != "POST" or request.POST.get("format") not in export.FORMATS:
        raise Http404
    job = export.request(
        wanted=Wanted.from_query(request.GET),
        format=request.POST["format"],
        by=request.user,
        language=get_language() or "en",
    )
    return redirect("documents:job", code=job.code)
