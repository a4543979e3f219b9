"""The list of experts: saved views, filters, search, what to do with those chosen, export."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.reference.languages import language_names
from portal.reference.queries import country_names, country_rows, roadmap, term_map, terms
from portal.ui import lists

from .. import export_experts, ports, states
from ..choices import Gender
from ..filters_office import (
    ENDING,
    LISTED,
    MEMBERS,
    NEVER,
    UNCONFIRMED,
    WantedExperts,
    apply_experts,
    of_view,
    order_experts,
)
from ..models import Expert, SpokenLanguage
from ..months import is_stale
from ..queries_office import WORKS, known_of
from .common import may_manage, office_only, page

COLUMNS = (
    ("name", gettext_lazy("Name"), ""),
    ("state", gettext_lazy("State"), ""),
    ("region", gettext_lazy("Residence"), ""),
    ("", gettext_lazy("Activities"), ""),
    ("", gettext_lazy("Works in"), ""),
    ("confirmed", gettext_lazy("Confirmed"), ""),
    ("term", gettext_lazy("Term ends"), ""),
    ("", gettext_lazy("Missions now"), "n"),
    ("", gettext_lazy("Called"), "n"),
)
ACTS = {"mail": "admin:expertise_mailing_compose", "invite": "admin:expertise_gathering_choose"}


@dataclass(frozen=True, slots=True)
class Row:
    """One expert as the list shows them; everything was read for the whole page at once."""

    one: Expert
    url: str
    stitch: str
    country: str
    region: str
    codes: list[str]
    languages: str
    stale: bool
    missions: int | None
    called: int | None


def rows_of(experts: list[Expert], language: str) -> list[Row]:
    """The rows of a page: two queries, and what the floor above knows, however many there are."""
    known = known_of(one.profile_id for one in experts)
    keys = [one.pk for one in experts]
    loads, records = ports.load(keys), ports.track_record(keys)
    countries, regions, names = country_names(language), term_map("region", language), language_names(language)
    today = timezone.localdate()
    return [
        Row(
            one=one,
            url=reverse("admin:expertise_expert_page", args=[one.code]),
            stitch=states.EXPERT[one.state].stitch,
            country=countries.get(one.residence_id or 0, ""),
            region=str(regions[one.region]) if one.region in regions else one.region,
            codes=known.activities.get(one.profile_id or 0, []),
            languages=", ".join(names.get(code, code) for code in known.languages.get(one.profile_id or 0, [])),
            stale=one.is_member and is_stale(one.confirmed_on, today),
            missions=loads[one.pk].missions if one.pk in loads else None,
            called=records[one.pk].called if one.pk in records else None,
        )
        for one in experts
    ]


@office_only
def list_view(request: HttpRequest) -> HttpResponse:
    """Fifty experts a page. A POST carries the chosen ones to the page of the act."""
    if request.method == "POST":
        return _to_act(request)
    cleaned = lists.without_empty(request)
    if cleaned is not None:
        return cleaned
    language = get_language() or "en"
    wanted = WantedExperts.from_query(request.GET)
    counts = _counts()
    paginator = Paginator(order_experts(apply_experts(Expert.objects.all(), wanted), wanted.order), lists.PER_PAGE)
    if not wanted.is_narrowed:
        paginator.count = counts[wanted.view or "all"]  # known already: one query less
    found = paginator.get_page(request.GET.get("p"))
    return page(
        request,
        "expert_list.html",
        _("Experts"),
        {
            "wanted": wanted,
            "rows": rows_of(list(found), language),
            "found": found,
            "count": paginator.count,
            "tabs": lists.tabs(_views(), counts, wanted),
            "columns": lists.heads(COLUMNS, wanted),
            "pages": lists.near(found, wanted),
            "query": wanted.query(),
            "may_manage": may_manage(request.user),
            **_choices(language),
        },
    )


def _to_act(request: HttpRequest) -> HttpResponse:
    """To the page of the act, with the people ticked, or with the whole view."""
    act = ACTS.get(request.POST.get("action", ""))
    if act is None or not may_manage(request.user):
        raise Http404
    if request.POST.get("whole"):
        query = WantedExperts.from_query(request.GET).query()
        return redirect(f"{reverse(act)}?whole=1{'&' + query if query else ''}")
    codes = [code for code in request.POST.getlist("expert") if code.isalnum()]
    if not codes:
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    return redirect(f"{reverse(act)}?{urlencode([('e', code) for code in codes])}")


def chosen(request: HttpRequest) -> QuerySet[Expert]:
    """The experts an act is about: those named in the address, or everybody of the view in it."""
    rows = Expert.objects.filter(erased_at__isnull=True).select_related("user")
    if request.GET.get("whole"):
        return order_experts(apply_experts(rows, WantedExperts.from_query(request.GET)), "")
    return rows.filter(code__in=request.GET.getlist("e")).order_by("name_key", "pk")


def _counts() -> dict[str, int]:
    """How many experts each saved view has: one query, and one for who was never called."""
    today = timezone.localdate()
    views = {view: Count("pk", filter=of_view(view, today)) for view in (MEMBERS, LISTED, UNCONFIRMED, ENDING, NEVER)}
    found: dict[str, int] = Expert.objects.aggregate(all=Count("pk", filter=of_view("", today)), **views)
    return found


def _views() -> list[tuple[str, str]]:
    return [
        ("", _("All")),
        (MEMBERS, _("Members")),
        (UNCONFIRMED, _("Unconfirmed")),
        (ENDING, _("Term ending")),
        (NEVER, _("Never called")),
        (LISTED, _("Listed publicly")),
    ]


def _choices(language: str) -> dict[str, Any]:
    """What the filters offer; of languages those that somebody works in: one query."""
    spoken = set(
        SpokenLanguage.objects.filter(working__in=WORKS).order_by().values_list("language", flat=True).distinct()
    )
    return {
        "states": states.EXPERT.choices,
        "regions": [(row.code, row.text) for row in terms("region", language)],
        "outputs": roadmap(language),
        "fields": [(row.code, row.text) for row in terms("expertise_field", language)],
        "themes": [(row.code, row.text) for row in terms("theme", language)],
        "languages": [(code, name) for code, name in language_names(language).items() if code in spoken],
        "genders": [*Gender.choices, ("none", _("Not said"))],
        "countries": [row.name for row in country_rows(language)],
    }


@office_only
def export_view(request: HttpRequest) -> HttpResponse:
    """Ask for the list as it is narrowed; the page of the job leads to the file. A button only."""
    if request.method != "POST" or request.POST.get("format") not in export_experts.FORMATS:
        raise Http404
    job = export_experts.request(
        kind=export_experts.EXPERTS,
        wanted=WantedExperts.from_query(request.GET),
        format=request.POST["format"],
        by=request.user,
        language=get_language() or "en",
    )
    return redirect("documents:job", code=job.code)
