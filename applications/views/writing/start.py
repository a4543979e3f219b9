"""The files of a Party, and the start of an application."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.accounts import standing
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_names

from ...closing import why_call_closed
from ...models import Application, Call
from ...queries import files_of, next_cut_off, titles_of
from ...services.drafts import start_or_resume
from ...services.transition import Refused


@login_required
@require_safe
def files_page(request: HttpRequest) -> HttpResponse:
    """Every application of the person's Parties, and the open calls they have none in."""
    parties = standing.of(request.user).parties
    if not parties:
        raise Http404
    names = country_names(page_language())
    files = list(files_of(request.user))
    under_way = {(file.call_id, file.country_id) for file in files if file.is_active}
    calls = [call for call in Call.objects.filter(state=Call.State.PUBLISHED) if not why_call_closed(call)]
    titles = titles_of([*{file.call_id for file in files}, *(call.pk for call in calls)], page_language())
    writer_of = standing.of(request.user).writer_of
    return render(
        request,
        "applications/writing/files.html",
        {
            "rows": [(file, names.get(file.country_id, ""), titles.get(file.call_id, "")) for file in files],
            "to_begin": [
                (call, titles.get(call.pk, call.slug), next_cut_off(call))
                for call in calls
                if any((call.pk, country) not in under_way for country in writer_of)
            ],
        },
    )


@login_required
def start_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin or go on with the Party's application in a call. A draft that is there is always found first."""
    call = get_object_or_404(Call, slug=slug, state__in=[Call.State.PUBLISHED, Call.State.CLOSED])
    place = standing.of(request.user)
    names = country_names(page_language())
    choices = sorted(((pk, names.get(pk, "")) for pk in place.writer_of), key=lambda pair: pair[1])
    error = ""
    if request.method == "POST":
        wanted = request.POST.get("country", "")
        chosen = next((pk for pk, _name in choices if str(pk) == wanted or len(choices) == 1), None)
        if chosen is None:
            error = _("Choose the Party you apply for.")
        else:
            try:
                application, made = start_or_resume(
                    call=call, country=Country.objects.get(pk=chosen), by=request.user
                )
            except Refused as refusal:
                error = refusal.message
            else:
                if not made:
                    messages.info(request, _("An application of your Party is already under way: here it is."))
                return redirect("applications:file", application.ref)
    under_way = Application.objects.active().filter(call=call, country__in=place.parties).order_by("pk")
    return render(
        request,
        "applications/writing/start.html",
        {
            "call": call,
            "call_title": titles_of([call.pk], page_language()).get(call.pk, call.slug),
            "closed": why_call_closed(call),
            "choices": choices,
            "claimed": bool(place.claimed) and not choices,
            "under_way": [(file, names.get(file.country_id, "")) for file in under_way],
            "taken": {file.country_id for file in under_way},
            "cut_off": next_cut_off(call),
            "error": error,
            "page_errors": bool(error),
        },
        status=422 if error else 200,
    )
