"""Calls for experts: the open ones, those to come and those that are over; and one of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.ui.pages import public_page
from portal.ui.prose import to_html

from ...queries_public import public_call, public_calls, rules_of


@require_safe
@public_page
def calls_page(request: HttpRequest) -> HttpResponse:
    """Every call for experts that was published."""
    calls = public_calls(get_language() or "en")
    return render(
        request,
        "expertise/public/calls.html",
        {
            "calls": calls,
            "open_calls": [call for call in calls if call.is_open],
            "other_calls": [call for call in calls if not call.is_open],
        },
    )


@require_safe
@public_page
def call_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A published or closed call; a draft is not found."""
    language = get_language() or "en"
    call = public_call(slug, language)
    if call is None:
        raise Http404
    context = {"call": call, "body": to_html(call.body), "rules": rules_of(call.pk, language)}
    return render(request, "expertise/public/call.html", context)
