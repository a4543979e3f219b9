"""A tool as the people of assistances read it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.documents.serving import serve
from portal.reference.languages import page_language
from portal.reference.queries import country_names
from portal.ui.prose import to_html

from ..assistance import step_words
from ..assistance.queries_tools import tools
from ..assistance.rules import tools_visible_to
from ..models import Tool


def _tool(request: HttpRequest, code: str) -> Tool:
    found = tools_visible_to(request.user, tools()).filter(code=code.upper()).first()
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponseBase:
    """The text of a tool, its file, where it comes from and how it changed."""
    row = _tool(request, code)
    return render(
        request,
        "roadmaps/assistance/tool.html",
        {
            "row": row,
            "step": step_words.names(page_language())[row.step],
            "party": country_names(page_language()).get(row.country_id or 0, ""),
            "body": to_html(row.body) if row.body else "",
            "changes": list(row.changes.all()),
        },
    )


@never_cache
@login_required
@require_safe
def file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The file of a tool."""
    row = _tool(request, code)
    if row.stored_file is None:
        raise Http404
    return serve(row.stored_file)
