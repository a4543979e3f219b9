"""What others tell of a country, before its Party: to be read, agreed to or not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.services.refusals import Refused
from portal.collaboration.reading import read_sections

from ...queries_writing import asks_consent
from ...reading import ReadText, read_texts
from ...sections import FACTS
from ...services import review
from ...services.guards import open_version
from ...store import VERSIONS
from .base import frame


@login_required
def consent_page(request: HttpRequest, code: str) -> HttpResponse:
    """The entry as the editors read it, with both answers. To who answers for no Party it is not there."""
    place = standing.of(request.user)
    asked = asks_consent(place.writer_of | place.signatory_of).select_related("country", "version")
    entry = asked.filter(code=code.upper()).first()
    version = open_version(entry) if entry is not None else None
    if entry is None or version is None:
        raise Http404
    reason = request.POST.get("text", "")[:2000]
    if request.method == "POST":
        try:
            if request.POST.get("answer") == "agree":
                review.give_consent(entry=entry, by=request.user)
                messages.success(request, _("The agreement of the country is noted."))
            else:
                review.refuse_consent(entry=entry, reason=reason, by=request.user)
                messages.success(request, _("The editors know that the country does not agree. It is not published."))
        except Refused as error:
            messages.error(request, error.message)
        else:
            return redirect("knowledge:entries")
    texts: list[ReadText] = read_texts(entry, version)
    facts = read_sections(FACTS, {one.code: VERSIONS.read_section(version, one) for one in FACTS})
    context = frame(entry, version=version, texts=texts, facts=facts, typed=reason)
    status = 422 if request.method == "POST" else 200
    return render(request, "knowledge/writing/consent.html", context, status=status)
