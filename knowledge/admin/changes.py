"""Two versions of an entry side by side, in the office."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.reference.languages import page_language

from ..comparing import differences, two_of
from ..queries_writing import spoken_titles
from .common import entry_at, for_editors, page


@for_editors
def changes_view(request: HttpRequest, code: str) -> HttpResponse:
    """Any two versions, chosen by number; the last two without. Raises Http404 where there are no two."""
    entry = entry_at(code)
    found = two_of(entry, request.GET.dict())
    if found is None:
        raise Http404
    versions, old, new = found
    context = {
        "entry": entry,
        "versions": versions,
        "changes": differences(entry.kind, old, new),
        "entry_title": spoken_titles([entry], page_language())[entry.pk],
    }
    return page(request, "changes.html", _("Changes between versions"), context)
