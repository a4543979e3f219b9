"""Entries nobody confirmed for a year, to be confirmed some at a time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language

from ...queries_writing import spoken_titles, to_confirm
from ...services import upkeep

PER_PAGE = 25


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: HttpRequest) -> HttpResponse:
    """The list, the longest ago first; those that are ticked are confirmed."""
    due = to_confirm(request.user).select_related("version")
    if request.method == "POST":
        chosen = due.filter(code__in=request.POST.getlist("entry")[:PER_PAGE])
        try:
            number = len([upkeep.confirm(entry=entry, by=request.user) for entry in list(chosen)])  # type: ignore[arg-type]
        except Refused as error:
            messages.error(request, error.message)
        else:
            if number:
                said = ngettext(
                    "Thank you: %(n)s entry is confirmed.", "Thank you: %(n)s entries are confirmed.", number
                )
                messages.success(request, said % {"n": number})
            else:
                messages.error(request, _("Tick the entries that still hold."))
        return redirect("knowledge:confirm")
    page = Paginator(due, PER_PAGE).get_page(request.GET.get("page"))
    entries = list(page.object_list)
    titles = spoken_titles(entries, page_language())
    context = {"page": page, "rows": [(entry, titles[entry.pk]) for entry in entries]}
    return render(request, "knowledge/writing/confirm.html", context)
