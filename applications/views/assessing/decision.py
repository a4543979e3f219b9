"""The decision as the Party reads it: result, reasons without names, letter."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.documents.serving import serve

from ... import ports, states
from ...letters import reasons_of, title_of
from ...models import Application, Decision, Letter
from ...notices import party_name
from ...queries import file_of


def _announced(request: HttpRequest, ref: str) -> Application:
    """The file, once its Party has been told; nothing before, and nothing for others."""
    application = file_of(request.user, ref)
    if application is None or application.state not in (*states.DECIDED, states.INELIGIBLE):
        raise Http404
    return application


@never_cache
@login_required
@require_safe
def decision_page(request: HttpRequest, ref: str) -> HttpResponse:
    """Result, feedback, points and reasons by criterion, letter."""
    application = _announced(request, ref)
    language = get_language() or "en"
    kind = application.state
    letter = Letter.objects.filter(application=application, kind=kind).select_related("issued", "job").first()
    refusal = ""
    if kind == states.INELIGIBLE:
        change = application.transitions.filter(to_state=states.INELIGIBLE).last()
        refusal = change.reason if change else ""
    return render(
        request,
        "applications/assessing/decision.html",
        {
            "application": application,
            "party": party_name(application, language),
            "heading": title_of(kind),
            "decision": Decision.objects.filter(application=application, released_at__isnull=False).first(),
            "reasons": reasons_of(application, language) if kind != states.INELIGIBLE else [],
            "refusal": refusal,
            "letter": letter,
            "next": application.labels.next_for_party,
            "opened": ports.assistances([application.pk]).get(application.pk),
        },
    )


@never_cache
@login_required
@require_safe
def letter_file(request: HttpRequest, ref: str, kind: str) -> HttpResponseBase:
    """The letter as a download, once it is made."""
    application = _announced(request, ref)
    letter = (
        Letter.objects.filter(application=application, kind=kind, state=Letter.State.RELEASED)
        .select_related("issued__stored_file")
        .first()
    )
    if letter is None or letter.issued is None:
        raise Http404
    return serve(letter.issued.stored_file)
