"""How the knowledge base is used: for the editors in the office, for owners in their workspace."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.reference.languages import page_language

from .admin.common import for_editors, page
from .queries_usage import most_read, span, totals
from .queries_writing import spoken_titles
from .rules import entries_of
from .usage_lines import API, BRIEF, ENTRY, FEED, FILE, SEARCH

WORDS = {
    ENTRY: gettext_lazy("Pages of entries"),
    BRIEF: gettext_lazy("PDF files of entries"),
    SEARCH: gettext_lazy("Searches"),
    FILE: gettext_lazy("Files of the open data"),
    FEED: gettext_lazy("Feeds"),
    API: gettext_lazy("Interface for programs"),
}


def _rows(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    titles = spoken_titles([row["entry"] for row in found], page_language())
    return [{**row, "title": titles[row["entry"].pk]} for row in found]


@for_editors
def office_view(request: HttpRequest) -> HttpResponse:
    """Totals, and the fifty entries read most."""
    today = timezone.now().date()
    context = {
        "totals": [(WORDS[what], month, year) for what, month, year in totals(today)],
        "rows": _rows(most_read(today)),
        "span": span(),
    }
    return page(request, "usage.html", _("Use of the entries"), context)


@never_cache
@login_required
@require_safe
def workspace_view(request: HttpRequest) -> HttpResponse:
    """How often the entries of this person were read, and their PDF files taken."""
    found = most_read(timezone.now().date(), among=entries_of(request.user))
    return render(request, "knowledge/writing/usage.html", {"rows": _rows(found), "span": span()})
