"""The calls: the open one, those to come and those that are over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.ui.pages import public_page

from ...queries_calls import public_calls


@require_safe
@public_page
def calls_page(request: HttpRequest) -> HttpResponse:
    """Every call that was published."""
    calls = public_calls(get_language() or "en")
    return render(
        request,
        "applications/calls/list.html",
        {
            "calls": calls,
            "open_calls": [call for call in calls if call.is_open],
            "other_calls": [call for call in calls if not call.is_open],
        },
    )
