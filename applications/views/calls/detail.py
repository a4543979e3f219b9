"""One call: what is offered, to whom, how, by which criteria and when."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.ui.pages import public_page

from ...prose import to_html
from ...queries_calls import gates_of, grid, public_call


@require_safe
@public_page
def call_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A published or closed call; a draft is not found."""
    language = get_language() or "en"
    call = public_call(slug, language)
    if call is None:
        raise Http404
    return render(
        request,
        "applications/calls/detail.html",
        {
            "call": call,
            "body": to_html(call.body),
            "how": to_html(call.how_to_apply),
            "gates": gates_of(call.pk),
            "criteria": grid(call.pk, language),
        },
    )
