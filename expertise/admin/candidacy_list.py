"""The list of applications of experts: whose turn, since when, saved views, filters, export."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.accounts.rules import is_head, is_officer
from portal.reference.queries import country_names, term_map, terms
from portal.ui import lists

from .. import export_experts, states
from ..filters_office import (
    DECIDED,
    TO_CHECK,
    TO_DECIDE,
    TO_OPEN,
    WantedCandidacies,
    apply_candidacies,
    of_turn,
    order_candidacies,
)
from ..models import Candidacy, ExpertCall
from ..queries_office import call_titles, sent_candidacies, with_progress
from .common import office_only, page

COLUMNS = (
    ("name", gettext_lazy("Name"), ""),
    ("call", gettext_lazy("Call"), ""),
    ("state", gettext_lazy("State"), ""),
    ("since", gettext_lazy("Whose turn, since"), ""),
    ("", gettext_lazy("Residence"), ""),
    ("", gettext_lazy("Rules open"), "n"),
    ("", gettext_lazy("Referees"), "n"),
    ("submitted", gettext_lazy("Age, days"), "n"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One application as the list shows it."""

    one: Candidacy
    url: str
    call: str
    stitch: str
    turn: str
    mine: bool
    country: str
    region: str
    rules_open: int | None
    referees: str
    age: int | None


def turn_of(one: Candidacy, user: Any) -> tuple[str, bool]:
    """Whose turn it is, in words, and whether it is the reader's."""
    if one.state not in (states.APPLIED, states.UNDER_REVIEW):
        return _("Closed"), False
    if one.state == states.UNDER_REVIEW and one.proposed_at is not None:
        mine = bool(is_head(user)) and one.proposed_by_id != user.pk
        return (_("You") if mine else _("The head")), mine
    mine = bool(is_officer(user))
    return (_("You") if mine else _("The officers")), mine


def rows_of(found: list[Candidacy], user: Any, language: str) -> list[Row]:
    """The rows of a page: one query however many there are."""
    titles = call_titles((one.call_id for one in found), language)
    countries, regions = country_names(language), term_map("region", language)
    now = timezone.now()
    rows = []
    for one in found:
        turn, mine = turn_of(one, user)
        rows.append(
            Row(
                one=one,
                url=reverse("admin:expertise_candidacy_page", args=[one.pk]),
                call=titles.get(one.call_id, one.call.slug),
                stitch=one.labels.stitch,
                turn=turn,
                mine=mine,
                country=countries.get(one.expert.residence_id or 0, ""),
                region=str(regions.get(one.expert.region, one.expert.region)),
                rules_open=one.rules_open if one.state == states.UNDER_REVIEW else None,
                referees=_("%(done)s of %(all)s") % {"done": one.referees_answered, "all": one.referees_asked},
                age=(now - one.submitted_at).days if one.submitted_at else None,
            )
        )
    return rows


@office_only
def list_view(request: HttpRequest) -> HttpResponse:
    """Fifty applications a page, the oldest turn first."""
    cleaned = lists.without_empty(request)
    if cleaned is not None:
        return cleaned
    language = get_language() or "en"
    wanted = WantedCandidacies.from_query(request.GET)
    counts = _counts()
    narrowed = with_progress(apply_candidacies(sent_candidacies(), wanted))
    paginator = Paginator(order_candidacies(narrowed, wanted.order), lists.PER_PAGE)
    if not wanted.is_narrowed:
        paginator.count = counts[wanted.view or "all"]
    found = paginator.get_page(request.GET.get("p"))
    calls = list(ExpertCall.objects.order_by("-opens_at"))
    titles = call_titles((call.pk for call in calls), language)
    return page(
        request,
        "candidacy_list.html",
        _("Applications of experts"),
        {
            "wanted": wanted,
            "rows": rows_of(list(found), request.user, language),
            "found": found,
            "count": paginator.count,
            "tabs": lists.tabs(_views(), counts, wanted),
            "columns": lists.heads(COLUMNS, wanted),
            "pages": lists.near(found, wanted),
            "query": wanted.query(),
            "states": [pair for pair in states.CANDIDACY.choices if pair[0] != states.DRAFT],
            "regions": [(row.code, row.text) for row in terms("region", language)],
            "calls": [(call.slug, titles.get(call.pk, call.slug)) for call in calls],
        },
    )


def _counts() -> dict[str, int]:
    """How many applications each saved view has: one query."""
    views = {view: Count("pk", filter=of_turn(view)) for view in (TO_OPEN, TO_CHECK, TO_DECIDE, DECIDED)}
    found: dict[str, int] = sent_candidacies().aggregate(all=Count("pk"), **views)
    return found


def _views() -> list[tuple[str, str]]:
    return [
        ("", _("All")),
        (TO_OPEN, _("To open")),
        (TO_CHECK, _("To check")),
        (TO_DECIDE, _("To decide")),
        (DECIDED, _("Decided")),
    ]


@office_only
def export_view(request: HttpRequest) -> HttpResponse:
    """Ask for the list as it is narrowed. A button only."""
    if request.method != "POST" or request.POST.get("format") not in export_experts.FORMATS:
        raise Http404
    job = export_experts.request(
        kind=export_experts.CANDIDACIES,
        wanted=WantedCandidacies.from_query(request.GET),
        format=request.POST["format"],
        by=request.user,
        language=get_language() or "en",
    )
    return redirect("documents:job", code=job.code)
