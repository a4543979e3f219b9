"""A person's entries, the form that begins one, and measures of the roadmap that could be told."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.accounts import standing
from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_names

from ...forms import StartForm
from ...queries_writing import measures_to_tell, mine, titles_or_none
from ...services import entries

PER_PAGE = 25


@keeps_typed
@login_required
def entries_page(request: HttpRequest) -> HttpResponse:
    """The list, what waits for the person first, and below it how one begins."""
    parties = standing.of(request.user).writer_of
    names = country_names(page_language())
    own = sorted(((Country.objects.get(pk=pk).iso3, names.get(pk, "")) for pk in parties), key=lambda pair: pair[1])
    initial: dict[str, Any] = {"country": own[0][0] if own else ""}
    form: Any = (
        StartForm(request.POST, reader=page_language())
        if request.method == "POST"
        else start(request, StartForm, initial=initial, reader=page_language())
    )
    if request.method == "POST" and form.is_valid():
        try:
            entry = entries.start(by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, form.begun)
            return redirect("knowledge:entry", entry.code)
    page = Paginator(mine(request.user), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    titles = titles_or_none(shown, page_language())
    rows = [(entry, titles[entry.pk], names.get(entry.country_id or 0, "")) for entry in shown]
    return render(
        request,
        "knowledge/writing/list.html",
        {
            "page": page,
            "rows": rows,
            "form": form,
            "measures": measures_to_tell(sorted(parties)),
            "writes_for_party": bool(parties),
        },
        status=422 if form.errors else 200,
    )
