"""Two versions of an entry side by side, for who writes it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...comparing import differences, two_of
from ...models import Entry
from .base import frame, of_entry


@of_entry
@require_safe
def changes_page(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Any two versions, chosen by number; the last two without. Raises Http404 where there are no two."""
    found = two_of(entry, request.GET.dict())
    if found is None:
        raise Http404
    versions, old, new = found
    return render(
        request,
        "knowledge/writing/changes.html",
        frame(entry, versions=versions, changes=differences(entry.kind, old, new)),
    )
