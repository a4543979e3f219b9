"""The matching in the office: the open needs, one need with every expert in order, several needs at once."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.rules import is_staff_member
from portal.office import ReadOnlyAdmin, register
from portal.office.pages import pages_of
from portal.reference.languages import language_name
from portal.reference.queries import country_names, term_map, terms
from portal.reference.sortkeys import sort_key

from ..models import Need
from ..selection.matches import Match, for_need
from ..selection.queries_matching import named, need_at, open_needs
from . import health
from .assignment import assignment_view
from .common import staff_only

page = pages_of("roadmaps/matching")

PER_PAGE = 20
MOST_LISTED = 200


@register(Need)
class NeedAdmin(ReadOnlyAdmin):
    """Pages of the matching; a need itself is written on the page of its assistance."""

    may_view = lambda user, obj=None: is_staff_member(user)  # noqa: E731

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(needs_view), name="roadmaps_matching"),
            path("", view(needs_view), name="roadmaps_need_changelist"),
            path("assignment/", view(assignment_view), name="roadmaps_assignment"),
            path("roster/", view(health.health_view), name="roadmaps_health"),
            path("roster/members/", view(health.members_view), name="roadmaps_health_members"),
            path("roster/gaps/<str:gap>/", view(health.gap_needs_view), name="roadmaps_health_gap"),
            path("roster/call/", view(health.draft_call_view), name="roadmaps_health_call"),
            path("roster/export/", view(health.export_view), name="roadmaps_health_export"),
            path("<slug:code>/", view(match_view), name="roadmaps_match"),
        ]


# --- One need -----------------------------------------------------------------------------------
@staff_only
def needs_view(request: HttpRequest) -> HttpResponse:
    """The open needs, each with its page of the matching."""
    language = get_language() or "en"
    rows = named(list(open_needs()[:MOST_LISTED]), language)
    return page(request, "needs.html", _("Matching"), {"rows": rows, "count": open_needs().count()})


@dataclass(frozen=True, slots=True)
class Narrowed:
    """How the list of experts is narrowed; unknown values are left out."""

    q: str = ""
    region: str = ""
    show: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Narrowed":
        show = query.get("show", "")
        return cls(
            q=query.get("q", "").strip()[:100],
            region=query.get("region", "")[:40],
            show=show if show in {"free", "barred"} else "",
        )

    def keeps(self, match: Match) -> bool:
        if self.show and match.is_barred != (self.show == "barred"):
            return False
        if self.region and match.person.region != self.region:
            return False
        return not self.q or sort_key(self.q) in sort_key(match.name)

    @property
    def query(self) -> str:
        given = {name: value for name in ("q", "region", "show") if (value := getattr(self, name))}
        return urlencode(given) + "&" if given else ""


@staff_only
def match_view(request: HttpRequest, code: str) -> HttpResponse:
    """Every expert in order for one need, with the points in words; the barred last, with what bars them."""
    need = need_at(code)
    if need is None:
        raise Http404
    language = get_language() or "en"
    matches = for_need(need)
    narrowed = Narrowed.of(request.GET)
    kept = [match for match in matches if narrowed.keeps(match)]
    shown = Paginator(kept, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "match.html",
        need.title,
        {
            "need": need,
            "asked": asked(need, language),
            "party": country_names(language).get(need.country_id, ""),
            "rows": shown.object_list,
            "page": shown,
            "query": narrowed.query,
            "count": len(kept),
            "total": len(matches),
            "barred": sum(1 for match in matches if match.is_barred),
            "narrowed": narrowed,
            "regions": terms("region", language),
            # The page of the selection asks the rest: whether this officer is among the experts.
            "reason": reason_against("roadmaps.open_assistance", request.user, need),
        },
    )


def asked(need: Need, language: str) -> list[tuple[str, str]]:
    """What a need asks for, as (label, words); without what it does not say."""

    def words(name: str, codes: str, numbered: bool = False) -> str:
        known = term_map(name, language)
        texts = [known[code].text if code in known else code for code in codes.split()]
        pairs = zip(codes.split(), texts, strict=True)
        return "; ".join(f"{code} {text}" if numbered else text for code, text in pairs)

    languages = ", ".join(language_name(code, language) for code in need.languages.split())
    found = [
        (_("Activities"), words("activity", need.activities, numbered=True)),
        (_("Themes"), words("theme", need.themes)),
        (_("Fields"), words("expertise_field", need.fields)),
        (_("Working languages, one of which is enough"), languages),
        (_("On site or remote"), str(need.get_mode_display())),
    ]
    return [(label, text) for label, text in found if text]
