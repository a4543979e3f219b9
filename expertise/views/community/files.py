"""Private files of experts, each served after asking: calendar, certificate, shared document, letter."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.documents.serving import serve

from ...calendar import CONTENT_TYPE, calendar_file
from ...models import Candidacy, Gathering
from ...queries_community import documents_for
from .common import expert_or_404, invitation_or_404


@login_required
@require_safe
def calendar_view(request: HttpRequest, code: str) -> HttpResponse:
    """The calendar file of an invitation, in the language of the page."""
    gathering = invitation_or_404(request.user, code).gathering
    texts = {text.language: text for text in gathering.texts.all()}
    text = texts.get(get_language() or "en") or next(iter(texts.values()), None)
    if text is None:
        raise Http404
    data = calendar_file(gathering, text, cancelled=gathering.state == Gathering.State.CANCELLED)
    response = HttpResponse(data, content_type=f"{CONTENT_TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{gathering.code.lower()}.ics"'
    return response


@login_required
@require_safe
def certificate_view(request: HttpRequest, code: str) -> HttpResponseBase:
    """The person's own certificate."""
    attendance = invitation_or_404(request.user, code)
    if attendance.certificate is None:
        raise Http404
    return serve(attendance.certificate.stored_file)


@login_required
@require_safe
def document_view(request: HttpRequest, code: str) -> HttpResponseBase:
    """A document shared with this expert."""
    found = documents_for(expert_or_404(request.user)).filter(code=code.upper()).first()
    if found is None:
        raise Http404
    return serve(found.stored_file)


@login_required
@require_safe
def letter_view(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The letter of the decision on the person's own application in this call."""
    found = (
        Candidacy.objects.filter(expert=expert_or_404(request.user), call__slug=slug, letter__isnull=False)
        .select_related("letter__stored_file")
        .order_by("-decided_at")
        .first()
    )
    if found is None or found.letter is None:
        raise Http404
    return serve(found.letter.stored_file)
